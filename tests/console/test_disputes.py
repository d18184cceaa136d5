"""Disputes opened and their facts recorded, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from console.cases.records import EntryKind
from console.disputes.actions import (
    find_dispute,
    open_dispute,
    show_dispute,
)
from console.disputes.deciding_actions import decide
from console.disputes.facts_actions import answer_question, record_identity, record_product, show_evidence
from console.disputes.guidance import Block
from console.disputes.records import Asked, IdentityCheck, Kind, Outcome, Question
from console.disputes.refusals import NotYet
from console.errors import Invalid, NotFound
from console.money import Money
from db.work import SqlBackend
from tests.parts.clock import Clock
from tests.parts.disputes import (
    agent,
    entries,
    opened,
    ready,
    tags,
)
from tests.parts.world import World, settle

YEN = "JPY"


@pytest.fixture
def here(backend: SqlBackend) -> World:
    return settle(backend)


def test_opening_keeps_the_order_as_it_stood(here: World) -> None:
    case_id = opened(here).case.id
    with here.backend.begin() as work:
        order = work.orders.get(here.order_id)
        work.orders.save(replace(order, remarks="changed later", items=()))
    snapshot = show_dispute(here.backend, agent(here), case_id).dispute.snapshot
    assert (snapshot.number, snapshot.amount, snapshot.remarks) == ("RK-88213407", Money(48_600, YEN), "")
    assert [i.product for i in snapshot.items] == ["1/7 scale figure"]


def test_the_answer_is_due_fifteen_days_after_receipt(here: World) -> None:
    received = datetime(2026, 11, 9, 16, 0, tzinfo=UTC)  # the 10th in Tokyo
    view = opened(here, received_at=received)
    assert view.case.due_by == datetime(2026, 11, 25, 14, 59, 59, 999999, tzinfo=UTC)
    assert view.case.owner_id == agent(here).operator_id


def test_opening_stands_on_the_timeline_and_in_the_audit(here: World) -> None:
    view = opened(here)
    assert entries(here, view.case.id) == [(EntryKind.OPENED, f"dispute:{view.case.id}", False)]
    assert tags(here, view.case.id) == ["dispute:opened"]
    assert find_dispute(here.backend, agent(here), view.case.no) == view


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("text", {"text": " \n"}),
        ("text", {"text": "x" * 20_001}),
        ("title", {"text": "x", "title": "x" * 201}),
        ("received_at", {"text": "x", "received_at": datetime(2030, 1, 1, tzinfo=UTC)}),
    ],
)
def test_opening_refuses_what_does_not_fit(here: World, field: str, given: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        open_dispute(here.backend, agent(here), order_id=here.order_id, kind=Kind.OTHER, **given)  # type: ignore[arg-type]  # a table's cells
    assert refused.value.field == field


def test_there_is_no_dispute_on_an_order_that_is_not_there(here: World) -> None:
    with pytest.raises(NotFound):
        open_dispute(here.backend, agent(here), order_id=999, kind=Kind.OTHER, text="Where is it?")


def test_a_title_is_the_first_line_cut_between_words(here: World) -> None:
    text = (
        "The figure came today and the outer box is crushed on one corner and its window is torn too.\nMore."
    )
    view = open_dispute(here.backend, agent(here), order_id=here.order_id, kind=Kind.PACKAGING, text=text)
    assert (
        view.case.title == "The figure came today and the outer box is crushed on one corner and its window…"
    )


def test_the_recipients_street_stays_dotted_until_it_is_revealed(here: World) -> None:
    view = opened(here)
    recipient = view.dispute.snapshot.recipient
    assert view.masked
    assert recipient is not None
    assert "Example Street" not in " ".join(recipient.address.lines)
    assert recipient.address.city == "Vancouver"


def test_d09_a_decision_before_identity_and_product_says_both_and_keeps_nothing(here: World) -> None:
    case_id = opened(here).case.id
    with pytest.raises(NotYet) as refused:
        decide(here.backend, agent(here), case_id, Outcome.DENY, reason="No.")
    assert [b.why for b in refused.value.verdict.blocks] == [Block.IDENTITY_MISSING, Block.PRODUCT_MISSING]
    assert "identity" in refused.value.text()
    assert "product" in refused.value.text()
    assert show_dispute(here.backend, agent(here), case_id).dispute.draft is None


def test_facts_are_kept_with_who_and_when(here: World, clock: Clock) -> None:
    dispute = show_dispute(here.backend, agent(here), ready(here)).dispute
    assert dispute.identity is not None
    assert dispute.product is not None
    assert (dispute.identity.how, dispute.identity.by) == (IdentityCheck.EMAIL, agent(here).operator_id)
    assert dispute.product.at == clock()


def test_a_fact_recorded_anew_strikes_the_old_one_out(here: World) -> None:
    case_id = ready(here)
    record_identity(here.backend, agent(here), case_id, IdentityCheck.DOCUMENT)
    told = {ref: gone for _, ref, gone in entries(here, case_id)}
    assert told[f"identity:{case_id}=e-mail"] is True
    assert told[f"identity:{case_id}=document"] is False


def test_every_fact_can_be_taken_back(here: World) -> None:
    case_id = ready(here)
    answer_question(here.backend, agent(here), case_id, Question.ITEM_DAMAGED, "yes")
    show_evidence(here.backend, agent(here), case_id, Asked.ITEM_PHOTO)
    record_identity(here.backend, agent(here), case_id, None)
    record_product(here.backend, agent(here), case_id, None)
    answer_question(here.backend, agent(here), case_id, Question.ITEM_DAMAGED, None)
    dispute = show_evidence(here.backend, agent(here), case_id, Asked.ITEM_PHOTO, there=False).dispute
    assert (dispute.identity, dispute.product, dispute.answers, dispute.shown) == (None, None, (), ())
    assert all(gone for kind, _, gone in entries(here, case_id) if kind is EntryKind.FACT)


def test_the_products_words_are_no_part_of_the_audit_chain(here: World) -> None:
    case_id = ready(here)
    with here.backend.read() as work:
        told = [str(e.facts) for e in work.book.of_stream(f"case:{case_id}")]
    assert "figure" not in "".join(told)
    assert "dispute:product-recorded" in tags(here, case_id)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (Question.WAREHOUSE_SEARCH, "perhaps"),
        (Question.LOST_ON, "yesterday"),
        (Question.LOST_ON, "20261120"),
        (Question.LOST_ON, "2026-12-31"),
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_refused(
    here: World, question: Question, value: str
) -> None:
    case_id = opened(here).case.id
    with pytest.raises(Invalid):
        answer_question(here.backend, agent(here), case_id, question, value)


def test_evidence_that_is_there_is_no_longer_missing(here: World) -> None:
    case_id = opened(here).case.id
    before = show_dispute(here.backend, agent(here), case_id).guidance.missing
    after = show_evidence(here.backend, agent(here), case_id, Asked.OUTER_PHOTO, evidence_id=7)
    assert set(before) - set(after.guidance.missing) == {Asked.OUTER_PHOTO}
    assert after.dispute.shown[0].evidence_id == 7
