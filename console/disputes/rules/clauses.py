"""One function a clause (policy L105 to L111, L9 and L16): the facts in, a reading out.

A disclaimer is a default. Where an exemption applies, what it leads to stands in the default's place.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from console.disputes.guidance import (
    DECIDING,
    SETTLING,
    Block,
    Blocked,
    Exempt,
    Facts,
    NextStep,
    Reading,
)
from console.disputes.records import Asked, Exemption, Kind, Outcome, Question

Rule = Callable[[Facts], Reading]


def read(clause: str | None, facts: Facts) -> Reading:
    """Return what `clause` says to `facts`; None, or a clause without a rule, says nothing."""
    rule = CLAUSES.get(clause or "")
    return rule(facts) if rule else Reading()


def customs(facts: Facts) -> Reading:
    """Duties are the customer's, unless we declared wrongly or they were taken twice (D-01)."""
    ours = {
        "declared-wrongly": Exempt(Exemption.DECLARED_WRONGLY, (Outcome.PARTIAL, Outcome.ESCALATE)),
        "charged-twice": Exempt(Exemption.CHARGED_TWICE, (Outcome.PARTIAL, Outcome.ESCALATE)),
    }.get(facts.answers.get(Question.DUTY_CAUSE, ""))
    exempt = (ours,) if ours else ()
    return Reading(
        clause="D-01",
        asked=(Asked.CUSTOMS_BILL, Asked.DESTINATION),
        questions=(Question.DUTY_CAUSE,),
        suggested=_led(exempt, Outcome.DENY),
        exempt=exempt,
    )


def quality(facts: Facts) -> Reading:
    """Goods are not inspected; damage seen at intake had to be recorded (D-02).

    Where an inspection was bought this clause does not cover the dispute, and nothing is suggested.
    """
    asked = (Asked.ARRIVAL_PHOTOS, Asked.INTAKE_RECORD)
    if facts.order.inspection:
        return Reading(
            asked=asked, questions=(Question.INTAKE_DAMAGE,), exempt=(Exempt(Exemption.INSPECTION_BOUGHT),)
        )
    unrecorded = facts.answers.get(Question.INTAKE_DAMAGE) == "not-recorded"
    exempt = (Exempt(Exemption.DAMAGE_NOT_RECORDED, (Outcome.ESCALATE,)),) if unrecorded else ()
    return Reading(
        clause="D-02",
        asked=asked,
        questions=() if facts.parcel.damage_recorded else (Question.INTAKE_DAMAGE,),
        suggested=_led(exempt, Outcome.DENY),
        exempt=exempt,
    )


def missing_or_wrong(facts: Facts) -> Reading:
    """The warehouse is searched first; what is found is sent on; only then nothing is owed (D-03)."""
    search = facts.answers.get(Question.WAREHOUSE_SEARCH)
    exempt = (Exempt(Exemption.WEIGHT_LOST_AFTER_INTAKE, (Outcome.ESCALATE,)),) if _weight_lost(facts) else ()
    found = {"found": (Outcome.RESEND,), "not-found": _led(exempt, Outcome.DENY)}
    return Reading(
        clause="D-03",
        asked=(Asked.PACKING_VIDEO, Asked.WEIGHTS, Asked.CONTENT_PHOTO),
        questions=(Question.WAREHOUSE_SEARCH, Question.WEIGHT_LOSS),
        suggested=found.get(search or "", (Outcome.ASSIST, *_led(exempt))),
        exempt=exempt,
        steps=() if search else (NextStep.SEARCH_WAREHOUSE,),
        blocks=_search_blocks(search),
    )


def outage(facts: Facts) -> Reading:
    """Outages beyond control: no damages, but help; not for our own doing (D-04)."""
    cause = facts.answers.get(Question.SYSTEM_CAUSE, "")
    ours = {"planned-maintenance": Exemption.PLANNED_MAINTENANCE, "own-fault": Exemption.OWN_FAULT}.get(cause)
    exempt = (Exempt(ours, (Outcome.ESCALATE,)),) if ours else ()
    lost = facts.answers.get(Question.DATA_LOST) == "yes"
    return Reading(
        clause="D-04",
        asked=(Asked.INCIDENT_ID, Asked.TIME_MATCH),
        questions=(Question.SYSTEM_CAUSE, Question.DATA_LOST),
        suggested=_led(exempt, Outcome.DENY, Outcome.ASSIST),
        exempt=(*exempt, *((Exempt(Exemption.DATA_LOST),) if lost else ())),
        steps=(NextStep.REPORT_INCIDENT,) if lost else (),
    )


