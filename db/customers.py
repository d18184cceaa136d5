"""How accounts are kept."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from console.customers.records import (
    Account,
    AccountStatus,
    Address,
    Contact,
    ContactKind,
    Guardian,
    Hanging,
    Name,
    Reveal,
    Script,
)
from console.errors import NotFound
from console.holdings import DataClass
from console.lookup.records import HitKind
from console.words import N_
from db.base import Base, Moment, Row, personal, plain, reaches
from db.searchable import Index as SearchIndex


class AccountRow(Row):
    """One customer."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("source", "shop_id"),)
    source: Mapped[str] = mapped_column(String(40), info=plain())
    shop_id: Mapped[str] = mapped_column(String(200), info=personal(DataClass.IDENTITY))
    language: Mapped[str] = mapped_column(String(35), default="", info=plain())
    country: Mapped[str] = mapped_column(String(2), default="", info=plain())
    since_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(20), default=AccountStatus.ACTIVE.value, info=plain())
    birth_year: Mapped[int | None]
    guardian_name: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.IDENTITY))
    guardian_relation: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.IDENTITY))
    guardian_consent_on: Mapped[date | None] = mapped_column(Date)
    names: Mapped[list["AccountNameRow"]] = relationship(
        order_by="AccountNameRow.id", cascade="all, delete-orphan"
    )
    contacts: Mapped[list["AccountContactRow"]] = relationship(
        order_by="AccountContactRow.id", cascade="all, delete-orphan"
    )
    addresses: Mapped[list["AccountAddressRow"]] = relationship(
        order_by="AccountAddressRow.id", cascade="all, delete-orphan"
    )


class AccountNameRow(Row):
    """One form of a name."""

    __tablename__ = "account_name"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    text: Mapped[str] = mapped_column(String, info=personal(DataClass.IDENTITY))
    script: Mapped[str] = mapped_column(String(10), info=plain())


class AccountContactRow(Row):
    """An e-mail address or phone; `folded` is what is compared: lower-case address, or reversed digits."""

    __tablename__ = "account_contact"
    __table_args__ = (Index(None, "kind", "folded", "account_id"),)  # whole: a lookup reads no row
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10), info=plain())
    value: Mapped[str] = mapped_column(String, info=personal(DataClass.CONTACT))
    folded: Mapped[str] = mapped_column(String, info=personal(DataClass.CONTACT))
    domain: Mapped[str] = mapped_column(String, default="", index=True, info=personal(DataClass.CONTACT))
    verified_at: Mapped[datetime | None] = mapped_column(Moment)


class AccountAddressRow(Row):
    """A postal address."""

    __tablename__ = "account_address"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    lines: Mapped[str] = mapped_column(String, info=personal(DataClass.ADDRESS))  # one a line
    city: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    region: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    postcode: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    country: Mapped[str] = mapped_column(String(2), default="", info=plain())
    verified_at: Mapped[datetime | None] = mapped_column(Moment)


class RevealRow(Row):
    """That an operator was shown a person's data in full; `case_id` 0: outside any case."""

    __tablename__ = "reveal"
    __table_args__ = (Index(None, "account_id", "operator_id", "case_id"),)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    case_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String, info=personal(DataClass.COMMUNICATION))
    at: Mapped[datetime] = mapped_column(Moment)


reaches("reveal", lambda a: RevealRow.account_id == a)
reaches("account", lambda a: AccountRow.id == a)
reaches("account_name", lambda a: AccountNameRow.account_id == a)
reaches("account_contact", lambda a: AccountContactRow.account_id == a)
reaches("account_address", lambda a: AccountAddressRow.account_id == a)


def fold_contact(kind: ContactKind, value: str) -> str:
    """Return what two spellings of one contact share: lower-case e-mail, or a phone's digits reversed."""
    if kind is ContactKind.EMAIL:
        return value.strip().casefold()
    if value.isascii():
        return "".join(filter(str.isdecimal, value))[::-1]
    return "".join(str(int(c)) for c in value if c.isdecimal())[::-1]


def domain_of(kind: ContactKind, value: str) -> str:
    """Return an e-mail address's domain in lower case, nothing for phones."""
    return value.strip().casefold().rpartition("@")[2] if kind is ContactKind.EMAIL else ""


