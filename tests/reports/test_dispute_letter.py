"""The answer to a dispute, in words: each kind and outcome, in English and Japanese."""

from dataclasses import replace
from itertools import cycle, product

import pytest

from console.disputes.records import Kind, Outcome
from console.errors import Invalid
from console.letters.records import Field, Organisation, Recipient
from console.letters.refusals import CannotDraw
from console.money import Money
from console.words import translator
from reports.dispute_letter import dispute_content
from reports.dispute_wording import decision_of, title_of
from tests.parts.letters import DRAWER, ENGLISH, JAPANESE, ORDER

AMOUNT = Money(3000, "JPY")
EVERY = list(product(Kind, Outcome))


def _text(facts: object) -> str:
    return "\n".join(part.text for part in dispute_content(facts).parts())  # type: ignore[arg-type]  # made by replace


@pytest.mark.parametrize(("kind", "outcome"), list(zip(Kind, cycle(Outcome), strict=False)))
def test_every_kind_and_every_outcome_is_drawn_in_both_languages(kind: Kind, outcome: Outcome) -> None:
    for facts in (ENGLISH, JAPANESE):
        letter = DRAWER.dispute_answer(replace(facts, kind=kind, outcome=outcome, amount=AMOUNT))
        assert letter.language == facts.recipient.language


@pytest.mark.parametrize(("kind", "outcome"), EVERY)
def test_no_field_is_left_unfilled(kind: Kind, outcome: Outcome) -> None:
    for facts in (ENGLISH, JAPANESE):
        assert "{" not in _text(replace(facts, kind=kind, outcome=outcome, amount=AMOUNT))


@pytest.mark.parametrize(("kind", "outcome"), EVERY)
def test_title_and_decision_are_worded_in_japanese(kind: Kind, outcome: Outcome) -> None:
    tr = translator("ja")
    for amount in (True, False):
        decision = decision_of(kind, outcome, with_amount=amount)
        assert tr(title_of(kind, outcome)) != title_of(kind, outcome)
        assert tr(decision) != decision


def test_no_english_is_left_in_a_japanese_letter() -> None:
    text = _text(replace(JAPANESE, law_may_void=True, appeal_days=30))
    ours = text.replace("Rakufun", "").replace("Packaging, version 2026-05", "")
    for word in ("Dear", "Date", "Order", "write", "regards", "Remarks", "rule", "Customer"):
        assert word not in ours


@pytest.mark.parametrize("outcome", [Outcome.REFUND, Outcome.PARTIAL, Outcome.GOODWILL])
def test_a_payment_names_its_amount(outcome: Outcome) -> None:
    assert "3,000 yen" in _text(replace(ENGLISH, outcome=outcome, amount=AMOUNT))
    assert "3,000円" in _text(replace(JAPANESE, outcome=outcome, amount=AMOUNT))


@pytest.mark.parametrize("outcome", [Outcome.REFUND, Outcome.PARTIAL])
def test_a_refund_without_an_amount_is_refused(outcome: Outcome) -> None:
    with pytest.raises(Invalid) as refusal:
        DRAWER.dispute_answer(replace(ENGLISH, outcome=outcome, amount=None))
    assert refusal.value.field == "amount"


def test_amounts_and_dates_are_written_as_in_the_country() -> None:
    dollars = replace(ENGLISH, outcome="refund", amount=Money(123456, "USD"))
    home = replace(dollars, recipient=Recipient("Anna", ("Springfield",), "en", "US"))
    assert "US$1,234.56" in _text(dollars)
    assert "23 November 2026" in _text(dollars)
    assert "$1,234.56" in _text(home)
    assert "November 23, 2026" in _text(home)
    assert "2026年11月23日" in _text(JAPANESE)


def test_the_clause_is_cited_with_version_and_source() -> None:
    text = _text(ENGLISH)
    assert "Damage to the packaging alone is not compensated." in text
    assert "Shopping terms, “Packaging”" in text
    assert "2026-05" in text


def test_where_the_policy_is_silent_the_letter_says_so() -> None:
    assert "no rule for this matter" in _text(replace(ENGLISH, kind="payment", clause=None))


def test_no_term_for_an_appeal_is_invented() -> None:
    assert "days" not in _text(ENGLISH)
    assert "within 30 days" in _text(replace(ENGLISH, appeal_days=30))
    assert "within 1 day of" in _text(replace(ENGLISH, appeal_days=1))
    assert "30日以内" in _text(replace(JAPANESE, appeal_days=30))


def test_the_consumer_law_is_named_where_it_may_void_the_rule() -> None:
    assert "consumer law" not in _text(ENGLISH)
    assert "consumer law" in _text(replace(ENGLISH, law_may_void=True))


def test_an_escalated_case_gets_an_interim_reply() -> None:
    text = _text(replace(ENGLISH, outcome="escalate"))
    assert "Interim reply" in text
    assert "If you do not agree" not in text


def test_a_language_without_a_letter_gets_english_and_is_told() -> None:
    facts = replace(ENGLISH, recipient=replace(ENGLISH.recipient, language="fr"))
    letter = DRAWER.dispute_answer(facts)
    assert (letter.asked, letter.language) == ("fr", "en")
    assert "in French" in letter.text.replace("\n", " ")


def test_a_chinese_name_in_an_english_letter_has_chinese_forms() -> None:
    facts = replace(ENGLISH, recipient=replace(ENGLISH.recipient, name="直", language="zh-Hans"))
    assert b"NotoSansSC-Regular" in DRAWER.dispute_answer(facts).pdf


def test_a_customer_without_a_name_is_addressed_all_the_same() -> None:
    assert "Dear customer," in _text(replace(ENGLISH, recipient=replace(ENGLISH.recipient, name="")))
    assert "見本 太郎 様" in _text(JAPANESE)


def test_the_order_goes_with_the_letter_as_it_was_kept() -> None:
    text = _text(ENGLISH)
    for told in ("RK-88213407", "2 October 2026, 14:03 (JST)", "Figure “Night Sky”, 1/8", "12,800 yen"):
        assert told in text
    assert "none" in _text(replace(ENGLISH, order=replace(ORDER, remarks="")))


def test_what_cannot_be_drawn_names_the_place_to_correct() -> None:
    with pytest.raises(CannotDraw) as refusal:
        DRAWER.dispute_answer(replace(ENGLISH, reason="😀"))
    assert refusal.value.field is Field.REASON
    with pytest.raises(CannotDraw) as refusal:
        DRAWER.dispute_answer(replace(ENGLISH, order=replace(ORDER, products=("😀",))))
    assert refusal.value.field is Field.ORDER


def test_typed_text_fills_no_further_fields() -> None:
    text = _text(replace(ENGLISH, recipient=replace(ENGLISH.recipient, name="{date} {amount}")))
    assert "Dear {date} {amount}," in text


def test_a_sender_without_contacts_asks_for_the_reference() -> None:
    text = _text(replace(ENGLISH, organisation=Organisation("Rakufun")))
    assert "Please name the reference D-2026-01482" in text
