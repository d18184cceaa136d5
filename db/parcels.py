"""How parcels are kept."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Select, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from console.errors import NotFound
from console.holdings import DataClass
from console.lookup.records import HitKind
from console.parcels.records import Condition, Parcel, ParcelState, Photo
from console.words import N_
from db.base import Base, Moment, Row, from_microseconds, personal, plain, reaches, to_microseconds
from db.orders import OrderRow, fold_number
from db.searchable import Index as SearchIndex


class ParcelRow(Row):
    """One parcel. Reminders are moments, joined by blanks."""

    __tablename__ = "parcel"
    number: Mapped[str] = mapped_column(String(100), unique=True, info=plain())
    state: Mapped[str] = mapped_column(String(20), info=plain())
    intake_at: Mapped[datetime | None] = mapped_column(Moment)
    intake_grams: Mapped[int | None]
    condition: Mapped[str] = mapped_column(String(10), info=plain())
    condition_note: Mapped[str] = mapped_column(Text, default="", info=personal(DataClass.PARCEL))
    stored_since: Mapped[datetime | None] = mapped_column(Moment)
    reminders: Mapped[str] = mapped_column(Text, default="", info=plain())
    consolidated_at: Mapped[datetime | None] = mapped_column(Moment)
    outbound_grams: Mapped[int | None]
    shipped_at: Mapped[datetime | None] = mapped_column(Moment)
    carrier: Mapped[str] = mapped_column(String(100), default="", info=plain())
    tracking: Mapped[str] = mapped_column(String(100), default="", info=personal(DataClass.PARCEL))
    tracking_folded: Mapped[str] = mapped_column(
        String(100), default="", index=True, info=personal(DataClass.PARCEL)
    )
    customs_at: Mapped[datetime | None] = mapped_column(Moment)
    customs_note: Mapped[str] = mapped_column(Text, default="", info=personal(DataClass.PARCEL))
    delivered_at: Mapped[datetime | None] = mapped_column(Moment)
    photos: Mapped[str] = mapped_column(Text, default="[]", info=personal(DataClass.PARCEL))
    orders: Mapped[list["ParcelOrderRow"]] = relationship(
        order_by="ParcelOrderRow.order_id", cascade="all, delete-orphan"
    )


class ParcelOrderRow(Base):
    """Which orders lie in a parcel."""

    __tablename__ = "parcel_order"
    parcel_id: Mapped[int] = mapped_column(ForeignKey("parcel.id"), primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), primary_key=True, index=True)


def _of_account(account_id: int) -> Select[tuple[int]]:
    query = select(ParcelOrderRow.parcel_id).join(OrderRow, OrderRow.id == ParcelOrderRow.order_id)
    return query.where(OrderRow.account_id == account_id)


reaches("parcel", lambda a: ParcelRow.id.in_(_of_account(a)))


class SqlParcels:
    """Keeps parcels; see console/parcels/store.py."""

    def __init__(self, session: Session, index: SearchIndex) -> None:
        self._session = session
        self._index = index

    def get(self, parcel_id: int) -> Parcel:
        """Return one parcel. Raises: NotFound."""
        row = self._session.get(ParcelRow, parcel_id)
        if row is None:
            raise NotFound(N_("There is no parcel with this number."))
        return parcel_from(row)

    def of_orders(self, order_ids: Iterable[int]) -> Sequence[Parcel]:
        """Return the parcels of these orders, newest first."""
        inside = select(ParcelOrderRow.parcel_id).where(ParcelOrderRow.order_id.in_(list(order_ids)))
        query = select(ParcelRow).options(selectinload(ParcelRow.orders)).where(ParcelRow.id.in_(inside))
        return [parcel_from(r) for r in self._session.scalars(query.order_by(ParcelRow.id.desc()))]

    def of_account(self, account_id: int, *, limit: int = 100) -> Sequence[Parcel]:
        """Return an account's parcels, newest first."""
        query = (
            select(ParcelRow)
            .options(selectinload(ParcelRow.orders))
            .where(ParcelRow.id.in_(_of_account(account_id)))
        )
        return [
            parcel_from(r) for r in self._session.scalars(query.order_by(ParcelRow.id.desc()).limit(limit))
        ]

    def add(self, parcel: Parcel) -> int:
        """Keep a new parcel (its id is ignored) and return its id."""
        row = ParcelRow()
        _fill(row, parcel)
        self._session.add(row)
        self._session.flush()
        self._index.add_new(HitKind.PARCEL, [row.id])
        return row.id

    def save(self, parcel: Parcel) -> None:
        """Keep every field of a known parcel as given. Raises: NotFound."""
        row = self._session.get(ParcelRow, parcel.id)
        if row is None:
            raise NotFound(N_("There is no parcel with this number."))
        with self._index.changing(HitKind.PARCEL, [row.id]):
            _fill(row, parcel)
            self._session.flush()


def _fill(row: ParcelRow, parcel: Parcel) -> None:
    row.number, row.state = parcel.number, parcel.state.value
    row.intake_at, row.intake_grams = parcel.intake_at, parcel.intake_grams
    row.condition, row.condition_note = parcel.condition.value, parcel.condition_note
    row.stored_since, row.consolidated_at = parcel.stored_since, parcel.consolidated_at
    row.reminders = " ".join(str(to_microseconds(r)) for r in parcel.reminders)
    row.outbound_grams, row.shipped_at = parcel.outbound_grams, parcel.shipped_at
    row.carrier, row.tracking, row.tracking_folded = (
        parcel.carrier,
        parcel.tracking,
        fold_number(parcel.tracking),
    )
    row.customs_at, row.customs_note, row.delivered_at = (
        parcel.customs_at,
        parcel.customs_note,
        parcel.delivered_at,
    )
    row.photos = json.dumps([[to_microseconds(p.taken_at), p.note, p.evidence_id] for p in parcel.photos])
    known = {o.order_id for o in row.orders}
    row.orders = [o for o in row.orders if o.order_id in parcel.order_ids] + [
        ParcelOrderRow(order_id=o) for o in parcel.order_ids if o not in known
    ]


def parcel_from(row: ParcelRow) -> Parcel:
    """Return the record of a row."""
    return Parcel(
        id=row.id,
        number=row.number,
        order_ids=tuple(o.order_id for o in row.orders),
        state=ParcelState(row.state),
        intake_at=row.intake_at,
        intake_grams=row.intake_grams,
        condition=Condition(row.condition),
        condition_note=row.condition_note,
        photos=tuple(Photo(from_microseconds(t), note, e) for t, note, e in json.loads(row.photos)),
        stored_since=row.stored_since,
        reminders=tuple(from_microseconds(int(r)) for r in row.reminders.split()),
        consolidated_at=row.consolidated_at,
        outbound_grams=row.outbound_grams,
        shipped_at=row.shipped_at,
        carrier=row.carrier,
        tracking=row.tracking,
        customs_at=row.customs_at,
        customs_note=row.customs_note,
        delivered_at=row.delivered_at,
    )
