"""A customer's page proposes accounts with the same e-mail; one click links or parts them, as does Undo."""

import pytest
from PySide6.QtWidgets import QPushButton

from console.access import Role
from tests.parts.accessibility import nameless
from tests.parts.people import account, kept
from tests.parts.world import order
from tests.widgets.queue.conftest import Bench, Open
from widgets.screens.customer.likeness import LikenessCard
from widgets.screens.customer.page import Wanted
from widgets.screens.customer.screen import CustomerScreen

pytestmark = pytest.mark.window


@pytest.fixture
def bench(sit: Open) -> Bench:
    return sit(Role.AGENT)


@pytest.fixture
def screen(bench: Bench) -> CustomerScreen:
    """Return the page of a customer whose e-mail a guest with an order has too."""
    guest = kept(bench.here.backend, account("guest:#1", "hanako@example.com"))[0]
    with bench.here.backend.begin() as work:
        work.orders.add(order(guest, "#1"))
    shown = CustomerScreen(bench.desk, lambda _order: None)
    bench.screen.hide()
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(shown)
    shown.show()
    show(bench, shown, bench.here.account_id)
    return shown


def show(bench: Bench, screen: CustomerScreen, account_id: int) -> None:
    screen.show_wanted(Wanted(account_id=account_id))
    bench.until(lambda: bench.desk.jobs.running == 0 and screen.page is not None)


def orders(screen: CustomerScreen) -> list[str]:
    return sorted(o.number for o in screen.page.orders) if screen.page else []


def card_on(screen: CustomerScreen) -> LikenessCard:
    card = screen.findChild(LikenessCard)
    assert card is not None
    return card


def press(screen: CustomerScreen, words: str) -> None:
    next(b for b in card_on(screen).findChildren(QPushButton) if b.text() == words and b.isVisible()).click()


def test_a_confirmed_guest_is_seen_on_the_customers_page_until_undone(
    bench: Bench, screen: CustomerScreen
) -> None:
    assert orders(screen) == ["RK-88213407"]
    press(screen, "Same person")
    bench.until(lambda: orders(screen) == ["#1", "RK-88213407"])
    assert bench.desk.undo.words == "The accounts are seen together"
    bench.undo()
    bench.until(lambda: orders(screen) == ["RK-88213407"])


def test_the_guests_own_page_leads_to_the_main_account(bench: Bench, screen: CustomerScreen) -> None:
    press(screen, "Same person")
    bench.until(lambda: len(orders(screen)) == 2)
    with bench.here.backend.read() as work:
        guest = work.customers.by_shop_id("rakufun", "guest:#1")
    assert guest is not None
    show(bench, screen, guest.id)
    assert screen.page is not None
    assert screen.page.view.account.id == bench.here.account_id


def test_a_dismissed_proposal_goes_and_comes_back_by_undo(bench: Bench, screen: CustomerScreen) -> None:
    card = card_on(screen)
    assert not nameless(card)
    press(screen, "Not the same")
    bench.until(lambda: not card.isVisible())
    bench.undo()
    bench.until(card.isVisible)


def test_what_is_linked_can_be_parted_again(bench: Bench, screen: CustomerScreen) -> None:
    press(screen, "Same person")
    bench.until(lambda: len(orders(screen)) == 2)
    press(screen, "Part again")
    bench.until(lambda: orders(screen) == ["RK-88213407"])


def test_who_may_not_correct_is_asked_nothing(sit: Open, screen: CustomerScreen) -> None:
    bench = sit(Role.AUDITOR)
    other = CustomerScreen(bench.desk, lambda _order: None)
    show(bench, other, bench.here.account_id)
    assert card_on(other).isHidden()
    other.deleteLater()
