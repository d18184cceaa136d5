"""How disputes and their decisions are kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Select, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from console.cases.records import CaseState
from console.disputes.records import (
    Answer,
    Asked,
    Decision,
    Dispute,
    Draft,
    Exemption,
    IdentityCheck,
    Kind,
    LawWarning,
    Outcome,
    ProductFact,
    Question,
    Shown,
    Verified,
)
from console.disputes.rules.snapshots import from_json, to_json
from console.errors import NotFound
from console.holdings import DataClass
from console.letters.records_register import LetterState
from console.money import Money
from console.words import N_
from db.base import Base, Moment, Row, personal, plain, reaches
from db.cases import CaseRow
from db.letters import LetterRow
from db.orders import OrderRow


class DisputeRow(Base):
    """The disputed side of one case; its kind is the case's topic."""

    __tablename__ = "dispute"
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), index=True)
    text: Mapped[str] = mapped_column(String, info=personal(DataClass.COMMUNICATION))
    snapshot: Mapped[str] = mapped_column(String, info=personal(DataClass.ORDER))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    policy_version: Mapped[str] = mapped_column(String(20), info=plain())
    identity_how: Mapped[str | None] = mapped_column(String(20), info=plain())
    identity_by: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))
    identity_at: Mapped[datetime | None] = mapped_column(Moment)
    product: Mapped[str | None] = mapped_column(String, info=personal(DataClass.COMMUNICATION))
    product_by: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))
    product_at: Mapped[datetime | None] = mapped_column(Moment)
    draft_outcome: Mapped[str | None] = mapped_column(String(20), info=plain())
    draft_minor: Mapped[int | None] = mapped_column(BigInteger)
    draft_currency: Mapped[str] = mapped_column(String(3), default="", info=plain())
    draft_reason: Mapped[str | None] = mapped_column(String, info=personal(DataClass.DECISION))
    draft_by: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))
    draft_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_from: Mapped[str | None] = mapped_column(String(20), info=plain())
    case: Mapped[CaseRow] = relationship(lazy="joined", innerjoin=True)


class DisputeAnswerRow(Base):
    """One question answered; the value is a choice or a date."""

    __tablename__ = "dispute_answer"
    case_id: Mapped[int] = mapped_column(ForeignKey("dispute.case_id"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True, info=plain())
    value: Mapped[str] = mapped_column(String(40), info=plain())
    by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class DisputeShownRow(Base):
    """One piece of evidence that was asked for and is there."""

    __tablename__ = "dispute_shown"
    case_id: Mapped[int] = mapped_column(ForeignKey("dispute.case_id"), primary_key=True)
    asked: Mapped[str] = mapped_column(String(40), primary_key=True, info=plain())
    evidence_id: Mapped[int | None] = mapped_column(BigInteger)
    by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    at: Mapped[datetime] = mapped_column(Moment)


class DecisionRow(Row):
    """One decision; the newest of a case that is not withdrawn holds."""

    __tablename__ = "decision"
    case_id: Mapped[int] = mapped_column(ForeignKey("dispute.case_id"), index=True)
    outcome: Mapped[str] = mapped_column(String(20), info=plain())
    minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="", info=plain())
    reason: Mapped[str] = mapped_column(String, info=personal(DataClass.DECISION))
    clause: Mapped[str | None] = mapped_column(String(20), info=plain())
    policy_version: Mapped[str] = mapped_column(String(20), info=plain())
    decided_by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    exemptions: Mapped[str] = mapped_column(String, default="", info=plain())  # joined by blanks
    warnings: Mapped[str] = mapped_column(String, default="", info=plain())  # joined by blanks
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))


def _cases_of(account_id: int) -> Select[tuple[int]]:
    return select(CaseRow.id).where(CaseRow.account_id == account_id)


reaches("dispute", lambda a: DisputeRow.case_id.in_(_cases_of(a)))
reaches("decision", lambda a: DecisionRow.case_id.in_(_cases_of(a)))