def late_or_lost(facts: Facts) -> Reading:
    """Late alone owes nothing; a loss the carrier confirms is claimed from it; guarantees hold (D-05).

    A parcel said to be lost is neither until the carrier has spoken.
    """
    said = "lost" if facts.parcel.carrier_lost else facts.answers.get(Question.CARRIER_SAYS)
    lost = said == "lost"
    exempt = (
        *((Exempt(Exemption.CARRIER_CONFIRMS_LOSS, (Outcome.ASSIST,)),) if lost else ()),
        *((Exempt(Exemption.GUARANTEE_BOUGHT, (Outcome.PARTIAL,)),) if facts.order.guaranteed else ()),
    )
    claims = (NextStep.CLAIM_FROM_CARRIER, *_insurer(facts)) if lost else ()
    unheard = facts.kind is Kind.LOST and said in (None, "under-way")
    return Reading(
        clause="D-05",
        asked=(Asked.TRACKING,),
        questions=() if facts.parcel.carrier_lost else (Question.CARRIER_SAYS,),
        suggested=_led(exempt) if unheard else _led(exempt, Outcome.DENY),
        exempt=exempt,
        steps=(NextStep.ASK_CARRIER,) if unheard else claims,
    )


def packaging(facts: Facts) -> Reading:
    """Packaging alone owes nothing; a damaged item is D-02's, missing items are sought first (D-06)."""
    damaged = facts.answers.get(Question.ITEM_DAMAGED) == "yes"
    missing = facts.answers.get(Question.ITEMS_MISSING) == "yes"
    own = Reading(
        clause="D-06",
        asked=(Asked.OUTER_PHOTO, Asked.INNER_PHOTO, Asked.ITEM_PHOTO),
        questions=(Question.ITEM_DAMAGED, Question.ITEMS_MISSING),
        suggested=() if damaged or missing else (Outcome.DENY,),
    )
    if damaged:
        own = _joined(own, _item_damaged(facts), Exemption.ITEM_DAMAGED)
    if missing:
        own = _joined(own, missing_or_wrong(facts), Exemption.ITEMS_MISSING)
    return own


def second_hand(facts: Facts) -> Reading:
    """Ask which sale is meant; then nothing is owed, unless goods are counterfeit or stolen (D-07)."""
    crime = facts.answers.get(Question.COUNTERFEIT_OR_STOLEN) == "yes"
    exempt = (Exempt(Exemption.COUNTERFEIT_OR_STOLEN, (Outcome.ESCALATE,)),) if crime else ()
    asked_which = Question.SECOND_HAND in facts.answers
    return Reading(
        clause="D-07",
        asked=(Asked.LISTING_COPY,),
        questions=(Question.SECOND_HAND, Question.COUNTERFEIT_OR_STOLEN),
        suggested=_led(exempt, Outcome.DENY) if asked_which else _led(exempt),
        exempt=exempt,
        blocks=() if asked_which else (Blocked(Block.SECOND_HAND_UNCLEAR, "D-07", DECIDING),),
    )


def storage(facts: Facts) -> Reading:
    """Past the storage period nothing is owed, within it more is; without a period none may say (D-08)."""
    if facts.house.storage_days is None:
        exempt: tuple[Exempt, ...] = ()
        blocks: tuple[Blocked, ...] = (Blocked(Block.STORAGE_PERIOD_UNSET, "D-08"),)
        suggested: tuple[Outcome, ...] = ()
    else:
        exempt, blocks = _storage_exempt(facts, facts.house.storage_days), ()
        suggested = _led(exempt, Outcome.DENY)
    return Reading(
        clause="D-08",
        asked=(Asked.INTAKE_DATE, Asked.STORAGE_PERIOD, Asked.REMINDERS),
        questions=(Question.LOST_ON,),
        suggested=suggested,
        exempt=exempt,
        blocks=blocks,
    )


