"""A dispute about an order that came from a real shop's export is decided and answered by letter."""

from dataclasses import replace
from pathlib import Path

import pytest

from console.access import Actor, Role
from console.cases.records import CaseState, Channel
from console.disputes.actions import close_dispute, open_dispute, show_dispute
from console.disputes.answer_actions import issue_answer, prepare_answer
from console.disputes.deciding_actions import decide
from console.disputes.facts_actions import (
    answer_question,
    record_identity,
    record_product,
    show_evidence,
)
from console.disputes.records import IdentityCheck, Kind, Outcome, Question
from console.letters.actions import hand_over_letter, open_letter
from console.operators.records import Operator
from console.orders.records import Order
from console.settings import Limits, Profile
from db.work import SqlBackend
from reports.drawer import Letters
from tests.parts.shop import open_shop

CLAIM = "O pedido chegou muito depois da data prometida. Quero meu frete de volta."
REASON = "The carrier's times are estimates; the order arrived whole, only later."
OPERATORS = {"Bia": Role.AGENT, "Rui": Role.SUPERVISOR}


@pytest.fixture
def backend_with_orders(shared_data: Path, sqlite_backend: SqlBackend, tmp_path: Path) -> SqlBackend:
    """Return a store with the shop's orders and an organisation that can write letters."""
    shop = open_shop(sqlite_backend, tmp_path, "olist")
    shop.take_in(*sorted((shared_data / "olist-sample").glob("*.csv")))
    with sqlite_backend.begin() as work:
        profile = Profile(name="Rakufun", address=("1-2-3 Example", "Tokyo"), email="service@example.com")
        work.settings.put("profile", profile.model_dump(mode="json"))
        work.settings.put("limits", Limits(storage_days=60).model_dump(mode="json"))
    return sqlite_backend


def late_order(backend: SqlBackend) -> Order:
    with backend.read() as work:
        orders = work.orders.many(range(1, 3001))
    return next(o for o in orders if o.delivered_at and o.promised_at and o.delivered_at > o.promised_at)


def operator(backend: SqlBackend, name: str) -> Actor:
    with backend.begin() as work:
        new = Operator(0, name, OPERATORS[name], backend.now())
        return Actor(work.operators.add(new, "not a hash"), name, OPERATORS[name])


def test_a_late_order_is_disputed_decided_and_answered(backend_with_orders: SqlBackend) -> None:
    backend, order = backend_with_orders, late_order(backend_with_orders)
    agent, supervisor = operator(backend, "Bia"), operator(backend, "Rui")
    case = open_dispute(
        backend, agent, order_id=order.id, kind=Kind.DELAY, text=CLAIM, channel=Channel.EMAIL
    ).case
    record_identity(backend, agent, case.id, IdentityCheck.ORDER)
    record_product(backend, agent, case.id, f"{order.title}: whole, but late")
    answer_question(backend, agent, case.id, Question.CARRIER_SAYS, "delivered-late")
    for asked in show_dispute(backend, agent, case.id).guidance.missing:
        show_evidence(backend, agent, case.id, asked)
    decided = decide(backend, supervisor, case.id, Outcome.DENY, reason=REASON)
    assert decided.dispute.decision
    assert decided.dispute.decision.clause == "D-05"

    to = prepare_answer(backend, agent, case.id).addressee.to
    assert (to.name, to.language) == ("", "pt-BR")  # the export names nobody: the name is typed
    typed = replace(to, name="Ana Exemplo", lines=("Rua Exemplo 12", "14026 ribeirao preto SP"))
    letter = issue_answer(backend, agent, Letters(), case.id, typed)
    assert (letter.asked, letter.language) == ("pt-BR", "en")
    assert open_letter(backend, agent, letter.id).startswith(b"%PDF-")

    hand_over_letter(
        backend, agent, letter.id, channel=Channel.LETTER, at=backend.now(), person="Post office"
    )
    assert close_dispute(backend, agent, case.id).case.state is CaseState.CLOSED
    with backend.read() as work:
        assert work.book.verify().ok
