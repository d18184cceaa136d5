"""What each clause says to its kind of dispute: a table a rule."""

from dataclasses import replace
from typing import Any

import pytest

from console.disputes.guidance import (
    Block,
    House,
    NextStep,
    ParcelFacts,
    PersonFacts,
)
from console.disputes.records import (
    CHOICES,
    Asked,
    Exemption,
    Kind,
    LawWarning,
    Outcome,
    Question,
)
from tests.parts.disputes import (
    ASSIST,
    DENY,
    ESCALATE,
    GOODWILL,
    PARTIAL,
    READY,
    RESEND,
    STORED,
    asked,
    facts,
    order,
    why,
)


@pytest.mark.parametrize(
    ("answers", "suggested", "exempt"),
    [
        ("", {DENY}, None),
        ("duty-cause=destination-rules", {DENY}, None),
        ("duty-cause=declared-wrongly", {PARTIAL, ESCALATE}, Exemption.DECLARED_WRONGLY),
        ("duty-cause=charged-twice", {PARTIAL, ESCALATE}, Exemption.CHARGED_TWICE),
    ],
)
def test_d01_duties_are_the_customers(
    answers: str, suggested: set[Outcome], exempt: Exemption | None
) -> None:
    found = asked(facts(Kind.CUSTOMS, answers))
    assert found.citation is not None
    assert (found.citation.clause, found.citation.lines) == ("D-01", (105,))
    assert set(found.suggested) == suggested
    assert why(found) == ({exempt} if exempt else set())


@pytest.mark.parametrize(
    ("answers", "suggested", "exempt"),
    [
        ("", {DENY}, None),
        ("intake-damage=none", {DENY}, None),
        ("intake-damage=recorded", {DENY}, None),
        ("intake-damage=not-recorded", {ESCALATE}, Exemption.DAMAGE_NOT_RECORDED),
    ],
)
def test_d02_goods_are_not_inspected(answers: str, suggested: set[Outcome], exempt: Exemption | None) -> None:
    found = asked(facts(Kind.QUALITY, answers))
    assert set(found.suggested) == suggested
    assert why(found) == ({exempt} if exempt else set())


def test_d02_does_not_cover_who_bought_an_inspection() -> None:
    found = asked(facts(Kind.QUALITY, order=order(inspection=True), person=PersonFacts("DE")))
    assert found.silent
    assert found.suggested == ()
    assert why(found) == {Exemption.INSPECTION_BOUGHT}
    assert found.warnings == (LawWarning.EU_UNFAIR_TERMS,)  # whoever denies all the same leans on D-02


@pytest.mark.parametrize("kind", [Kind.MISSING, Kind.WRONG])
@pytest.mark.parametrize(
    ("answers", "suggested", "block"),
    [
        ("", {ASSIST}, Block.SEARCH_FIRST),
        ("weight-loss=yes", {ASSIST, ESCALATE}, Block.SEARCH_FIRST),
        ("warehouse-search=found", {RESEND}, None),
        ("warehouse-search=not-found", {DENY}, Block.NOTHING_TO_RESEND),
        ("warehouse-search=not-found weight-loss=yes", {ESCALATE}, Block.NOTHING_TO_RESEND),
    ],
)
def test_d03_the_warehouse_is_searched_first(
    kind: Kind, answers: str, suggested: set[Outcome], block: Block | None
) -> None:
    found = asked(facts(kind, answers))
    assert set(found.suggested) == suggested
    assert [b.why for b in found.blocks] == ([block] if block else [])
    assert (NextStep.SEARCH_WAREHOUSE in found.steps) is (block is Block.SEARCH_FIRST)


def test_d03_before_the_search_only_help_and_passing_on_are_open() -> None:
    found = asked(facts(Kind.MISSING))
    assert {o for o in Outcome if not found.stopping(o)} == {ASSIST, ESCALATE}


@pytest.mark.parametrize(
    ("grams_lost", "tolerance", "answers", "lost"),
    [
        (19, 20, "", False),
        (20, 20, "", False),
        (21, 20, "", True),
        (1, 0, "", True),
        (900, 0, "weight-loss=no", False),  # repacked: what a person found counts before the scales
        (0, 0, "weight-loss=yes", True),
    ],
)
def test_d03_weight_lost_after_intake_goes_to_somebody_else(
    grams_lost: int, tolerance: int, answers: str, lost: bool
) -> None:
    parcel = ParcelFacts(weighed=True, grams_lost=grams_lost)
    house = replace(READY.house, weight_tolerance_grams=tolerance)
    found = asked(facts(Kind.MISSING, f"warehouse-search=not-found {answers}", parcel=parcel, house=house))
    assert (Exemption.WEIGHT_LOST_AFTER_INTAKE in why(found)) is lost
    assert found.suggested == ((ESCALATE,) if lost else (DENY,))


