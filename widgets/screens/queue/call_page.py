"""A call while it runs: a clock, its direction, and what was said."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.messages.labels import DIRECTION
from console.messages.records import Direction
from console.words import N_, _
from widgets.kit.buttons import Button
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.screens.desk import Desk
from widgets.screens.form_draft import case_subject
from widgets.screens.queue.chips import ChipRow
from widgets.screens.queue.drafting import Kept, keep_note
from widgets.screens.queue.head import keyed
from widgets.screens.queue.spans import running_words
from widgets.theme import Face, Tone

TICK_MS = 500
FIELD = "call-clock"


@dataclass(frozen=True, slots=True)
class Call:
    """When a call began and, once it is over, when it ended."""

    started_at: datetime
    ended_at: datetime | None = None

    def written(self) -> str:
        """Return it as a draft keeps it."""
        return " ".join(at.isoformat() for at in (self.started_at, self.ended_at) if at)


def call_from(text: str) -> Call | None:
    """Return the call that a draft keeps, None where it keeps none."""
    try:
        moments = [datetime.fromisoformat(part).astimezone(UTC) for part in text.split()]
    except ValueError:
        return None
    return Call(*moments[:2]) if moments else None


class CallClock(QWidget):
    """Start and stop, the time that runs, and which way the call went; each case has its own clock."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = 0
        self._calls: dict[int, Call] = {}
        self._sign = Icon("phone-outline")
        self._time = Label("00:00", Face.STRONG)
        self.button = Button(
            "", self.start_or_stop, hint=keyed(N_("Start or stop the clock of the call"), "Ctrl+T")
        )
        self.direction = ChipRow(_(N_("Which way the call went")), lambda _value: None)
        ways = [(d.value, _(DIRECTION[d]), Tone.NEUTRAL) for d in (Direction.IN, Direction.OUT)]
        self.direction.show_values(ways, Direction.IN.value)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_time)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._sign, self._time, self.button):
            row.addWidget(part)
        row.addWidget(self.direction, 1, Qt.AlignmentFlag.AlignVCenter)
        self._show()

    @property
    def _call(self) -> Call | None:
        return self._calls.get(self._case_id)

    @property
    def is_running(self) -> bool:
        """Whether the clock of the case shown runs."""
        return self._call is not None and self._call.ended_at is None

    def open(self, case_id: int, kept: Kept) -> None:
        """Show the clock of a case; one that ran when the program ended runs on."""
        self._case_id = case_id
        call = call_from(kept[FIELD].text) if FIELD in kept else None
        if call is not None and case_id not in self._calls:
            self._calls[case_id] = call
        self._show()

    def start_or_stop(self) -> None:
        """Start the clock, or stop it; started again it begins anew."""
        now = self._desk.backend.now()
        running = self._call
        if running is not None and running.ended_at is None:
            self._keep(replace(running, ended_at=now))
        else:
            self._keep(Call(now))

    def _keep(self, call: Call) -> None:
        self._calls[self._case_id] = call
        keep_note(self._desk, self, case_subject(self._case_id), FIELD, call.written())
        self._show()

    def span(self) -> tuple[datetime, datetime]:
        """Return when the call began and ended: this moment for what was not measured."""
        now = self._desk.backend.now()
        call = self._call
        return (call.started_at, call.ended_at or now) if call else (now, now)

    def recorded(self, case_id: int) -> None:
        """Forget the clock of a call that is on record."""
        if self._calls.pop(case_id, None) is not None:
            keep_note(self._desk, self, case_subject(case_id), FIELD, "")
        self._show()

    def _show(self) -> None:
        words = _(N_("Stop")) if self.is_running else _(N_("Start"))
        self.button.rename(words)
        self._sign.show_icon(
            "phone-in-talk" if self.is_running else "phone-outline", "danger" if self.is_running else "muted"
        )
        if self.is_running:
            self._tick.start()
        else:
            self._tick.stop()
        self._show_time()

    def _show_time(self) -> None:
        start, end = self.span()
        self._time.setText(running_words(int((end - start).total_seconds())))