class SqlCustomers:
    """Keeps accounts; see console/customers/store.py."""

    def __init__(self, session: Session, index: SearchIndex) -> None:
        self._session = session
        self._index = index

    def get(self, account_id: int) -> Account:
        """Return one account. Raises: NotFound."""
        row = self._session.get(AccountRow, account_id)
        if row is None:
            raise NotFound(N_("There is no account with this number."))
        return account_from(row)

    def by_shop_id(self, source: str, shop_id: str) -> Account | None:
        """Return the account of a shop's id, None where there is none."""
        row = self._session.scalar(
            select(AccountRow).where(AccountRow.source == source, AccountRow.shop_id == shop_id)
        )
        return account_from(row) if row else None

    def many(self, ids: Iterable[int]) -> Sequence[Account]:
        """Return the accounts with these ids, those that exist."""
        return [
            account_from(r)
            for r in self._session.scalars(select(AccountRow).where(AccountRow.id.in_(list(ids))))
        ]

    def with_shop_id(self, shop_id: str) -> Sequence[int]:
        """Return the ids of the accounts that any shop knows by this id."""
        return list(self._session.scalars(select(AccountRow.id).where(AccountRow.shop_id == shop_id)))

    def hanging_on(self, account_id: int) -> Hanging:
        """Return how many orders, payments and cases hang on an account."""
        tables = Base.metadata.tables  # by name: the tables of later features stand above this one
        orders, payments, cases = tables["shop_order"], tables["payment"], tables["case_file"]
        paid = payments.join(orders, orders.c.id == payments.c.order_id)
        return Hanging(
            self._count(select(func.count()).where(orders.c.account_id == account_id)),
            self._count(select(func.count()).select_from(paid).where(orders.c.account_id == account_id)),
            self._count(select(func.count()).where(cases.c.account_id == account_id)),
        )

    def _count(self, query: Select[tuple[int]]) -> int:
        return self._session.scalar(query) or 0

    def add(self, account: Account) -> int:
        """Keep a new account (its id is ignored) and return its id."""
        row = AccountRow()
        _fill(row, account)
        self._session.add(row)
        self._session.flush()
        self._index.add_new(HitKind.ACCOUNT, [row.id])
        return row.id

    def save(self, account: Account) -> None:
        """Keep every field of a known account as given. Raises: NotFound."""
        row = self._session.get(AccountRow, account.id)
        if row is None:
            raise NotFound(N_("There is no account with this number."))
        with self._index.changing(HitKind.ACCOUNT, [row.id]):
            _fill(row, account)
            self._session.flush()


def _fill(row: AccountRow, account: Account) -> None:
    row.source, row.shop_id = account.source, account.shop_id
    row.language, row.country, row.since_on = account.language, account.country, account.since_on
    row.status, row.birth_year = account.status.value, account.birth_year
    guardian = account.guardian or Guardian("", "")
    row.guardian_name, row.guardian_relation = guardian.name, guardian.relation
    row.guardian_consent_on = guardian.consent_on
    row.names = [AccountNameRow(text=n.text, script=n.script.value) for n in account.names]
    row.contacts = [
        AccountContactRow(
            kind=c.kind.value,
            value=c.value,
            folded=fold_contact(c.kind, c.value),
            domain=domain_of(c.kind, c.value),
            verified_at=c.verified_at,
        )
        for c in account.contacts
    ]
    row.addresses = [
        AccountAddressRow(
            lines="\n".join(a.lines),
            city=a.city,
            region=a.region,
            postcode=a.postcode,
            country=a.country,
            verified_at=a.verified_at,
        )
        for a in account.addresses
    ]


def account_from(row: AccountRow) -> Account:
    """Return the record of a row."""
    guardian = None
    if row.guardian_name or row.guardian_relation:
        guardian = Guardian(row.guardian_name, row.guardian_relation, row.guardian_consent_on)
    return Account(
        id=row.id,
        source=row.source,
        shop_id=row.shop_id,
        names=tuple(Name(n.text, Script(n.script), n.id) for n in row.names),
        language=row.language,
        country=row.country,
        since_on=row.since_on,
        status=AccountStatus(row.status),
        birth_year=row.birth_year,
        guardian=guardian,
        contacts=tuple(Contact(ContactKind(c.kind), c.value, c.verified_at, c.id) for c in row.contacts),
        addresses=tuple(_address_from(a) for a in row.addresses),
    )


def _address_from(row: AccountAddressRow) -> Address:
    lines = tuple(row.lines.split("\n")) if row.lines else ()
    return Address(lines, row.city, row.region, row.postcode, row.country, row.verified_at, row.id)


class SqlReveals:
    """Keeps who was shown whose data in full; see console/customers/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, reveal: Reveal) -> Reveal:
        """Keep that data were revealed and return it with its id."""
        row = RevealRow(
            operator_id=reveal.operator_id,
            account_id=reveal.account_id,
            case_id=reveal.case_id,
            reason=reveal.reason,
            at=reveal.at,
        )
        self._session.add(row)
        self._session.flush()
        return replace(reveal, id=row.id)

    def has(self, operator_id: int, account_id: int, case_id: int) -> bool:
        """Tell whether this operator revealed this account in this case before."""
        query = select(RevealRow.id).where(
            RevealRow.operator_id == operator_id,
            RevealRow.account_id == account_id,
            RevealRow.case_id == case_id,
        )
        return self._session.scalar(query.limit(1)) is not None

    def of_case(self, account_id: int, case_id: int) -> Sequence[Reveal]:
        """Return every reveal of this account in this case, oldest first."""
        query = select(RevealRow).where(RevealRow.account_id == account_id, RevealRow.case_id == case_id)
        rows = self._session.scalars(query.order_by(RevealRow.id))
        return [Reveal(r.operator_id, r.account_id, r.case_id, r.reason, r.at, r.id) for r in rows]