@pytest.mark.parametrize(
    ("answers", "suggested", "exempt"),
    [
        ("", {DENY, ASSIST}, set()),
        ("system-cause=outside-control", {DENY, ASSIST}, set()),
        ("system-cause=planned-maintenance", {ESCALATE}, {Exemption.PLANNED_MAINTENANCE}),
        ("system-cause=own-fault", {ESCALATE}, {Exemption.OWN_FAULT}),
        ("system-cause=outside-control data-lost=yes", {DENY, ASSIST}, {Exemption.DATA_LOST}),
    ],
)
def test_d04_outages_beyond_control_get_help_but_no_damages(
    answers: str, suggested: set[Outcome], exempt: set[Exemption]
) -> None:
    found = asked(facts(Kind.SYSTEM, answers))
    assert set(found.suggested) == suggested
    assert why(found) == exempt
    assert (NextStep.REPORT_INCIDENT in found.steps) is (Exemption.DATA_LOST in exempt)


@pytest.mark.parametrize(
    ("kind", "answers", "changed", "suggested", "exempt"),
    [
        (Kind.DELAY, "", {}, (DENY,), set()),
        (Kind.DELAY, "carrier-says=delivered-late", {}, (DENY,), set()),
        (Kind.LOST, "carrier-says=delivered-late", {}, (DENY,), set()),
        (Kind.LOST, "", {}, (), set()),  # neither late nor lost until the carrier has spoken
        (Kind.LOST, "carrier-says=under-way", {}, (), set()),
        (Kind.LOST, "carrier-says=lost", {}, (ASSIST,), {Exemption.CARRIER_CONFIRMS_LOSS}),
        (Kind.DELAY, "", {"order": order(guaranteed=True)}, (PARTIAL,), {Exemption.GUARANTEE_BOUGHT}),
        (
            Kind.LOST,
            "",
            {"parcel": ParcelFacts(carrier_lost=True)},
            (ASSIST,),
            {Exemption.CARRIER_CONFIRMS_LOSS},
        ),
    ],
)
def test_d05_times_are_estimates_but_losses_and_guarantees_are_not(
    kind: Kind, answers: str, changed: dict[str, Any], suggested: tuple[Outcome], exempt: set[Exemption]
) -> None:
    found = asked(facts(kind, answers, **changed))
    assert found.suggested == suggested
    assert why(found) == exempt


def test_d05_a_confirmed_loss_is_claimed_from_the_carrier_and_the_insurer() -> None:
    found = asked(facts(Kind.LOST, "carrier-says=lost", order=order(insured=True)))
    assert found.steps == (NextStep.CLAIM_FROM_CARRIER, NextStep.CLAIM_FROM_INSURER)


@pytest.mark.parametrize(
    ("answers", "changed", "clause", "suggested"),
    [
        ("", {}, "D-06", {DENY}),
        ("item-damaged=no items-missing=no", {}, "D-06", {DENY}),
        ("item-damaged=yes", {}, "D-02", {DENY}),
        ("item-damaged=yes intake-damage=not-recorded", {}, "D-02", {ESCALATE}),
        ("item-damaged=yes", {"order": order(insured=True)}, "D-02", {ASSIST}),
        ("items-missing=yes", {}, "D-03", {ASSIST}),
        ("items-missing=yes warehouse-search=found", {}, "D-03", {RESEND}),
        ("items-missing=yes warehouse-search=not-found", {}, "D-06", {DENY}),
    ],
)
def test_d06_packaging_alone_owes_nothing(
    answers: str, changed: dict[str, Any], clause: str, suggested: set[Outcome]
) -> None:
    found = asked(facts(Kind.PACKAGING, answers, **changed))
    assert found.citation is not None
    assert found.citation.clause == clause
    assert set(found.suggested) == suggested


