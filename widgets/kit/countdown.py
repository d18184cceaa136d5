"""Clocks that count down in words and turn amber, then red; the words say the same as the colour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QTimer

from console.words import N_, _
from widgets.kit.badge import Badge
from widgets.kit.labels import tip
from widgets.kit.wording import exact_words, span_words
from widgets.theme import Tone

TICK_MS = 15_000
ICONS = {Tone.GOOD: None, Tone.WARNING: "clock-outline", Tone.DANGER: "alert-circle-outline"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long before the end a clock turns; past the end it is red in any case."""

    amber: timedelta = timedelta(hours=24)
    red: timedelta = timedelta(0)


def left_words(left: timedelta) -> str:
    """Return what a clock says: "2 h 10 m", or "Overdue 40 m"."""
    return span_words(left) if left > timedelta(0) else _(N_("Overdue {span}"), span=span_words(-left))


def left_tone(left: timedelta, limits: Limits) -> Tone:
    """Return the tone of a clock with `left` to go."""
    if left <= max(limits.red, timedelta(0)):
        return Tone.DANGER
    return Tone.WARNING if left <= limits.amber else Tone.GOOD


class Countdown(Badge):
    """Counts down to `due_at`; `now` is the clock of the store, `zone` the one that its tooltip names."""

    def __init__(
        self,
        due_at: datetime,
        now: Callable[[], datetime],
        *,
        zone: tzinfo | None = None,
        limits: Limits | None = None,
    ) -> None:
        super().__init__("")
        self._now = now
        self._zone = zone
        self._limits = limits or Limits()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()
        self.count_to(due_at)

    def count_to(self, due_at: datetime) -> None:
        """Count down to another moment."""
        self._due_at = due_at
        self.refresh()

    def refresh(self) -> None:
        """Say what is left at this moment."""
        left = self._due_at - self._now()
        tone = left_tone(left, self._limits)
        self.say(left_words(left), tone, icon=ICONS[tone])
        tip(self, _(N_("Due {moment}"), moment=exact_words(self._due_at, self._zone)))
