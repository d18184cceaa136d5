"""How orders, items and payments are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from console.customers.records import Address
from console.errors import NotFound
from console.holdings import DataClass
from console.lookup.records import HitKind
from console.money import Money
from console.orders.records import Item, Option, Order, OrderState, Payment, PaymentState, Recipient
from console.words import N_
from db.base import Moment, Row, personal, plain, reaches
from db.searchable import Index as SearchIndex


class OrderRow(Row):
    """One order; the recipient stands in it, for each parcel goes to one."""

    __tablename__ = "shop_order"
    __table_args__ = (UniqueConstraint("source", "number"), Index(None, "account_id", "id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    source: Mapped[str] = mapped_column(String(40), info=plain())
    number: Mapped[str] = mapped_column(String(200), info=plain())
    folded: Mapped[str] = mapped_column(
        String(200), index=True, info=plain()
    )  # letters and digits, lower case
    state: Mapped[str] = mapped_column(String(20), info=plain())
    currency: Mapped[str] = mapped_column(String(3), info=plain())
    placed_at: Mapped[datetime] = mapped_column(Moment)
    paid_at: Mapped[datetime | None] = mapped_column(Moment)
    shipped_at: Mapped[datetime | None] = mapped_column(Moment)
    delivered_at: Mapped[datetime | None] = mapped_column(Moment)
    promised_at: Mapped[datetime | None] = mapped_column(Moment)
    declared_minor: Mapped[int | None] = mapped_column(BigInteger)
    declared_currency: Mapped[str] = mapped_column(String(3), default="", info=plain())
    remarks: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ORDER))
    options: Mapped[str] = mapped_column(String, default="", info=plain())  # joined by blanks
    recipient_name: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.IDENTITY))
    recipient_phone: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.CONTACT))
    recipient_phone_folded: Mapped[str] = mapped_column(
        String, default="", index=True, info=personal(DataClass.CONTACT)
    )
    recipient_lines: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    recipient_city: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    recipient_region: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    recipient_postcode: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.ADDRESS))
    recipient_country: Mapped[str] = mapped_column(String(2), default="", info=plain())
    recipient_is_other: Mapped[bool] = mapped_column(default=False)
    has_recipient: Mapped[bool] = mapped_column(default=False)
    items: Mapped[list["OrderItemRow"]] = relationship(
        order_by="OrderItemRow.position", cascade="all, delete-orphan"
    )
    payments: Mapped[list["PaymentRow"]] = relationship(
        order_by="PaymentRow.position", cascade="all, delete-orphan"
    )


class OrderItemRow(Row):
    """One line of an order."""

    __tablename__ = "order_item"
    __table_args__ = (UniqueConstraint("order_id", "position"),)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"))
    position: Mapped[int]
    product: Mapped[str] = mapped_column(String, info=personal(DataClass.ORDER))
    product_ref: Mapped[str] = mapped_column(String, default="", info=plain())
    seller: Mapped[str] = mapped_column(String, default="", info=plain())
    quantity: Mapped[int] = mapped_column(BigInteger)
    price_minor: Mapped[int] = mapped_column(BigInteger)
    freight_minor: Mapped[int] = mapped_column(BigInteger, default=0)


class PaymentRow(Row):
    """One payment; its currency is the order's."""

    __tablename__ = "payment"
    __table_args__ = (UniqueConstraint("order_id", "position"),)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"))
    position: Mapped[int]
    provider: Mapped[str] = mapped_column(String, info=plain())
    account_shown: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.PAYMENT))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(20), info=plain())
    instalments: Mapped[int] = mapped_column(default=1)
    paid_at: Mapped[datetime | None] = mapped_column(Moment)


_OF_ACCOUNT = select(OrderRow.id)
reaches("shop_order", lambda a: OrderRow.account_id == a)
reaches("order_item", lambda a: OrderItemRow.order_id.in_(_OF_ACCOUNT.where(OrderRow.account_id == a)))
reaches("payment", lambda a: PaymentRow.order_id.in_(_OF_ACCOUNT.where(OrderRow.account_id == a)))


def fold_number(text: str) -> str:
    """Return the letters and digits of an order or tracking number, in lower case."""
    folded = text.casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


