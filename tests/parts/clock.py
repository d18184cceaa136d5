"""A clock that stands where a test puts it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # a Monday, noon in Tokyo


@dataclass(slots=True)
class Clock:
    """Calling it gives the present moment, as the real clock does."""

    moment: datetime = START

    def __call__(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Put the clock to an aware moment, earlier or later."""
        self.moment = moment.astimezone(UTC)

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.moment += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