def seller(facts: Facts) -> Reading:
    """A seller's handling of data is the seller's to answer: explain, pass the contact on (D-11)."""
    if facts.answers.get(Question.PRIVACY_CLAIM) == "no":
        return Reading(
            questions=(Question.PRIVACY_CLAIM,),
            exempt=(Exempt(Exemption.NOT_ABOUT_PRIVACY),),
            steps=(NextStep.CHOOSE_OTHER_KIND,),
        )
    forwarded = facts.answers.get(Question.CONTACT_FORWARDED) == "yes"
    return Reading(
        clause="D-11",
        questions=(Question.PRIVACY_CLAIM, Question.CONTACT_FORWARDED),
        suggested=(Outcome.ASSIST,),
        steps=() if forwarded else (NextStep.FORWARD_CONTACT,),
    )


def storage_ends_on(stored_since_on: date, storage_days: int) -> date:
    """Return the last day of the storage period; the day of intake is day 0."""
    return stored_since_on + timedelta(days=storage_days)


CLAUSES: Mapping[str, Rule] = MappingProxyType(
    {
        "D-01": customs,
        "D-02": quality,
        "D-03": missing_or_wrong,
        "D-04": outage,
        "D-05": late_or_lost,
        "D-06": packaging,
        "D-07": second_hand,
        "D-08": storage,
        "D-11": seller,
    }
)


def _led(exempt: tuple[Exempt, ...], *default: Outcome) -> tuple[Outcome, ...]:
    """Return where the exemptions lead, the default where they lead nowhere."""
    led = dict.fromkeys(outcome for each in exempt for outcome in each.leads_to)
    return tuple(led) or default


def _insurer(facts: Facts) -> tuple[NextStep, ...]:
    return (NextStep.CLAIM_FROM_INSURER,) if facts.order.insured else ()


def _weight_lost(facts: Facts) -> bool:
    """Tell whether weight was lost after intake: what was answered counts before what the scales say."""
    answered = facts.answers.get(Question.WEIGHT_LOSS)
    lost = facts.parcel.weighed and facts.parcel.grams_lost > facts.house.weight_tolerance_grams
    return lost if answered is None else answered == "yes"


def _search_blocks(search: str | None) -> tuple[Blocked, ...]:
    if search is None:
        return (Blocked(Block.SEARCH_FIRST, "D-03", SETTLING),)
    if search == "not-found":
        return (Blocked(Block.NOTHING_TO_RESEND, "D-03", frozenset({Outcome.RESEND})),)
    return ()


def _item_damaged(facts: Facts) -> Reading:
    """Return D-02's reading; where the parcel was insured, the insurer is the way to go."""
    other = quality(facts)
    if not facts.order.insured:
        return other
    return Reading(
        clause=other.clause,
        asked=other.asked,
        questions=other.questions,
        suggested=_led(other.exempt, Outcome.ASSIST),
        exempt=other.exempt,
        steps=_insurer(facts),
    )


def _joined(own: Reading, other: Reading, why: Exemption) -> Reading:
    """Return `own` with what another clause says to the same facts; the other clause now carries it.

    A search that found nothing leaves D-06 in force, beside D-03.
    """
    fruitless = other.clause == "D-03" and other.suggested == (Outcome.DENY,)
    carries = own.clause if fruitless and own.clause else other.clause
    cited = dict.fromkeys(c for c in (own.clause, *own.also, other.clause) if c and c != carries)
    return Reading(
        clause=carries,
        also=tuple(cited),
        asked=(*own.asked, *(a for a in other.asked if a not in own.asked)),
        questions=(*own.questions, *other.questions),
        suggested=tuple(dict.fromkeys((*own.suggested, *other.suggested))),
        exempt=(*own.exempt, Exempt(why, other.suggested), *other.exempt),
        steps=(*own.steps, *other.steps),
        blocks=(*own.blocks, *other.blocks),
    )


def _storage_exempt(facts: Facts, storage_days: int) -> tuple[Exempt, ...]:
    since, lost = facts.parcel.stored_since_on, _day(facts.answers.get(Question.LOST_ON))
    if since is None or lost is None:
        return (Exempt(Exemption.PERIOD_UNCLEAR, (Outcome.GOODWILL, Outcome.ESCALATE)),)
    if lost <= storage_ends_on(since, storage_days):
        return (Exempt(Exemption.LOST_WITHIN_PERIOD, (Outcome.ESCALATE,)),)
    if not facts.parcel.reminders:
        return (Exempt(Exemption.NO_REMINDER, (Outcome.GOODWILL, Outcome.ESCALATE)),)
    return ()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
