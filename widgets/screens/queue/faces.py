"""Words for a case, as list and head say them."""

from datetime import datetime

from console.cases.labels import CASE_STATE
from console.cases.records import CaseFile, CaseState, QueueRow
from console.cases.rules import AMBER, Clock, clock_of
from console.disputes.labels import label
from console.disputes.records import Kind
from console.words import _, language
from widgets.kit.countdown import Limits, left_words
from widgets.kit.table import RowFace
from widgets.theme import Tone

LIMITS = Limits(amber=AMBER)
CLOCK_TONE = {Clock.GREEN: Tone.GOOD, Clock.AMBER: Tone.WARNING, Clock.OVERDUE: Tone.DANGER}
STATE_TONE = {
    CaseState.OPEN: Tone.ACCENT,
    CaseState.DECIDED: Tone.GOOD,
    CaseState.ANSWERED: Tone.GOOD,
    CaseState.CLOSED: Tone.NEUTRAL,
}


def kind_words(case: CaseFile) -> str:
    """Return the kind of dispute a case is about."""
    return _(label(Kind(case.topic)))


def clock_badge(case: CaseFile, now: datetime) -> tuple[str, Tone]:
    """Return what a case's clock says; one that has stopped says the state instead."""
    clock = clock_of(case, now)
    if clock is Clock.STOPPED:
        return _(CASE_STATE[case.state]), Tone.NEUTRAL
    return left_words(case.due_by - now), CLOCK_TONE[clock]


def row_face(row: QueueRow, now: datetime) -> RowFace:
    """Return how a case looks in the queue."""
    amount = row.amount.show(language()) if row.amount else ""
    return RowFace(
        title=row.case.title,
        caption=row.case.no,
        detail=" · ".join(part for part in (name_words(row.customer), amount) if part),
        side=kind_words(row.case),
        badge=clock_badge(row.case, now),
    )


def name_words(title: str) -> str:
    """Return the one form of a person's name that fits the interface: a list has room for one."""
    forms = title.split(" · ")
    latin = [form for form in forms if form.isascii()]
    own = [form for form in forms if not form.isascii()]
    fitting = (own or latin) if language() == "ja" else (latin or own)
    return fitting[0] if fitting else ""
