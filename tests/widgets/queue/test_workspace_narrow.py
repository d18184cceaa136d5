"""What has little room is still said whole: at 1100 pixels nothing that one must read is cut."""

import pytest

from console.disputes.records import Kind, Outcome
from console.parcels.actions import parcels_of
from tests.parts.disputes import opened, ready
from tests.parts.world import World
from tests.widgets.queue.conftest import Open
from widgets.kit.labels import Label
from widgets.screens.customer.cards import ParcelCard

pytestmark = pytest.mark.window


@pytest.mark.parametrize("width", [1100, 1440])
def test_what_is_wrong_with_an_amount_has_a_line_of_its_own(sit: Open, here: World, width: int) -> None:
    bench = sit()
    bench.window.resize(width, 720)
    bench.show(ready(here, Kind.QUALITY))
    bench.screen.work.decide()
    panel = bench.screen.work.deciding
    panel.outcomes.choose(Outcome.PARTIAL.value)
    panel.amount.setText("12x")
    bench.until(panel.amount_problem.isVisible)
    bench.until(lambda: panel.amount_problem.y() > panel.amount.geometry().bottom())
    left = panel._left_to_pay
    assert left.width() >= left.fontMetrics().horizontalAdvance(left.text())


def test_a_long_title_has_two_lines_in_a_small_window(sit: Open, here: World) -> None:
    bench = sit()
    bench.window.resize(1100, 720)
    bench.show(
        opened(here, title="The outer box is crushed on one corner and the inner tray is torn").case.id
    )
    label = bench.screen.work.head.title._label
    bench.until(lambda: label.height() >= 2 * label.fontMetrics().lineSpacing())
    assert len(label.lines(label.width())) == 2


def test_a_name_is_never_broken_for_the_badge_beside_it(sit: Open, here: World) -> None:
    bench = sit()
    bench.window.resize(1100, 720)
    page = bench.show(opened(here).case.id)
    card = bench.screen.context.customer
    assert card is not None
    name = next(x for x in card.findChildren(Label) if x.text() == page.account.title)
    bench.until(lambda: name.width() >= name.fontMetrics().horizontalAdvance(name.text()))


def test_what_is_asked_is_said_whole_in_a_small_window(sit: Open, here: World) -> None:
    bench = sit()
    bench.window.resize(1100, 720)
    bench.show(opened(here).case.id)
    head = next(x for x in bench.screen.context.asked.findChildren(Label) if x.text() == "WHAT IS ASKED")
    bench.until(lambda: head.width() >= head.fontMetrics().horizontalAdvance(head.text()))


def test_a_parcel_tells_days_and_its_tooltips_tell_times(sit: Open, here: World) -> None:
    bench = sit()
    page = bench.show(opened(here).case.id)
    parcel = parcels_of(here.backend, bench.desk.actor, page.account.id)[0]
    card = ParcelCard(parcel, [page.order], bench.desk)
    bench.qtbot.addWidget(card)
    shown = next(x for x in card.findChildren(Label) if x.accessibleName().startswith("Shipped"))
    assert shown.text() == "8 Nov 2026"
    assert shown.toolTip() == "8 Nov 2026 12:00:00 JST"
