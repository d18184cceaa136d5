"""How exports are kept: compared with what is there by the shop's ids, written without objects."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    Table,
    Text,
    delete,
    select,
    update,
)
from sqlalchemy import Row as Fetched
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.holdings import DataClass
from console.imports.records import OWN, Change, Element, Fields, Kind, Known, Mark, Value
from db.base import Base, is_sqlite, personal, plain, reaches
from db.imports_rows import (
    ACCOUNT,
    ORDER,
    PARCEL_ORDER,
    RECORDS,
    Parts,
    Record,
    Several,
    Values,
    blank_row,
    group,
    insert_rows,
    next_ids,
    table_of,
)
from db.searchable import Index


class ImportMarkRow(Base):
    """What imports wrote last into one record: a digest a field, to see what was corrected since."""

    __tablename__ = "import_mark"
    kind: Mapped[str] = mapped_column(String(10), primary_key=True, info=plain())
    record_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigInteger, index=True)
    fields: Mapped[str] = mapped_column(Text, info=personal(DataClass.IDENTITY))


MARK = table_of(ImportMarkRow)
_written = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode
reaches("import_mark", lambda a: ImportMarkRow.account_id == a)


class SqlImports:
    """Compares and keeps records as exports name them; see console/imports/store.py."""

    def __init__(self, session: Session, index: Index) -> None:
        self._session = session
        self._index = index

    def existing(self, kind: Kind, source: str, keys: Sequence[str]) -> set[str]:
        """Return those of the keys that are kept."""
        return set(self._ids(kind, source, keys))

    def known(self, kind: Kind, source: str, keys: Sequence[str]) -> Mapping[str, Known]:
        """Return what is kept of accounts, orders or parcels with these keys, with what imports wrote."""
        record = RECORDS[kind]
        wanted = self._ids(kind, source, keys)
        if not wanted:
            return {}
        rows = {r.id: r for r in self._session.execute(_wanted(record, wanted.values()))}
        marks = self._marks(kind, rows)
        own = {key: _own_fields(kind, record, row) for key, row in rows.items()}
        parts = {p.name: self._children(p.table, "order_id", "position", rows) for p in record.parts}
        sets = {n: self._set_rows(s, rows) for n, s in record.sets.items()}
        if kind is Kind.PARCELS:
            sets["orders"] = self._orders_of_parcels(rows)
        return {
            getattr(row, record.key): Known(
                key,
                {OWN: own[key]} | _part_fields(record.parts, parts, key),
                {n: _elements(record, n, found.get(key, [])) for n, found in sets.items()},
                marks.get(key, {}),
            )
            for key, row in rows.items()
        }

    def keep(self, kind: Kind, source: str, changes: Sequence[Change]) -> None:
        """Write the changes; accounts and orders that they name must be kept already."""
        if not changes:
            return
        record = RECORDS[kind]
        owners = self._owners(kind, source, changes)
        new = [c for c in changes if c.id is None]
        ids = dict(zip([c.key for c in new], next_ids(self._session, record.table, len(new)), strict=True))
        self._add(kind, source, new, ids, owners)
        if ids:
            self._index.later(record.hit, len(ids))
        known = {c.key: c.id for c in changes if c.id is not None}
        touched = [c.id for c in changes if c.id is not None and (c.parts or c.sets)]
        with self._index.changing(record.hit, touched):
            for change in changes:
                if change.id is not None:
                    self._change(kind, change, change.id, owners)
        self._put_marks(kind, changes, ids | known, self._holders(kind, changes, ids | known, owners))

    # what is there

    def _ids(self, kind: Kind, source: str, keys: Iterable[str]) -> dict[str, int]:
        asked = sorted(set(keys))
        if not asked:
            return {}
        record, connection = RECORDS[kind], self._session.connection()
        sql, values = _ID_OF[kind, is_sqlite(connection)], {"source": source}
        given = {"keys": json.dumps(asked, ensure_ascii=False) if is_sqlite(connection) else asked}
        named = {**given, **values} if "source" in record.table.c else given
        return {row[0]: row[1] for row in connection.exec_driver_sql(sql, named)}

    def _marks(self, kind: Kind, ids: Iterable[int]) -> dict[int, Mark]:
        query = select(MARK.c.record_id, MARK.c.fields).where(
            MARK.c.kind == kind.value, MARK.c.record_id.in_(list(ids))
        )
        return {record_id: json.loads(fields) for record_id, fields in self._session.execute(query)}

    def _children(
        self,
        table: Table,
        owner: str,
        order: str,
        ids: Iterable[int],
        only: ColumnElement[bool] | None = None,
    ) -> dict[int, list[Fetched[Any]]]:
        query = select(table).where(table.c[owner].in_(list(ids))).order_by(table.c[owner], table.c[order])
        if only is not None:
            query = query.where(only)
        return group(self._session.execute(query), owner)

    def _set_rows(self, several: Several, ids: Iterable[int]) -> dict[int, list[Fetched[Any]]]:
        return self._children(several.table, several.owner, "id", ids, several.condition())

    def _orders_of_parcels(self, ids: Iterable[int]) -> dict[int, list[Fetched[Any]]]:
        query = (
            select(PARCEL_ORDER.c.parcel_id, ORDER.c.number)
            .join(ORDER, ORDER.c.id == PARCEL_ORDER.c.order_id)
            .where(PARCEL_ORDER.c.parcel_id.in_(list(ids)))
            .order_by(PARCEL_ORDER.c.parcel_id, ORDER.c.id)
        )
        return group(self._session.execute(query), "parcel_id")

    # what is written

    def _owners(self, kind: Kind, source: str, changes: Sequence[Change]) -> dict[str, int]:
        """Return the ids of the accounts (for parcels: orders) that the changes name."""
        if kind is Kind.ORDERS:
            named = {str(c.parts[OWN]["account"]) for c in changes if "account" in c.parts.get(OWN, {})}
            return self._ids(Kind.ACCOUNTS, source, named)
        if kind is Kind.PARCELS:
            return self._ids(Kind.ORDERS, source, {o for c in changes for (o,) in c.sets.get("orders", ())})
        return {}

    def _add(
        self,
        kind: Kind,
        source: str,
        new: Sequence[Change],
        ids: Mapping[str, int],
        owners: Mapping[str, int],
    ) -> None:
        record = RECORDS[kind]
        blank = {**blank_row(record.table)}
        if "source" in blank:
            blank["source"] = source
        own = [
            record.derive({**blank, record.key: c.key, **_columns(kind, record, c, owners), "id": ids[c.key]})
            for c in new
        ]
        insert_rows(self._session, record.table, own)
        for part in record.parts:
            rows = [r for c in new for r in _part_rows(part, c, ids[c.key])]
            insert_rows(self._session, part.table, rows)
        for name, several in record.sets.items():
            rows = [several.row(ids[c.key], e) for c in new for e in c.sets.get(name, ())]
            insert_rows(self._session, several.table, rows)
        if kind is Kind.PARCELS:
            insert_rows(self._session, PARCEL_ORDER, [r for c in new for r in _links(c, ids[c.key], owners)])

    def _change(self, kind: Kind, change: Change, key: int, owners: Mapping[str, int]) -> None:
        record = RECORDS[kind]
        columns = record.derive(_columns(kind, record, change, owners))
        if columns:
            self._session.execute(update(record.table).where(record.table.c.id == key).values(columns))
        for part in record.parts:
            self._change_parts(part, change, key)
        for name, elements in change.sets.items():
            if name in record.sets:
                self._change_set(record.sets[name], key, elements)
        if kind is Kind.PARCELS and "orders" in change.sets:
            self._session.execute(delete(PARCEL_ORDER).where(PARCEL_ORDER.c.parcel_id == key))
            insert_rows(self._session, PARCEL_ORDER, _links(change, key, owners))

    def _change_parts(self, part: Parts, change: Change, key: int) -> None:
        table = part.table
        there = set(self._session.scalars(select(table.c.position).where(table.c.order_id == key)))
        for row in _part_rows(part, change, key):
            position = row["position"]
            if position in there:
                said = {part.columns[f] for f in change.parts[f"{part.name}:{position}"]}
                changed = {c: v for c, v in row.items() if c in said}
                here = (table.c.order_id == key) & (table.c.position == position)
                self._session.execute(update(table).where(here).values(changed))
            else:
                insert_rows(self._session, table, [row])

    def _change_set(self, several: Several, key: int, elements: Sequence[Element]) -> None:
        """Make the rows of a set say `elements`; those that stay keep what else is known of them."""
        table, columns = several.table, [several.table.c[c] for c in several.columns]
        query = select(table.c.id, *columns).where(table.c[several.owner] == key)
        only = several.condition()
        rows = self._session.execute(query if only is None else query.where(only))
        there = {tuple(row[1:]): row[0] for row in rows}
        gone = [row_id for element, row_id in there.items() if element not in elements]
        self._session.execute(delete(table).where(table.c.id.in_(gone)))
        insert_rows(self._session, table, [several.row(key, e) for e in elements if e not in there])

    def _holders(
        self, kind: Kind, changes: Sequence[Change], ids: Mapping[str, int], owners: Mapping[str, int]
    ) -> Mapping[int, int]:
        """Return whose each record is: mostly the changes themselves say so."""
        if kind is Kind.ORDERS and all(c.id is None for c in changes):
            return {ids[c.key]: owners[str(c.parts[OWN]["account"])] for c in changes}
        return self._accounts_of(kind, list(ids.values()))

    def _put_marks(
        self, kind: Kind, changes: Sequence[Change], ids: Mapping[str, int], accounts: Mapping[int, int]
    ) -> None:
        rows = [
            {
                "kind": kind.value,
                "record_id": ids[c.key],
                "account_id": accounts[ids[c.key]],
                "fields": _written(c.mark),
            }
            for c in changes
        ]
        known = [c.id for c in changes if c.id is not None]
        if known:
            here = (MARK.c.kind == kind.value) & MARK.c.record_id.in_(known)
            self._session.execute(delete(MARK).where(here))
        insert_rows(self._session, MARK, rows)

    def _accounts_of(self, kind: Kind, ids: Sequence[int]) -> dict[int, int]:
        if kind is Kind.ACCOUNTS:
            return {i: i for i in ids}
        query = select(ORDER.c.id, ORDER.c.account_id).where(ORDER.c.id.in_(ids))
        if kind is Kind.PARCELS:
            query = (
                select(PARCEL_ORDER.c.parcel_id, ORDER.c.account_id)
                .join(ORDER, ORDER.c.id == PARCEL_ORDER.c.order_id)
                .where(PARCEL_ORDER.c.parcel_id.in_(ids))
            )
        return {row[0]: row[1] for row in self._session.execute(query)}


def _wanted(record: Record, ids: Iterable[int]) -> Select[Any]:
    table = record.table
    query = select(table).where(table.c.id.in_(list(ids)))
    if table is ORDER:
        person = ACCOUNT.c.shop_id.label("person")
        query = query.add_columns(person).join(ACCOUNT, ACCOUNT.c.id == ORDER.c.account_id)
    return query


def _id_of(record: Record, *, sqlite: bool) -> str:
    """Return the question for the numbers of records by the shop's own ids, as the driver takes it."""
    among = "IN (SELECT value FROM json_each(:keys))" if sqlite else "= ANY(%(keys)s)"
    of = (
        (" AND source = :source" if sqlite else " AND source = %(source)s")
        if "source" in record.table.c
        else ""
    )
    return f"SELECT {record.key}, id FROM {record.table.name} WHERE {record.key} {among}{of}"  # noqa: S608 -- our own names


