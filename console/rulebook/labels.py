"""Where a clause stands, in words that a customer finds again."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from console.rulebook.records import Clause, Part
from console.words import N_, _

PARTS: Mapping[Part, str] = MappingProxyType(
    {
        Part.PRIVACY_POLICY: N_("Privacy policy"),
        Part.CANCELLATION: N_("Agreement on account cancellation"),
        Part.SHOPPING_TERMS: N_("Shopping terms"),
    }
)


def source_of(clause: Clause, translate: Callable[..., str] = _) -> str:
    """Return a clause's text and heading: "Shopping terms, “Customs duties”"; without one its own title.

    A rule that was supplied names the law it comes from.
    """
    if clause.supplied and clause.source:
        return clause.source
    heading = translate(clause.section or clause.title)
    return translate(N_("{part}, “{heading}”"), part=translate(PARTS[clause.part]), heading=heading)


def place_of(clause: Clause) -> str:
    """Return the same for colleagues who see the title beside it, with the lines of the policy's text."""
    lines = " ".join(f"L{line}" for line in clause.lines)
    where = source_of(clause) if clause.section or clause.supplied else _(PARTS[clause.part])
    return _("{where} ({lines})", where=where, lines=lines) if lines else where
