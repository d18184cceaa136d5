"""The tour: one dispute from the telephone to the closed case, then the same screens in the other theme."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from console.access import Actor
from console.house import House
from console.stores.records import Place
from widgets import theme
from widgets.tour.driver import Driver, TourStep
from widgets.tour.jobs import CALL, CHAT, NOTE, Finding, Working, Writing
from widgets.window import ConsoleWindow
from widgets.window_start import make_window

Job = tuple[str, Callable[[], object]]


def run(house: House, place: Place, passphrase: str, actor: Actor, out: Path) -> list[TourStep]:
    """Drive the window through the main jobs on a made-up store; put pictures and letters into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    window = make_window(house, {"look": theme.Scheme.LIGHT.value})
    hand = Driver(window, out, "-light")
    window.show()
    with tempfile.TemporaryDirectory(prefix="rakufun-tour-") as sent:
        for name, job in _whole(window, hand, place, passphrase, actor, Path(sent)):
            with hand.step(name):
                job()
    hand.suffix = "-dark"
    theme.current().use(theme.Scheme.DARK)
    for name, job in _again(window, hand):
        with hand.step(name):
            job()
    window.close()
    return hand.steps


def in_turn(*jobs: Callable[[], object]) -> Callable[[], object]:
    """Return one job that does all of them."""

    def do() -> None:
        for job in jobs:
            job()

    return do


def _whole(
    window: ConsoleWindow, hand: Driver, place: Place, passphrase: str, actor: Actor, sent: Path
) -> list[Job]:
    find, work, write = Finding(window, hand), Working(window, hand), Writing(window, hand)
    return [
        ("start", lambda: find.begin(place, passphrase, actor)),
        ("lookup", find.look_up),
        ("customer", find.open_person),
        ("open-dispute", find.open_dispute),
        ("case-opened", find.begin_case),
        ("call", lambda: work.record("call", CALL)),
        ("mail-and-photographs", lambda: work.drop(sent)),
        ("mail", work.read_mail),
        ("note", in_turn(work.put_mail_away, lambda: work.record("note", NOTE))),
        ("chat", lambda: work.record("chat", CHAT)),
        ("facts", work.record_facts),
        ("weigh", work.weigh),
        ("workspace", work.decide),
        ("letter", write.write_letter),
        ("letter-issued", write.save_letter),
        ("handed-over", write.hand_over),
        ("closed", work.close),
        ("queue", lambda: find.go("queue")),
        ("palette", find.palette),
        ("settings", lambda: find.go("settings")),
    ]


def _again(window: ConsoleWindow, hand: Driver) -> list[Job]:
    find, work = Finding(window, hand), Working(window, hand)
    return [
        ("lookup", find.look_up),
        ("customer", find.open_person),
        ("workspace", find.open_case),
        ("mail", work.read_mail),
        ("queue", in_turn(work.put_mail_away, lambda: find.go("queue"))),
        ("palette", find.palette),
        ("settings", lambda: find.go("settings")),
    ]
