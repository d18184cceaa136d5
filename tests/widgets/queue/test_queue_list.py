"""The queue: what it shows, how one narrows it, how one walks it."""

import pytest
from PySide6.QtCore import Qt

from console.access import Role
from console.cases.actions import assign_case
from console.disputes.actions import open_dispute
from console.disputes.records import Kind
from tests.parts.clock import Clock
from tests.parts.disputes import closed, decided, opened
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.screens.queue.faces import row_face

pytestmark = pytest.mark.window


def three(here: World, clock: Clock) -> list[int]:
    """Return three disputes, the most pressing first."""
    ids = []
    for title in ("First", "Second", "Third"):
        ids.append(opened(here, title=title).case.id)
        clock.advance(hours=1)
    return ids


def titles(bench: Bench) -> list[str]:
    return [row.case.title for row in bench.screen.queue.list.rows.records]


def begun(bench: Bench) -> Bench:
    bench.screen.begin()
    bench.quiet()
    return bench


def test_the_most_pressing_case_stands_first_and_is_shown(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    bench = begun(sit())
    bench.until(lambda: bench.screen.page)
    assert titles(bench) == ["First", "Second", "Third"]
    assert bench.page.case.title == "First"


def test_the_figures_count_cases_that_are_not_closed(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    closed(here)
    bench = begun(sit())
    assert bench.screen.queue._open.text() == "3 not closed"
    assert bench.screen.queue.mine.text() == "Mine 3"


def test_j_and_k_walk_the_queue_from_anywhere(sit: Open, here: World, clock: Clock) -> None:
    ids = three(here, clock)
    bench = begun(sit())
    bench.screen.work.head.decide.setFocus()
    bench.key(Qt.Key.Key_J)
    bench.key(Qt.Key.Key_J)
    bench.key(Qt.Key.Key_K)
    bench.until(lambda: bench.screen.page and bench.page.case.id == ids[1])


def test_only_my_cases(sit: Open, here: World, clock: Clock) -> None:
    ids = three(here, clock)
    assign_case(here.backend, here.actor(Role.AGENT), ids[0], here.actor(Role.SUPERVISOR).operator_id)
    bench = begun(sit())
    bench.key(Qt.Key.Key_M)
    bench.until(lambda: titles(bench) == ["Second", "Third"])
    assert bench.screen.queue._shown.text() == "2 shown"


def test_due_today_and_overdue_are_told_apart(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    clock.advance(days=15)
    fresh = opened(here, title="Fresh").case.id
    bench = begun(sit())
    bench.screen.queue.overdue.click()
    bench.until(lambda: len(titles(bench)) == 0)
    clock.advance(hours=15)
    bench.screen.queue.reload()
    bench.until(lambda: titles(bench) == ["First", "Second", "Third"])
    bench.screen.queue.overdue.click()
    bench.screen.queue.today.click()
    bench.until(lambda: titles(bench) == [])
    assert fresh not in [row.case.id for row in bench.screen.queue.list.rows.records]


def test_words_and_keys_filter(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    opened(here, Kind.LOST, title="Fourth")
    bench = begun(sit())
    bench.key(Qt.Key.Key_Slash)
    bench.typed("kind:lost four")
    bench.until(lambda: titles(bench) == ["Fourth"])


def test_closed_cases_are_found_by_their_state(sit: Open, here: World, clock: Clock) -> None:
    case_id = closed(here)
    bench = begun(sit())
    assert titles(bench) == []
    bench.screen.queue.filter.setText("state:closed")
    bench.until(lambda: [r.case.id for r in bench.screen.queue.list.rows.records] == [case_id])


def test_an_unknown_key_is_said_under_the_field(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    bench = begun(sit())
    bench.screen.queue.filter.setText("colour:red")
    bench.until(lambda: bench.screen.queue.problem.text)
    assert "colour" in bench.screen.queue.problem.text
    assert len(titles(bench)) == 3


def test_a_word_that_is_no_kind_is_said_with_those_there_are(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    bench = begun(sit())
    bench.screen.queue.filter.setText("kind:box")
    bench.until(lambda: "packaging" in bench.screen.queue.problem.text)


def test_an_unknown_owner_is_said_under_the_field(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    bench = begun(sit())
    bench.screen.queue.filter.setText("owner:nobody")
    bench.until(lambda: "supervisor one" in bench.screen.queue.problem.text)
    assert bench.refused == []
    bench.screen.queue.filter.setText("owner:me")
    bench.until(lambda: len(titles(bench)) == 3)
    assert bench.screen.queue.problem.text == ""


def test_the_figure_above_the_queue_is_what_the_queue_lists(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    decided(here)
    bench = begun(sit())
    assert bench.screen.queue._open.text() == "4 not closed"
    assert len(titles(bench)) == 4
    bench.screen.queue.filter.setText("state:open")
    bench.until(lambda: bench.screen.queue._shown.text() == "3 shown")


def test_an_empty_queue_says_what_to_do(sit: Open) -> None:
    bench = begun(sit())
    bench.until(bench.screen.queue.empty.isVisible)
    assert bench.screen.queue.empty.accessibleName() == "No open cases"


def test_a_filter_that_leaves_nothing_says_so(sit: Open, here: World, clock: Clock) -> None:
    three(here, clock)
    bench = begun(sit())
    bench.screen.queue.filter.setText("nothing of the kind")
    bench.until(bench.screen.queue.empty.isVisible)
    assert bench.screen.queue.empty.accessibleName() == "No case fits"


def test_long_queues_come_in_chunks(sit: Open, here: World, clock: Clock) -> None:
    agent = here.actor(Role.AGENT)
    for n in range(300):
        open_dispute(here.backend, agent, order_id=here.order_id, kind=Kind.OTHER, text=f"case {n}")
    bench = begun(sit())
    assert len(titles(bench)) == 256
    bench.screen.queue.list.rows.fetchMore()
    bench.until(lambda: len(titles(bench)) == 300)


def test_a_row_says_number_person_amount_kind_and_clock(sit: Open, here: World, clock: Clock) -> None:
    opened(here)
    bench = begun(sit())
    face = row_face(bench.screen.queue.list.rows.records[0], here.backend.now())
    assert face.caption == "D-2026-00001"
    assert face.detail == "Hanako Yamada · ¥48,600"
    assert face.side == "Packaging damage"
    assert face.badge is not None
    assert face.badge[0] == "15 d 11 h"
