"""How operators are kept."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, false, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.access import Role
from console.errors import Conflict, NotFound
from console.holdings import DataClass
from console.operators.records import Credential, Operator
from console.words import N_
from db.base import Base, Moment, Row, personal, plain, reaches


class OperatorRow(Row):
    """One person at the desk."""

    __tablename__ = "operator"
    name: Mapped[str] = mapped_column(String(200), info=personal(DataClass.OPERATOR))
    folded: Mapped[str] = mapped_column(String(200), unique=True, info=personal(DataClass.OPERATOR))
    role: Mapped[str] = mapped_column(String(20), info=plain())
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    trained_on: Mapped[date | None] = mapped_column(Date)
    children_duty: Mapped[bool] = mapped_column(default=False)


class CredentialRow(Base):
    """A password's hash and what was tried against it."""

    __tablename__ = "credential"
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String, info=plain())
    failures: Mapped[int] = mapped_column(default=0)
    last_failed_at: Mapped[datetime | None] = mapped_column(Moment)


reaches("operator", lambda _: false())  # operators are no customers


class SqlOperators:
    """Keeps operators; see console/operators/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, operator: Operator, password_hash: str) -> int:
        """Keep a new operator (its id is ignored) and return the id. Raises: Conflict for a name in use."""
        row = OperatorRow()
        _fill(row, operator)
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError:
            raise Conflict(N_("An operator of this name exists already.")) from None
        self._session.add(CredentialRow(operator_id=row.id, password_hash=password_hash))
        self._session.flush()
        return row.id

    def get(self, operator_id: int) -> Operator:
        """Return one operator. Raises: NotFound."""
        return _from(self._row(operator_id))

    def named(self, name: str) -> Operator | None:
        """Return the operator of this name, whatever its case; None where there is none."""
        row = self._session.scalar(select(OperatorRow).where(OperatorRow.folded == name.strip().casefold()))
        return _from(row) if row else None

    def all(self) -> Sequence[Operator]:
        """Return every operator by name."""
        return [_from(r) for r in self._session.scalars(select(OperatorRow).order_by(OperatorRow.folded))]

    def save(self, operator: Operator) -> None:
        """Keep every field of a known operator as given. Raises: NotFound."""
        _fill(self._row(operator.id), operator)
        self._session.flush()

    def credential(self, operator_id: int) -> Credential:
        """Return the operator's credential. Raises: NotFound."""
        row = self._session.get(CredentialRow, operator_id)
        if row is None:
            raise NotFound(N_("There is no such operator."))
        return Credential(row.operator_id, row.password_hash, row.failures, row.last_failed_at)

    def save_credential(self, credential: Credential) -> None:
        """Keep the credential as given."""
        row = self._session.get(CredentialRow, credential.operator_id)
        if row is None:
            row = CredentialRow(operator_id=credential.operator_id)
            self._session.add(row)
        row.password_hash = credential.password_hash
        row.failures, row.last_failed_at = credential.failures, credential.last_failed_at
        self._session.flush()

    def _row(self, operator_id: int) -> OperatorRow:
        row = self._session.get(OperatorRow, operator_id)
        if row is None:
            raise NotFound(N_("There is no such operator."))
        return row


def _fill(row: OperatorRow, operator: Operator) -> None:
    row.name, row.folded, row.role = operator.name, operator.name.strip().casefold(), operator.role.value
    row.created_at, row.disabled_at = operator.created_at, operator.disabled_at
    row.trained_on, row.children_duty = operator.trained_on, operator.children_duty


def _from(row: OperatorRow) -> Operator:
    return Operator(
        row.id, row.name, Role(row.role), row.created_at, row.disabled_at, row.trained_on, row.children_duty
    )
