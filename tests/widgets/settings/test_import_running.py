"""An import under way in the window: it waits, others write meanwhile, and what stopped goes on later."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from console.access import Role
from console.imports.actions import past_imports
from console.imports.profile import profile_named
from console.imports.records import Kind, Standing
from console.lookup.actions import finish
from console.stores.records import Place
from db.open_store import SqlStore
from tests.parts.shop import PERSON, Shop, broken_off
from tests.widgets.queue.conftest import Bench, Open
from widgets.screens.settings.imports import ImportPage

pytestmark = pytest.mark.window
PEOPLE = 1_500


@pytest.fixture
def bench(sit: Open) -> Bench:
    bench = sit(Role.ADMINISTRATOR)
    wrapped, folder = None, Path()
    bench.desk.store = SqlStore(Place(), "", bench.desk.backend, b"", wrapped, folder)  # type: ignore[arg-type]  # only its index is asked for
    return bench


@pytest.fixture
def page(bench: Bench) -> ImportPage:
    """Return the page, shown in the bench's window."""
    page = ImportPage(bench.desk)
    bench.screen.hide()
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(page)
    page.show()
    page.profile.choose("plain")
    return page


def people(bench: Bench, folder: Path) -> Path:
    shop = Shop(folder, bench.here.backend, bench.desk.actor, profile_named("plain"))
    return shop.write(
        "accounts", *({**PERSON, "account_id": f"N{n}", "name": f"Quentin Number{n}"} for n in range(PEOPLE))
    )


def is_first_batch_done(page: ImportPage) -> Callable[[], bool]:
    def is_done() -> bool:
        return 0 < page.progress.done < PEOPLE and page.progress.total == PEOPLE

    return is_done


def runs(bench: Bench) -> list[Standing]:
    return [run.standing for run in past_imports(bench.desk.backend, bench.desk.actor)]


def button(page: ImportPage, words: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())


def test_an_import_waits_while_others_write_and_goes_on(
    bench: Bench, page: ImportPage, tmp_path: Path
) -> None:
    written: list[object] = []
    page.show_files([people(bench, tmp_path)])
    page.take_in()
    page.progress.show()
    bench.until(is_first_batch_done(page))
    QTest.keyClick(page.progress.pause, Qt.Key.Key_Space)
    bench.desk.jobs.write(lambda: written.append(1))
    bench.until(lambda: written)
    assert page.progress.pause.accessibleName() == "Go on"
    assert runs(bench) == [Standing.RUNNING]
    QTest.keyClick(page.progress.pause, Qt.Key.Key_Space)
    bench.until(lambda: runs(bench) == [Standing.DONE])


def test_what_was_taken_in_becomes_searchable_by_itself(
    bench: Bench, page: ImportPage, tmp_path: Path
) -> None:
    page.show_files([people(bench, tmp_path)])
    page.take_in()
    bench.until(lambda: runs(bench) == [Standing.DONE])
    bench.quiet()
    found = finish(bench.desk.backend, bench.desk.actor, "quentin")
    assert (found.total, found.behind) == (PEOPLE, 0)


def test_a_stopped_import_goes_on_from_the_history(bench: Bench, page: ImportPage, tmp_path: Path) -> None:
    page.show_files([people(bench, tmp_path)])
    page.take_in()
    bench.until(is_first_batch_done(page))
    page.progress.cancel()
    bench.until(lambda: runs(bench) == [Standing.STOPPED])
    bench.quiet()
    button(page, "Go on").click()
    bench.until(lambda: runs(bench) == [Standing.DONE])
    report = past_imports(bench.desk.backend, bench.desk.actor)[0].report
    assert report.by_kind[Kind.ACCOUNTS].created == PEOPLE


def test_an_import_whose_program_ended_can_go_on(bench: Bench, page: ImportPage) -> None:
    broken_off(bench.here.backend, bench.desk.actor)
    page.refresh()
    bench.quiet()
    button(page, "Go on").click()
    bench.until(lambda: runs(bench) == [Standing.DONE])
