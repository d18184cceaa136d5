"""Whoever hears the window instead of seeing it is told the name of every control, on every page."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from console.access import Role
from console.stores.records import Place
from tests.parts.accessibility import assert_named, controls_of
from tests.parts.disputes import decided
from tests.parts.real_window import AtTheDesk
from widgets.screens.sign_in import SignInScreen

pytestmark = pytest.mark.window
PAGES = ("own", "organisation", "limits", "policy", "operators", "store", "import")


def at_rest(desk: AtTheDesk) -> None:
    """Wait until nothing is under way."""
    jobs = desk.shell.queue._desk.jobs
    desk.until(lambda: jobs.running == 0 and not desk.shell.queue.is_showing, "what is under way")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PRIVACY_OFFICER])
def test_every_page_of_the_settings_names_its_controls(desk: AtTheDesk, place: Place, role: Role) -> None:
    desk.sign_in(place, role)
    desk.window.go("settings", 0)
    screen = desk.shell.settings
    seen = 0
    for name in PAGES:
        screen.show_page(name)
        at_rest(desk)
        seen += len(controls_of(screen))
        assert_named(screen)
    assert seen > 60, "the pages were not looked into"


def test_the_dialogs_of_the_operators_name_their_controls(desk: AtTheDesk, place: Place) -> None:
    desk.sign_in(place, Role.ADMINISTRATOR)
    desk.window.go("settings", 0)
    desk.shell.settings.show_page("operators")
    at_rest(desk)
    page = desk.shell.settings.stack.currentWidget()
    assert page is not None
    for words in ("Add an operator", "Edit"):
        desk.hand.click(words, page)
        dialog = desk.hand.dialog()
        assert_named(dialog)
        dialog.reject()


def test_the_person_and_what_is_asked_about_them_name_their_controls(desk: AtTheDesk, place: Place) -> None:
    desk.sign_in(place, Role.AGENT)
    desk.find_person("yamada hana")
    customer = desk.shell.customer
    assert_named(customer)
    asks: tuple[Callable[[], object], ...] = (customer.reveal, customer._dispute_newest)
    for ask in asks:
        ask()
        dialog = desk.hand.dialog()
        at_rest(desk)
        assert_named(dialog)
        dialog.reject()


def test_the_letter_and_its_hand_over_name_their_controls(desk: AtTheDesk, place: Place) -> None:
    desk.sign_in(place, Role.AGENT)
    desk.show_case(decided(desk.here))
    desk.write_letter()
    assert_named(desk.shell.letter)
    desk.shell.letter._issued(lambda _letter: None)
    desk.until(lambda: desk.shell.letter.issued, "the letter issued")
    desk.shell.letter.record_hand_over()
    assert_named(desk.hand.dialog())


def test_who_signs_in_is_told_what_to_type(desk: AtTheDesk, place: Place) -> None:
    desk.window.begin(place, "open sesame for tests")
    desk.until(lambda: isinstance(desk.window.pages.currentWidget(), SignInScreen), "who signs in")
    screen: QWidget | None = desk.window.pages.currentWidget()
    assert screen is not None
    assert_named(screen)
