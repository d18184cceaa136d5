"""The ground of every table: naming, moments, and the classification of every column that holds text."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Dialect, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from console.holdings import DataClass

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_microseconds(moment: datetime) -> int:
    """Return microseconds since 1970. Raises: ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        msg = "a moment needs its zone"
        raise ValueError(msg)
    return (moment - EPOCH) // MICROSECOND


def from_microseconds(value: int) -> datetime:
    """Return the aware UTC moment of microseconds since 1970."""
    return EPOCH + timedelta(microseconds=value)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds since 1970 on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """Return what the engine keeps."""
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """Return the moment."""
        return None if value is None else from_microseconds(value)


Id = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows itself only for INTEGER


def is_sqlite(connection: Connection) -> bool:
    """Tell which of the two engines this is."""
    return connection.dialect.name == "sqlite"


def personal(data_class: DataClass) -> dict[str, Any]:
    """Return the `info` of a column that can hold data about a person."""
    return {"data": data_class}


def plain() -> dict[str, Any]:
    """Return the `info` of a text or blob column that never holds personal data."""
    return {"data": None}


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMING)


class Row(Base):
    """A row with a number of its own."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)


Reach = Callable[[int], ColumnElement[bool]]
REACH: dict[str, Reach] = {}


def reaches(table: str, condition: Reach) -> None:
    """Declare how rows of `table` reach a person: account id -> condition on the table's rows."""
    REACH[table] = condition