class SqlOrders:
    """Keeps orders; see console/orders/store.py."""

    def __init__(self, session: Session, index: SearchIndex) -> None:
        self._session = session
        self._index = index

    def get(self, order_id: int) -> Order:
        """Return one order with items and payments. Raises: NotFound."""
        row = self._session.get(OrderRow, order_id)
        if row is None:
            raise NotFound(N_("There is no order with this number."))
        return order_from(row)

    def by_number(self, number: str) -> Sequence[Order]:
        """Return the orders with exactly this number, of whatever source."""
        return [order_from(r) for r in self._session.scalars(_full().where(OrderRow.number == number))]

    def of_account(
        self, account_id: int, *, limit: int = 50, before_id: int | None = None
    ) -> Sequence[Order]:
        """Return an account's orders, newest first, older than `before_id` where given."""
        query = _full().where(OrderRow.account_id == account_id).order_by(OrderRow.id.desc()).limit(limit)
        if before_id is not None:
            query = query.where(OrderRow.id < before_id)
        return [order_from(r) for r in self._session.scalars(query)]

    def count_of(self, account_id: int) -> int:
        """Return how many orders an account has."""
        query = select(func.count()).select_from(OrderRow).where(OrderRow.account_id == account_id)
        return self._session.scalar(query) or 0

    def many(self, ids: Iterable[int]) -> Sequence[Order]:
        """Return the orders with these ids, those that exist."""
        return [order_from(r) for r in self._session.scalars(_full().where(OrderRow.id.in_(list(ids))))]

    def add(self, order: Order) -> int:
        """Keep a new order (its id is ignored) and return its id."""
        row = OrderRow()
        _fill(row, order)
        self._session.add(row)
        self._session.flush()
        self._index.add_new(HitKind.ORDER, [row.id])
        return row.id

    def save(self, order: Order) -> None:
        """Keep every field of a known order as given. Raises: NotFound."""
        row = self._session.get(OrderRow, order.id)
        if row is None:
            raise NotFound(N_("There is no order with this number."))
        with self._index.changing(HitKind.ORDER, [row.id]):
            row.items, row.payments = [], []
            self._session.flush()
            _fill(row, order)
            self._session.flush()


def _full() -> Select[tuple[OrderRow]]:
    return select(OrderRow).options(selectinload(OrderRow.items), selectinload(OrderRow.payments))


def _fill(row: OrderRow, order: Order) -> None:
    row.account_id, row.source, row.number = order.account_id, order.source, order.number
    row.folded, row.state, row.currency = fold_number(order.number), order.state.value, order.currency
    row.placed_at, row.paid_at, row.shipped_at = order.placed_at, order.paid_at, order.shipped_at
    row.delivered_at, row.promised_at = order.delivered_at, order.promised_at
    row.declared_minor = order.declared.minor if order.declared else None
    row.declared_currency = order.declared.currency if order.declared else ""
    row.remarks, row.options = order.remarks, " ".join(sorted(o.value for o in order.options))
    _fill_recipient(row, order.recipient)
    row.items = [
        OrderItemRow(
            position=i.position,
            product=i.product,
            product_ref=i.product_ref,
            seller=i.seller,
            quantity=i.quantity,
            price_minor=i.price.minor,
            freight_minor=i.freight.minor,
        )
        for i in order.items
    ]
    row.payments = [
        PaymentRow(
            position=p.position,
            provider=p.provider,
            account_shown=p.account_shown,
            amount_minor=p.amount.minor,
            state=p.state.value,
            instalments=p.instalments,
            paid_at=p.paid_at,
        )
        for p in order.payments
    ]


def _fill_recipient(row: OrderRow, recipient: Recipient | None) -> None:
    row.has_recipient = recipient is not None
    given = recipient or Recipient("", "", Address(()))
    row.recipient_name, row.recipient_phone = given.name, given.phone
    row.recipient_phone_folded = "".join(str(int(c)) for c in given.phone if c.isdecimal())[::-1]
    row.recipient_lines = "\n".join(given.address.lines)
    row.recipient_city, row.recipient_region = given.address.city, given.address.region
    row.recipient_postcode, row.recipient_country = given.address.postcode, given.address.country
    row.recipient_is_other = given.is_other_person


def _recipient_from(row: OrderRow) -> Recipient | None:
    if not row.has_recipient:
        return None
    lines = tuple(row.recipient_lines.split("\n")) if row.recipient_lines else ()
    address = Address(
        lines, row.recipient_city, row.recipient_region, row.recipient_postcode, row.recipient_country
    )
    return Recipient(row.recipient_name, row.recipient_phone, address, row.recipient_is_other)


def order_from(row: OrderRow) -> Order:
    """Return the record of a row."""
    declared = None
    if row.declared_minor is not None:
        declared = Money(row.declared_minor, row.declared_currency or row.currency)
    return Order(
        id=row.id,
        account_id=row.account_id,
        source=row.source,
        number=row.number,
        state=OrderState(row.state),
        currency=row.currency,
        placed_at=row.placed_at,
        paid_at=row.paid_at,
        shipped_at=row.shipped_at,
        delivered_at=row.delivered_at,
        promised_at=row.promised_at,
        declared=declared,
        remarks=row.remarks,
        options=frozenset(Option(o) for o in row.options.split()),
        recipient=_recipient_from(row),
        items=tuple(_item_from(i, row.currency) for i in row.items),
        payments=tuple(_payment_from(p, row.currency) for p in row.payments),
    )


def _item_from(row: OrderItemRow, currency: str) -> Item:
    return Item(
        row.position,
        row.product,
        row.quantity,
        Money(row.price_minor, currency),
        Money(row.freight_minor, currency),
        row.seller,
        row.product_ref,
        row.id,
    )


def _payment_from(row: PaymentRow, currency: str) -> Payment:
    return Payment(
        row.position,
        row.provider,
        Money(row.amount_minor, currency),
        PaymentState(row.state),
        row.account_shown,
        row.instalments,
        row.paid_at,
        row.id,
    )