class SqlDisputes:
    """Keeps disputes; see console/disputes/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, dispute: Dispute) -> None:
        """Keep a new dispute of a case that is kept already."""
        row = DisputeRow(
            case_id=dispute.case_id,
            order_id=dispute.snapshot.order_id,
            text=dispute.text,
            snapshot=to_json(dispute.snapshot),
            recorded_by=dispute.recorded_by,
            policy_version=dispute.policy_version,
        )
        self._session.add(row)
        self._session.flush()

    def get(self, case_id: int) -> Dispute:
        """Return the dispute of a case. Raises: NotFound."""
        row = self._row(case_id)
        answers = select(DisputeAnswerRow).where(DisputeAnswerRow.case_id == case_id)
        shown = select(DisputeShownRow).where(DisputeShownRow.case_id == case_id)
        return Dispute(
            case_id=case_id,
            kind=Kind(row.case.topic),
            text=row.text,
            snapshot=from_json(row.snapshot),
            recorded_by=row.recorded_by,
            policy_version=row.policy_version,
            identity=_identity(row),
            product=_product(row),
            answers=tuple(
                Answer(Question(a.question), a.value, a.by, a.at)
                for a in self._session.scalars(answers.order_by(DisputeAnswerRow.at))
            ),
            shown=tuple(
                Shown(Asked(s.asked), s.evidence_id, s.by, s.at)
                for s in self._session.scalars(shown.order_by(DisputeShownRow.at))
            ),
            decision=self._decision(case_id),
            draft=_draft(row),
            closed_from=CaseState(row.closed_from) if row.closed_from else None,
        )

    def set_identity(self, case_id: int, identity: Verified | None) -> None:
        """Keep how identity was checked; None takes it back."""
        row = self._row(case_id)
        row.identity_how = identity.how.value if identity else None
        row.identity_by = identity.by if identity else None
        row.identity_at = identity.at if identity else None
        self._session.flush()

    def set_product(self, case_id: int, product: ProductFact | None) -> None:
        """Keep what the product is; None takes it back."""
        row = self._row(case_id)
        row.product = product.text if product else None
        row.product_by = product.by if product else None
        row.product_at = product.at if product else None
        self._session.flush()

    def set_answer(self, case_id: int, question: Question, answer: Answer | None) -> None:
        """Keep an answer in the place of the one before; None takes it back."""
        table = DisputeAnswerRow
        self._session.execute(delete(table).where(table.case_id == case_id, table.question == question.value))
        if answer:
            row = table(
                case_id=case_id, question=question.value, value=answer.value, by=answer.by, at=answer.at
            )
            self._session.add(row)
        self._session.flush()

    def set_shown(self, case_id: int, asked: Asked, shown: Shown | None) -> None:
        """Keep that a piece of evidence is there; None takes it back."""
        table = DisputeShownRow
        self._session.execute(delete(table).where(table.case_id == case_id, table.asked == asked.value))
        if shown:
            row = table(
                case_id=case_id, asked=asked.value, evidence_id=shown.evidence_id, by=shown.by, at=shown.at
            )
            self._session.add(row)
        self._session.flush()

    def set_closed_from(self, case_id: int, state: CaseState | None) -> None:
        """Keep from which state the case was closed; None while it is open."""
        self._row(case_id).closed_from = state.value if state else None
        self._session.flush()

    def set_draft(self, case_id: int, draft: Draft | None) -> None:
        """Keep a refused decision in the place of the one before; None drops it."""
        row = self._row(case_id)
        row.draft_outcome = draft.outcome.value if draft else None
        row.draft_minor = draft.amount.minor if draft and draft.amount else None
        row.draft_currency = draft.amount.currency if draft and draft.amount else ""
        row.draft_reason = draft.reason if draft else None
        row.draft_by = draft.drafted_by if draft else None
        row.draft_at = draft.drafted_at if draft else None
        self._session.flush()

    def _decision(self, case_id: int) -> Decision | None:
        held = select(DecisionRow).where(DecisionRow.case_id == case_id, DecisionRow.withdrawn_at.is_(None))
        row = self._session.scalar(held.order_by(DecisionRow.id.desc()).limit(1))
        return decision_from(row) if row else None

    def _row(self, case_id: int) -> DisputeRow:
        row = self._session.get(DisputeRow, case_id)
        if row is None:
            raise NotFound(N_("This case is no dispute."))
        return row


class SqlDecisions:
    """Keeps decisions; see console/disputes/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def hold(self, case_id: int) -> None:
        """Let nobody else decide about the order of this dispute until the transaction ends.

        PostgreSQL locks the order's row; SQLite has one writer anyway.
        """
        held = select(OrderRow.id).join(DisputeRow, DisputeRow.order_id == OrderRow.id)
        self._session.execute(held.where(DisputeRow.case_id == case_id).with_for_update(of=OrderRow))

    def add(self, case_id: int, decision: Decision) -> Decision:
        """Keep a decision, which now holds, and return it with its id."""
        row = DecisionRow(
            case_id=case_id,
            outcome=decision.outcome.value,
            minor=decision.amount.minor if decision.amount else None,
            currency=decision.amount.currency if decision.amount else "",
            reason=decision.reason,
            clause=decision.clause,
            policy_version=decision.policy_version,
            decided_by=decision.decided_by,
            decided_at=decision.decided_at,
            exemptions=" ".join(decision.exemptions),
            warnings=" ".join(decision.warnings),
            proposed_by=decision.proposed_by,
        )
        self._session.add(row)
        self._session.flush()
        return decision_from(row)

    def withdraw(self, decision_id: int, at: datetime, by: int) -> None:
        """Take a decision back; the one before it, if any, holds again."""
        row = self._session.get_one(DecisionRow, decision_id)
        row.withdrawn_at, row.withdrawn_by = at, by
        self._session.flush()

    def of_case(self, case_id: int) -> Sequence[Decision]:
        """Return every decision of a case, oldest first, withdrawn ones too."""
        rows = select(DecisionRow).where(DecisionRow.case_id == case_id).order_by(DecisionRow.id)
        return [decision_from(row) for row in self._session.scalars(rows)]

    def is_in_a_letter(self, decision_id: int) -> bool:
        """Tell whether a letter that is not void says this decision."""
        said = select(LetterRow.id).where(LetterRow.decision_id == decision_id, LetterRow.state != "void")
        return self._session.scalar(said.limit(1)) is not None

    def has_gone_out(self, decision_id: int) -> bool:
        """Tell whether a letter that says this decision was handed over."""
        gone = select(LetterRow.id).where(
            LetterRow.decision_id == decision_id, LetterRow.state == LetterState.HANDED_OVER.value
        )
        return self._session.scalar(gone.limit(1)) is not None

    def given_back(self, order_id: int, but_case_id: int) -> Sequence[Money]:
        """Return what other disputes decided to pay back of an order."""
        paid_back = (
            select(DecisionRow.minor, DecisionRow.currency)
            .join(DisputeRow, DisputeRow.case_id == DecisionRow.case_id)
            .where(
                DisputeRow.order_id == order_id,
                DisputeRow.case_id != but_case_id,
                DecisionRow.withdrawn_at.is_(None),
                DecisionRow.outcome.in_((Outcome.REFUND.value, Outcome.PARTIAL.value)),
                DecisionRow.minor.is_not(None),
            )
        )
        return [Money(minor, currency) for minor, currency in self._session.execute(paid_back)]


