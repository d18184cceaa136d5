"""What there is to tell of an import's lines, as it is found; kept batch by batch with what is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from console.imports.compact import Places
from console.imports.records import Found, Place, Problem, Reason, Severity

MOST_PROBLEMS = 10_000  # kept in a report; more are counted


@dataclass(slots=True)
class Notes:
    """What there is to tell; one bit a refused line.

    Told record by record, whatever the size of a batch: `before` records and `number` more come before the
    one at hand.
    """

    told: list[tuple[int, Problem]] = field(default_factory=list)
    left_out: int = 0
    refused: Places = field(default_factory=Places)
    before: int = 0
    number: int = 0
    muted: bool = False  # what was told once is not told again
    _told: int = 0  # problems that were taken out by `found`
    _told_left_out: int = 0
    _new: list[Place] = field(default_factory=list)

    def tell(self, place: Place, column: str, reason: Reason, **params: str | int) -> None:
        """Note a problem of a line; one that is not a warning refuses the line."""
        if self.muted:
            return
        problem = Problem(place.file, place.line, column, reason, params)
        if problem.severity is Severity.REFUSED and self.refused.add(place):
            self._new.append(place)
        if len(self.told) < MOST_PROBLEMS:
            self.told.append((self.before + self.number, problem))
        else:
            self.left_out += 1

    def refuse_with(self, places: Sequence[Place], cause: Place) -> None:
        """Refuse the other lines of a record of which one line is wrong."""
        for place in places:
            if place not in self.refused:
                self.tell(place, "", Reason.WITH_ITS_RECORD, file=cause.file, line=cause.line)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was told, record by record."""
        return tuple(problem for _, problem in sorted(self.told, key=itemgetter(0)))

    def found(self) -> Found:
        """Return what was found since it was asked before."""
        problems, left_out = tuple(self.told[self._told :]), self.left_out - self._told_left_out
        found = Found(problems, left_out, tuple(self._new))
        self._told, self._told_left_out = len(self.told), self.left_out
        self._new.clear()
        return found

    def put_back(self, found: Found) -> None:
        """Take over what an earlier part of the same import found."""
        self.told += found.problems
        self.left_out += found.left_out
        for place in found.refused:
            self.refused.add(place)
        self.found()
