"""Reads dated rules from TOML: the files that ship, and versions that are entered later."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from console.errors import Invalid
from console.rulebook.records import (
    Clause,
    Confidence,
    ConsumerLaw,
    Part,
    PolicyVersion,
    Proposal,
    Terms,
)
from console.rulebook.texts import SECTIONS, TEXTS
from console.toml_faults import fault_of
from console.words import N_, _

DATA = files("console.rulebook") / "data"
VersionId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Clause(_Strict):
    id: str
    lines: tuple[int, ...]
    part: Part
    title: str = ""
    text: str = ""
    section: str = ""
    kinds: tuple[str, ...] = ()
    voidable_by: tuple[str, ...] = ()
    supplied: bool = False
    source: str = ""
    confidence: Confidence = Confidence.READ
    kinder_than: frozenset[str] = frozenset()


class _Terms(_Strict):
    answer_days: int
    closure_business_days: int
    records_years: int


class _Version(_Strict):
    id: VersionId
    effective_from: date | None = None
    terms: _Terms
    clauses: tuple[_Clause, ...]


class _Proposed(_Strict):
    text: str
    by: int
    at: datetime


class _Law(_Strict):
    id: str
    countries: frozenset[str]
    source: str
    confidence: Confidence


class _Laws(_Strict):
    laws: tuple[_Law, ...]


def read_version(text: str) -> PolicyVersion:
    """Return the version of the policy that `text` (TOML) describes.

    A clause without words of its own keeps those of the shipped version. Raises: Invalid.
    """
    try:
        given = _Version.model_validate(tomllib.loads(text))
        return PolicyVersion(
            given.id,
            given.effective_from,
            Terms(**given.terms.model_dump()),
            MappingProxyType({clause.id: _clause(clause) for clause in given.clauses}),
        )
    except KeyError as unknown:
        words = _("the clause {clause} has neither a title nor a text", clause=unknown.args[0])
        raise Invalid(N_("This is not a version of the policy: {detail}."), detail=words) from None
    except (tomllib.TOMLDecodeError, ValidationError) as trouble:
        raise Invalid(
            N_("This is not a version of the policy: {detail}."), detail=fault_of(trouble)
        ) from None


@cache
def shipped_versions() -> tuple[PolicyVersion, ...]:
    """Return the versions of the policy that ship, oldest first."""
    return (read_version(shipped_text()),)


def shipped_text() -> str:
    """Return the version that ships as it is written."""
    return (DATA / "policy-1.toml").read_text("utf-8")


def versions_from(kept: Mapping[str, object]) -> tuple[PolicyVersion, ...]:
    """Return the shipped versions and those the store keeps under "policy_versions" (texts, oldest first)."""
    return (*shipped_versions(), *(read_version(text) for text in texts_from(kept)))


def texts_from(kept: Mapping[str, object]) -> tuple[str, ...]:
    """Return the versions that the store keeps as they were written, oldest first."""
    return TypeAdapter(tuple[str, ...]).validate_python(kept.get("policy_versions", ()))


def proposals_from(kept: Mapping[str, object]) -> tuple[Proposal, ...]:
    """Return the versions that wait to be released, kept under "policy_proposals", oldest first."""
    given = TypeAdapter(tuple[_Proposed, ...]).validate_python(kept.get("policy_proposals", ()))
    return tuple(Proposal(read_version(p.text), p.text, p.by, p.at) for p in given)


def kept_form(proposals: Iterable[Proposal]) -> list[dict[str, object]]:
    """Return proposals as the store keeps them."""
    return [
        _Proposed(text=p.text, by=p.proposed_by, at=p.proposed_at).model_dump(mode="json") for p in proposals
    ]


@cache
def consumer_laws() -> tuple[ConsumerLaw, ...]:
    """Return the laws that may void a disclaimer."""
    given = _Laws.model_validate(tomllib.loads((DATA / "laws.toml").read_text("utf-8")))
    return tuple(ConsumerLaw(**law.model_dump()) for law in given.laws)


def _clause(given: _Clause) -> Clause:
    if given.title and given.text:
        return Clause(**given.model_dump())
    title, text = TEXTS[given.id]
    section = given.section or SECTIONS.get(given.id, "")
    return Clause(**(given.model_dump() | {"title": title, "text": text, "section": section}))
