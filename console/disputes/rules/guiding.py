"""What the policy says to a dispute: the clause, what it asks, what it suggests, what stands in the way."""

from collections.abc import Sequence
from datetime import date

from console.ages import ADULT_AGE, GUARDIAN_AGE, Youth, age_for, may_be_under, youth
from console.disputes.guidance import (
    Block,
    Blocked,
    Citation,
    Facts,
    Flag,
    Guidance,
    NextStep,
    PersonFacts,
)
from console.disputes.records import Asked, LawWarning, Question
from console.disputes.rules.clauses import read
from console.rulebook.records import ConsumerLaw, PolicyVersion
from console.rulebook.rules import kinder_newer, laws_for, version_for

MINORS = {Youth.UNDER: Flag.MINORS_CONTRACT, Youth.PERHAPS: Flag.PERHAPS_MINORS_CONTRACT}


def guidance(facts: Facts, versions: Sequence[PolicyVersion], laws: Sequence[ConsumerLaw]) -> Guidance:
    """Return what the version in force on the order's day says to `facts` (V-01, policy L96).

    Where a newer version is kinder to the customer it is named beside it. A kind that no clause of that
    version answers meets silence: nothing is suggested.
    """
    version = version_for(facts.order.ordered_on, versions)
    kinds_clause = next((c.id for c in version.clauses.values() if facts.kind.value in c.kinds), None)
    reading = read(kinds_clause, facts)
    open_questions = tuple(q for q in reading.questions if q not in facts.answers)
    flags = _flags(facts)
    blocks = (*_first_things(facts), *reading.blocks)
    return Guidance(
        citation=_cite(reading.clause, version),
        also=tuple(c for c in (_cite(clause, version) for clause in reading.also) if c),
        version=version.id,
        kinder=_kinder(reading.clause or kinds_clause, facts, versions),
        asked=reading.asked,
        missing=tuple(asked for asked in reading.asked if asked not in _there(facts)),
        open_questions=(*open_questions, *_guardian_question(facts)),
        suggested=reading.suggested,
        exempt=reading.exempt,
        warnings=_warnings(reading.clause or kinds_clause, version, facts, laws),
        steps=(*reading.steps, *((NextStep.ASK_LEGAL,) if _minor(flags) else ())),
        blocks=blocks,
        flags=flags,
    )


def _first_things(facts: Facts) -> tuple[Blocked, ...]:
    """Return what D-09 (policy L34) and M-02 (L94) want before anything is decided."""
    wanted = (
        (not facts.identified, Blocked(Block.IDENTITY_MISSING, "D-09")),
        (not facts.product_known, Blocked(Block.PRODUCT_MISSING, "D-09")),
        (_needs_guardian(facts), Blocked(Block.GUARDIAN_MISSING, "M-02")),
    )
    return tuple(block for stands, block in wanted if stands)


def _flags(facts: Facts) -> tuple[Flag, ...]:
    """Return what must be seen: a minor's contract (M-04, policy L93), a country that nobody knows."""
    minor = _minor_flag(facts.person, facts.order.ordered_on, _adult_age(facts))
    unknown = None if facts.person.country else Flag.COUNTRY_UNKNOWN
    return tuple(flag for flag in (minor, unknown) if flag)


def _minor_flag(person: PersonFacts, ordered_on: date, adult_age: int) -> Flag | None:
    """Return whether the customer was under age on the day of the order, as far as a year of birth tells."""
    return MINORS.get(youth(person.birth_year, ordered_on.year, adult_age))


def _minor(flags: Sequence[Flag]) -> bool:
    return bool({Flag.MINORS_CONTRACT, Flag.PERHAPS_MINORS_CONTRACT} & set(flags))


def _needs_guardian(facts: Facts) -> bool:
    """Tell whether the customer is, or may be, too young to act without a guardian and none has consented."""
    person = facts.person
    if person.guardian_consent:
        return False
    too_young = may_be_under(person.birth_year, facts.today.year, _guardian_age(facts))
    return too_young and facts.answers.get(Question.GUARDIAN_CONSENT) != "yes"


def _guardian_question(facts: Facts) -> tuple[Question, ...]:
    """Return the question for a guardian's consent while the customer is, or may be, under age (M-01)."""
    person = facts.person
    if person.guardian_consent or Question.GUARDIAN_CONSENT in facts.answers:
        return ()
    under_age = may_be_under(person.birth_year, facts.today.year, _adult_age(facts))
    return (Question.GUARDIAN_CONSENT,) if under_age else ()


def _adult_age(facts: Facts) -> int:
    return age_for(facts.person.country, ADULT_AGE, facts.house.adult_ages)


def _guardian_age(facts: Facts) -> int:
    return age_for(facts.person.country, GUARDIAN_AGE, facts.house.guardian_ages)


def _there(facts: Facts) -> frozenset[Asked]:
    """Return the evidence that is there: what was shown, and what the records themselves prove."""
    parcel = facts.parcel
    proved = {
        Asked.DESTINATION: bool(facts.order.destination),
        Asked.INTAKE_RECORD: parcel.intake_recorded,
        Asked.WEIGHTS: parcel.weighed,
        Asked.TRACKING: parcel.tracked,
        Asked.INTAKE_DATE: parcel.stored_since_on is not None,
        Asked.STORAGE_PERIOD: facts.house.storage_days is not None,
        Asked.REMINDERS: parcel.reminders > 0,
    }
    return facts.shown | {asked for asked, is_there in proved.items() if is_there}


def _cite(clause_id: str | None, version: PolicyVersion) -> Citation | None:
    clause = version.clauses.get(clause_id or "")
    return Citation(clause.id, clause.lines, version.id) if clause else None


def _kinder(clause_id: str | None, facts: Facts, versions: Sequence[PolicyVersion]) -> Citation | None:
    if clause_id is None:
        return None
    newer = kinder_newer(clause_id, facts.order.ordered_on, facts.today, versions)
    return _cite(clause_id, newer) if newer else None


def _warnings(
    clause_id: str | None, version: PolicyVersion, facts: Facts, laws: Sequence[ConsumerLaw]
) -> tuple[LawWarning, ...]:
    """Return the laws that may void a denial resting on the clause, for where the customer lives."""
    clause = version.clauses.get(clause_id or "")
    theirs = laws_for(facts.person.country, facts.house.home, laws)
    return tuple(LawWarning(law) for law in clause.voidable_by if law in theirs) if clause else ()
