"""Which answers fit which question."""

from datetime import date

from console.disputes.records import CHOICES, DATE_ANSWERS, Question
from console.errors import Invalid
from console.words import N_, listed


def check_answer(question: Question, value: str, today: date) -> None:
    """Let pass an answer that fits its question, a date of at most tomorrow. Raises: Invalid."""
    if question in DATE_ANSWERS:
        _check_date(value, today)
    elif value not in CHOICES[question]:
        known = listed(CHOICES[question])
        raise Invalid(
            N_("The answer to {question} is one of: {known}."),
            field="answer",
            question=question.value,
            known=known,
        )


def _check_date(value: str, today: date) -> None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Invalid(N_("Write the day as 2026-11-20."), field="answer") from None
    if day.isoformat() != value:
        raise Invalid(N_("Write the day as 2026-11-20."), field="answer")
    if (day - today).days > 1:
        raise Invalid(N_("This day lies in the future."), field="answer")
