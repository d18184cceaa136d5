"""A dispute is opened on an order; what is typed stays until it is."""

import pytest
from PySide6.QtTest import QTest

from console.cases.records import Channel
from console.disputes.actions import show_dispute
from console.disputes.records import Kind
from console.orders.actions import show_order
from tests.parts.accessibility import assert_named, assert_reading_order
from tests.parts.clock import Clock
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.screens.queue.opening import OpeningDialog, open_dispute_dialog

pytestmark = pytest.mark.window


def opening(bench: Bench, opened: list[int] | None = None) -> OpeningDialog:
    """Return the dialog, open on the order of the world."""
    order = show_order(bench.desk.backend, bench.desk.actor, bench.here.order_id)
    heard = opened if opened is not None else []
    dialog = open_dispute_dialog(bench.window, bench.desk, order, heard.append)
    bench.quiet()
    dialog.kind.choose(Kind.PACKAGING.value)
    return dialog


def test_a_dispute_is_opened_with_what_was_typed(sit: Open, here: World) -> None:
    bench, heard = sit(), list[int]()
    dialog = opening(bench, heard)
    dialog.kind.choose(Kind.LOST.value)
    dialog.channel.choose(Channel.PHONE.value)
    QTest.keyClicks(dialog.text, "Nothing came.")
    bench.press("Open the dispute")
    bench.until(lambda: heard)
    view = show_dispute(here.backend, bench.desk.actor, heard[0])
    assert (view.dispute.kind, view.case.channel) == (Kind.LOST, Channel.PHONE)
    assert (view.dispute.text, view.case.title) == ("Nothing came.", "Nothing came.")


def test_what_is_missing_is_said_under_its_field(sit: Open) -> None:
    bench = sit()
    dialog = opening(bench)
    bench.press("Open the dispute")
    bench.until(lambda: dialog.form.row("text").error.text)
    assert dialog.isVisible()


def test_a_kind_is_chosen_by_a_person_not_by_the_order_of_a_list(sit: Open) -> None:
    bench = sit()
    dialog = opening(bench)
    dialog.kind.choose("")
    dialog.text.setPlainText("Nothing came.")
    bench.press("Open the dispute")
    assert dialog.form.row("kind").error.text == "Choose what is disputed."


def test_nothing_was_received_tomorrow(sit: Open, clock: Clock) -> None:
    bench = sit()
    dialog = opening(bench)
    dialog.text.setPlainText("Nothing came.")
    clock.advance(days=-1)
    bench.press("Open the dispute")
    bench.until(lambda: dialog.form.row("received_at").error.text)


def test_what_was_typed_about_an_order_is_there_again(sit: Open) -> None:
    bench = sit()
    dialog = opening(bench)
    QTest.keyClicks(dialog.text, "The figure came today")
    dialog.reject()
    bench.quiet()
    assert opening(sit()).text.toPlainText() == "The figure came today"


def test_an_opened_dispute_leaves_no_draft(sit: Open) -> None:
    bench, heard = sit(), list[int]()
    dialog = opening(bench, heard)
    QTest.keyClicks(dialog.text, "The figure came today")
    bench.until(dialog.draft.status.text)
    bench.press("Open the dispute")
    bench.until(lambda: heard)
    bench.quiet()
    assert opening(sit()).text.toPlainText() == ""


def test_every_field_has_a_name_and_tab_reads_down(sit: Open) -> None:
    dialog = opening(sit())
    assert_named(dialog)
    assert_reading_order(dialog.form)
