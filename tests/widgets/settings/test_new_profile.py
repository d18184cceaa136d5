"""A file that no profile knows: its profile is guessed, corrected, tried and kept, all on the page."""

from pathlib import Path

import pytest

from console.access import Role
from console.imports.profile_actions import own_profiles
from tests.parts.accessibility import nameless
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.editor import text_of
from widgets.kit.notice import Notice
from widgets.screens.settings.import_report import ReportCard
from widgets.screens.settings.imports import ImportPage

pytestmark = pytest.mark.window
GERMAN = (
    "Bestellnummer;E-Mail;Bestelldatum;Bestellstatus;Artikel;Menge;Einzelpreis\n"
    "A-1;joerg@example.com;23.11.2026 14:05;Versandt;Teekännchen;2;1250\n"
)


@pytest.fixture
def bench(sit: Open) -> Bench:
    return sit(Role.ADMINISTRATOR)


@pytest.fixture
def page(bench: Bench) -> ImportPage:
    """Return the page, shown in the bench's window."""
    page = ImportPage(bench.desk)
    bench.screen.hide()
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(page)
    page.show()
    return page


@pytest.fixture
def drafted(bench: Bench, page: ImportPage, tmp_path: Path) -> ImportPage:
    """Return the page with a profile guessed for a German file."""
    path = tmp_path / "laden.csv"
    path.write_text(GERMAN, encoding="cp1252")
    page.new_profile.begin(path)
    bench.until(page.new_profile.isVisible)
    return page


def test_the_guess_is_shown_and_every_part_has_a_name(drafted: ImportPage) -> None:
    text = text_of(drafted.new_profile.text)
    assert 'number = "Bestellnummer"  # sure: 95 of 100' in text
    assert not nameless(drafted.new_profile)


def test_the_guess_is_tried_on_its_file_without_writing(bench: Bench, drafted: ImportPage) -> None:
    drafted.new_profile.try_it.click()
    bench.until(lambda: drafted.new_profile.findChild(ReportCard))
    with bench.here.backend.read() as work:
        assert not work.orders.by_number("A-1")


def test_what_does_not_work_says_why_and_stays_to_be_corrected(bench: Bench, drafted: ImportPage) -> None:
    drafted.new_profile.text.setPlainText('name = "laden"')
    drafted.new_profile.keep.click()
    bench.until(lambda: drafted.new_profile.findChild(Notice))
    assert drafted.new_profile.isVisible()
    assert drafted.new_profile.keep.isEnabled()


def test_a_kept_profile_is_listed_and_chosen_until_undone(bench: Bench, drafted: ImportPage) -> None:
    drafted.new_profile.keep.click()
    bench.until(lambda: drafted.profile.value == "laden")
    assert not drafted.new_profile.isVisible()
    bench.undo()
    bench.until(lambda: drafted.profile.findData("laden") < 0)
    assert own_profiles(bench.here.backend, bench.here.actor(Role.ADMINISTRATOR)) == []


def test_a_file_that_cannot_be_read_says_so(bench: Bench, page: ImportPage, tmp_path: Path) -> None:
    page.new_profile.begin(tmp_path / "gone.csv")
    bench.until(lambda: page.new_profile.findChild(Notice))