def decision_from(row: DecisionRow) -> Decision:
    """Return the decision a row keeps."""
    return Decision(
        outcome=Outcome(row.outcome),
        amount=None if row.minor is None else Money(row.minor, row.currency),
        reason=row.reason,
        clause=row.clause,
        policy_version=row.policy_version,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        exemptions=tuple(Exemption(e) for e in row.exemptions.split()),
        warnings=tuple(LawWarning(w) for w in row.warnings.split()),
        proposed_by=row.proposed_by,
        id=row.id,
    )


def _identity(row: DisputeRow) -> Verified | None:
    if row.identity_how is None or row.identity_by is None or row.identity_at is None:
        return None
    return Verified(IdentityCheck(row.identity_how), row.identity_by, row.identity_at)


def _product(row: DisputeRow) -> ProductFact | None:
    if row.product is None or row.product_by is None or row.product_at is None:
        return None
    return ProductFact(row.product, row.product_by, row.product_at)


def _draft(row: DisputeRow) -> Draft | None:
    if row.draft_outcome is None or row.draft_by is None or row.draft_at is None:
        return None
    amount = None if row.draft_minor is None else Money(row.draft_minor, row.draft_currency)
    return Draft(Outcome(row.draft_outcome), amount, row.draft_reason or "", row.draft_by, row.draft_at)