_ID_OF = {
    (kind, sqlite): _id_of(record, sqlite=sqlite)
    for kind, record in RECORDS.items()
    for sqlite in (True, False)
}


def _own_fields(kind: Kind, record: Record, row: Fetched[Any]) -> dict[str, Value]:
    found = {name: row._mapping[column] for name, column in record.columns.items()}  # noqa: SLF001 -- SQLAlchemy's public name
    return found | {"account": row.person} if kind is Kind.ORDERS else found


def _part_fields(
    parts: Sequence[Parts], rows: Mapping[str, Mapping[int, list[Fetched[Any]]]], key: int
) -> dict[str, Fields]:
    return {
        f"{part.name}:{row.position}": {f: getattr(row, column) for f, column in part.columns.items()}
        for part in parts
        for row in rows[part.name].get(key, ())
    }


def _elements(record: Record, name: str, rows: Iterable[Fetched[Any]]) -> tuple[Element, ...]:
    columns = record.sets[name].columns if name in record.sets else ("number",)
    return tuple(tuple(getattr(row, c) for c in columns) for row in rows)


def _columns(kind: Kind, record: Record, change: Change, owners: Mapping[str, int]) -> Values:
    fields = change.parts.get(OWN, {})
    found: Values = {column: fields[f] for f, column in record.columns.items() if f in fields}
    if kind is Kind.ORDERS and "account" in fields:
        found["account_id"] = owners[str(fields["account"])]
    return found


def _part_rows(part: Parts, change: Change, key: int) -> list[Values]:
    blank = blank_row(part.table)
    return [
        {
            **blank,
            "order_id": key,
            "position": int(name.partition(":")[2]),
            **{part.columns[f]: value for f, value in fields.items()},
        }
        for name, fields in change.parts.items()
        if name.partition(":")[0] == part.name
    ]


def _links(change: Change, key: int, owners: Mapping[str, int]) -> list[Values]:
    return [{"parcel_id": key, "order_id": owners[order]} for (order,) in change.sets.get("orders", ())]
