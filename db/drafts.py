"""How drafts are kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Select, String, Text, cast, literal, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.drafts import Draft
from console.holdings import DataClass
from db.base import Base, Moment, personal, plain, reaches
from db.cases import CaseRow
from db.orders import OrderRow


class DraftRow(Base):
    """One unfinished text of one operator."""

    __tablename__ = "draft"
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(String(80), primary_key=True, info=plain())
    field: Mapped[str] = mapped_column(String(80), primary_key=True, info=plain())
    text: Mapped[str] = mapped_column(Text, info=personal(DataClass.DRAFT))
    saved_at: Mapped[datetime] = mapped_column(Moment)


def _about(account_id: int) -> ColumnElement[bool]:
    """Return the condition for drafts about an account, its cases or its orders."""
    return or_(
        DraftRow.subject == f"account:{account_id}",
        DraftRow.subject.in_(_named("case", CaseRow, account_id)),
        DraftRow.subject.in_(_named("order", OrderRow, account_id)),
    )


def _named(word: str, table: type[CaseRow | OrderRow], account_id: int) -> Select[tuple[str]]:
    name = literal(f"{word}:") + cast(table.id, String)
    return select(name).where(table.account_id == account_id)


reaches("draft", _about)


class SqlDrafts:
    """Keeps drafts; see console/drafts.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, operator_id: int, draft: Draft) -> bool:
        """Keep a draft in place of the one before; tell whether it is a new one."""
        row = self._session.get(DraftRow, (operator_id, draft.subject, draft.field))
        is_new = row is None
        if row is None:
            row = DraftRow(operator_id=operator_id, subject=draft.subject, field=draft.field)
            self._session.add(row)
        row.text, row.saved_at = draft.text, draft.saved_at
        self._session.flush()
        return is_new

    def get(self, operator_id: int, subject: str, field: str) -> Draft | None:
        """Return a draft, None where there is none."""
        row = self._session.get(DraftRow, (operator_id, subject, field))
        return _draft(row) if row else None

    def of_subject(self, operator_id: int, subject: str) -> Sequence[Draft]:
        """Return an operator's drafts about a subject."""
        query = select(DraftRow).where(DraftRow.operator_id == operator_id, DraftRow.subject == subject)
        return [_draft(row) for row in self._session.scalars(query.order_by(DraftRow.field))]

    def drop(self, operator_id: int, subject: str, field: str) -> bool:
        """Forget a draft; tell whether there was one."""
        row = self._session.get(DraftRow, (operator_id, subject, field))
        if row is None:
            return False
        self._session.delete(row)
        self._session.flush()
        return True


def _draft(row: DraftRow) -> Draft:
    return Draft(row.subject, row.field, row.text, row.saved_at)