def test_d06_missing_items_are_searched_before_the_exclusion_applies() -> None:
    found = asked(facts(Kind.PACKAGING, "items-missing=yes"))
    assert [b.why for b in found.stopping(DENY)] == [Block.SEARCH_FIRST]
    assert NextStep.SEARCH_WAREHOUSE in found.steps
    assert "D-06" in {cited.clause for cited in found.also}


def test_d06_a_damaged_item_of_an_insured_parcel_goes_to_the_insurer() -> None:
    found = asked(facts(Kind.PACKAGING, "item-damaged=yes", order=order(insured=True)))
    assert found.steps == (NextStep.CLAIM_FROM_INSURER,)
    assert Asked.INTAKE_RECORD in found.asked  # what D-02 asks for, too


def test_d07_nothing_is_decided_until_it_is_clear_which_sale_is_meant() -> None:
    found = asked(facts(Kind.SECOND_HAND))
    assert found.suggested == ()
    assert found.open_questions[0] is Question.SECOND_HAND
    assert {o for o in Outcome if not found.stopping(o)} == {ESCALATE}


@pytest.mark.parametrize("sale", CHOICES[Question.SECOND_HAND])
@pytest.mark.parametrize(("crime", "suggested"), [("no", DENY), ("yes", ESCALATE)])
def test_d07_either_sale_is_outside_but_crime_is_passed_on(sale: str, crime: str, suggested: Outcome) -> None:
    found = asked(facts(Kind.SECOND_HAND, f"second-hand={sale} counterfeit-or-stolen={crime}"))
    assert found.suggested == (suggested,)
    assert found.blocks == ()


@pytest.mark.parametrize(
    ("lost_on", "suggested"),
    [
        ("2026-09-29", (ESCALATE,)),  # the day before the period ends
        ("2026-09-30", (ESCALATE,)),  # its last day: 60 days after 1 August
        ("2026-10-01", (DENY,)),  # the day after
    ],
)
def test_d08_within_the_storage_period_it_is_passed_on_after_it_denied(
    lost_on: str, suggested: tuple[Outcome]
) -> None:
    found = asked(facts(Kind.STORAGE, f"lost-on={lost_on}", parcel=STORED))
    assert found.suggested == suggested
    assert (Exemption.LOST_WITHIN_PERIOD in why(found)) is (suggested == (ESCALATE,))


@pytest.mark.parametrize(
    ("parcel", "answers", "exempt"),
    [
        (replace(STORED, reminders=0), "lost-on=2026-10-01", Exemption.NO_REMINDER),
        (replace(STORED, stored_since_on=None), "lost-on=2026-10-01", Exemption.PERIOD_UNCLEAR),
        (STORED, "", Exemption.PERIOD_UNCLEAR),
    ],
)
def test_d08_without_reminder_or_dates_goodwill_or_somebody_else(
    parcel: ParcelFacts, answers: str, exempt: Exemption
) -> None:
    found = asked(facts(Kind.STORAGE, answers, parcel=parcel))
    assert set(found.suggested) == {GOODWILL, ESCALATE}
    assert why(found) == {exempt}


def test_d08_without_a_storage_period_nothing_at_all_is_decided() -> None:
    found = asked(facts(Kind.STORAGE, "lost-on=2026-10-01", parcel=STORED, house=House()))
    assert found.suggested == ()
    assert all([b.why for b in found.stopping(o)] == [Block.STORAGE_PERIOD_UNSET] for o in Outcome)


def test_d11_a_sellers_privacy_is_explained_and_the_contact_passed_on() -> None:
    found = asked(facts(Kind.SELLER, "privacy-claim=yes"))
    assert (found.suggested, found.steps) == ((ASSIST,), (NextStep.FORWARD_CONTACT,))
    assert asked(facts(Kind.SELLER, "privacy-claim=yes contact-forwarded=yes")).steps == ()


def test_d11_says_nothing_to_what_is_not_about_privacy() -> None:
    found = asked(facts(Kind.SELLER, "privacy-claim=no"))
    assert found.silent
    assert found.steps == (NextStep.CHOOSE_OTHER_KIND,)


@pytest.mark.parametrize("kind", [Kind.PAYMENT, Kind.OTHER])
def test_where_no_clause_speaks_nothing_is_suggested(kind: Kind) -> None:
    found = asked(facts(kind, person=PersonFacts("JP")))
    assert found.silent
    assert (found.suggested, found.warnings, found.blocks) == ((), (), ())
