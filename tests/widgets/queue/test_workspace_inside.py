"""Archives and office files on the workspace: the card tells the beginning, the viewer all that is told."""

import io
import zipfile

from console.evidence.records import Evidence
from tests.parts import disputes, office
from tests.parts.accessibility import assert_named
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.dropzone import Dropped
from widgets.kit.labels import Label
from widgets.screens.queue.evidence_dialog import EvidenceDialog
from widgets.screens.queue.inside_view import InsideView


def archive(*names: str) -> bytes:
    """Return a zip file of small files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, b"x" * 2048)
    return file.getvalue()


def dropped(bench: Bench, name: str, data: bytes) -> Evidence:
    """Drop a file on the case and wait until it stands on its timeline."""
    bench.screen.work.composer.take([Dropped(name, data=data)])
    bench.until(lambda: not bench.screen.work.composer.intake._running)
    bench.quiet()
    return list(bench.page.evidence.values())[-1]


def said(widget: object) -> str:
    """Return all that labels below `widget` show."""
    return "\n".join(label.text() for label in widget.findChildren(Label))  # type: ignore[attr-defined]  # a QWidget


def viewed(bench: Bench, evidence: Evidence) -> InsideView:
    """Open a file of the case in its viewer."""
    bench.screen.viewer.look(evidence.id)
    dialog = bench.dialog()
    assert isinstance(dialog, EvidenceDialog)
    assert_named(dialog)
    (view,) = dialog.findChildren(InsideView)
    return view


def test_the_card_of_an_archive_names_what_lies_in_it(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.ready(here))
    dropped(bench, "photos.zip", archive("箱.jpg", "../中身.jpg"))
    card = said(bench.screen.work.timeline.cards[-1])
    assert "箱.jpg  (2 kB)" in card
    assert "2 files, 4 kB" in card
    assert "Some names lead out of their folder or look like others." in card


def test_the_card_of_an_office_file_shows_its_first_lines(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.ready(here))
    evidence = dropped(bench, "letter.docx", office.word([f"Line {n} of the letter" for n in range(40)]))
    card = said(bench.screen.work.timeline.cards[-1])
    assert "Line 0 of the letter\nLine 1 of the letter" in card
    assert "Line 20" not in card
    assert "Line 39 of the letter" in said(viewed(bench, evidence))


def test_the_viewer_lists_an_archive_without_opening_anything_of_it(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.ready(here))
    evidence = dropped(bench, "photos.zip", archive(*(f"{n}.jpg" for n in range(30))))
    view = viewed(bench, evidence)
    assert "29.jpg" in said(view)
    assert "30 files, 60 kB" in said(view)
