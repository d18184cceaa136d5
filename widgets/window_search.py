"""What the search field shows: people, orders, parcels and cases at each keystroke, or after ">" commands."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from console.cases.labels import CASE_STATE
from console.customers.labels import STATUS
from console.customers.records import AccountStatus
from console.lookup.actions import finish, search
from console.lookup.records import Answer, Hit, HitKind, Mark
from console.lookup.records import Group as HitGroup
from console.orders.labels import ORDER_STATE
from console.parcels.labels import PARCEL_STATE
from console.words import N_, _, n_
from widgets.kit.results import Group, Result, Results
from widgets.kit.searchfield import SearchField
from widgets.kit.shortcuts import Command
from widgets.kit.wording import cut_words, day_words, key_words, number
from widgets.screens.desk import Desk

COMMANDS = ">"
JOB = "search"
AGAIN_MS = 1_000  # while records taken in become searchable
TITLES = {
    HitKind.ACCOUNT: N_("People"),
    HitKind.ORDER: N_("Orders"),
    HitKind.PARCEL: N_("Parcels"),
    HitKind.CASE: N_("Cases"),
}
ICONS = {
    HitKind.ACCOUNT: "account-outline",
    HitKind.ORDER: "package-variant-closed",
    HitKind.PARCEL: "truck-outline",
    HitKind.CASE: "scale-balance",
}
STATES: dict[HitKind, dict[str, str]] = {
    HitKind.ACCOUNT: {k.value: v for k, v in STATUS.items()},
    HitKind.ORDER: {k.value: v for k, v in ORDER_STATE.items()},
    HitKind.PARCEL: {k.value: v for k, v in PARCEL_STATE.items()},
    HitKind.CASE: {k.value: v for k, v in CASE_STATE.items()},
}
SCREENS = {
    HitKind.ACCOUNT: "customer",
    HitKind.ORDER: "order",
    HitKind.PARCEL: "parcel",
    HitKind.CASE: "case",
}


class Searching(QObject):
    """Joins a search field and its results to the lookup and the palette of one desk."""

    def __init__(self, desk: Desk, field: SearchField, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._field = desk, field
        hints = [_(N_("↑ ↓ choose")), _(N_("⏎ open")), _(N_("> commands")), _(N_("Esc close"))]
        self.results = Results(window, _(N_("Results")), hints)
        self.results.hide()
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(lambda: self._finish(self._field.text))
        field.typed.connect(self._typed)
        field.entered.connect(lambda: self._typed(field.text))
        field.stepped.connect(self.results.step)
        field.accepted.connect(lambda beside: self.results.accept(beside=beside))
        field.left.connect(self.close)
        self.results.opened.connect(self._open)

    def begin(self, text: str = "") -> None:
        """Go to the search field; `text` ">" begins the palette."""
        self._field.begin(text)

    def close(self) -> None:
        """Close the results; a second Esc empties the field."""
        self._forget()
        if self.results.isVisible() and not self._field.text.startswith(COMMANDS):
            self.results.hide()
        else:
            self.dismiss()

    def dismiss(self) -> None:
        """Close the results and empty the field, as when one goes somewhere else."""
        self._forget()
        self.results.hide()
        self._field.clear()

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._forget()
            self.results.hide()
        elif text.lstrip().startswith(COMMANDS) or not self._desk.actor.may("lookup:use"):
            self._forget()
            self._show_commands(text.lstrip().removeprefix(COMMANDS))
        else:
            self._again.stop()
            call = partial(search, self._desk.backend, self._desk.actor, text)
            self._desk.jobs.latest(JOB, call, owner=self, done=self._show, refused=self._desk.refused)

    def _show(self, answer: Answer) -> None:
        groups = [self._group(g) for g in answer.groups]
        note = ""
        if answer.still_searching:
            note = _(N_("Still searching …"))
            self._finish(answer.text)
        elif not answer.hits:
            note = _(
                N_("Nothing found. Try the order number, the last four digits of the phone, or fewer words.")
            )
        if answer.behind:
            later = n_(
                "{n} record taken in cannot be found by its words yet.",
                "{n} records taken in cannot be found by their words yet.",
                answer.behind,
                n=number(answer.behind),
            )
            note = f"{note} {later}".strip()
            if not answer.still_searching:
                self._again.start()
        timing = _("{n} ms", n=number(round(answer.seconds * 1000)))
        self.results.show_groups(groups, timing=timing, note=note)
        self.results.place_below(self._field)

    def _finish(self, text: str) -> None:
        call = partial(finish, self._desk.backend, self._desk.actor, text)
        self._desk.jobs.latest(JOB, call, owner=self, done=self._show, refused=self._desk.refused)

    def _forget(self) -> None:
        self._again.stop()
        self._desk.jobs.forget(JOB)

    def _group(self, group: HitGroup) -> Group:
        count = cut_words(len(group.hits), group.total, exact=group.total_is_exact)
        title = _(TITLES[group.kind])
        if group.is_similar:
            title = _("{kind}, spelled similarly", kind=title)
        return Group(title, count, [self._result(h) for h in group.hits])

    def _result(self, hit: Hit) -> Result:
        text, marks = hit.title, spans(hit.title_marks)
        if hit.detail:
            offset = len(hit.title) + 3
            marks += [(a + offset, b + offset) for a, b in spans(hit.detail_marks)]
            text = f"{hit.title} · {hit.detail}"
        return Result(hit, text, ICONS[hit.kind], marks, self._side(hit))

    def _side(self, hit: Hit) -> str:
        parts = []
        if hit.orders is not None:
            parts.append(n_("{n} order", "{n} orders", hit.orders, n=number(hit.orders)))
        if hit.at is not None:
            parts.append(day_words(hit.at, self._desk.zone))
        parts.append(state_words(hit))
        return " · ".join(p for p in parts if p)

    def _show_commands(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [c for c in self._desk.commands.possible() if wanted in c.words.casefold()]
        rows = [Result(c, c.words, c.icon, _marks(c.words, wanted), key=key_words(c.key)) for c in found]
        note = "" if rows else _(N_("No command has this word."))
        self.results.show_groups([Group(_(N_("Commands")), number(len(rows)), rows)], note=note)
        self.results.place_below(self._field)

    def _open(self, chosen: object, _beside: bool) -> None:
        self.results.hide()
        self._field.clear()
        if isinstance(chosen, Command):
            chosen.act()
        elif isinstance(chosen, Hit):
            self._desk.go(SCREENS[chosen.kind], chosen.key)


def spans(marks: tuple[Mark, ...]) -> list[tuple[int, int]]:
    """Return marks as (start, end)."""
    return [(m.start, m.start + m.length) for m in marks]


def _marks(text: str, wanted: str) -> list[tuple[int, int]]:
    at = text.casefold().find(wanted) if wanted else -1
    return [(at, at + len(wanted))] if at >= 0 else []


def state_words(hit: Hit) -> str:
    """Return a hit's state in words; an account's is told only where it is not the usual one."""
    words = STATES[hit.kind].get(hit.state, "")
    return _(words) if words and hit.state != AccountStatus.ACTIVE.value else ""
