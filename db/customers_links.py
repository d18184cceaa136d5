"""How it is kept which accounts are one person's."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Select, String, and_, delete, func, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from console.customers.records import ContactKind
from console.customers.records_links import GUEST, Link, LinkState
from db.base import Base, Moment, plain, reaches
from db.customers import AccountContactRow, AccountRow

MOST_TOGETHER = 200
MOST_ALIKE = 500


class AccountLinkRow(Base):
    """What somebody decided about two accounts; the lower number first."""

    __tablename__ = "account_link"
    low_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    high_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("account.id"), primary_key=True, autoincrement=False, index=True
    )
    state: Mapped[str] = mapped_column(String(10), info=plain())
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    at: Mapped[datetime] = mapped_column(Moment)


reaches("account_link", lambda a: or_(AccountLinkRow.low_id == a, AccountLinkRow.high_id == a))


class SqlLinks:
    """Keeps links; see console/customers/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def alike(self, ids: Sequence[int]) -> Sequence[int]:
        """Return accounts that share an e-mail with one of these in the same shop, one of the two a guest."""
        mine, one = aliased(AccountContactRow), aliased(AccountRow)
        query = (
            _sharing(mine, one)
            .where(mine.account_id.in_(list(ids)))
            .where(or_(AccountRow.shop_id.startswith(GUEST), one.shop_id.startswith(GUEST)))
            .limit(MOST_ALIKE)
        )
        return sorted(set(self._session.scalars(query)) - set(ids))

    def decisions(self, ids: Sequence[int]) -> Sequence[Link]:
        """Return what was decided about these accounts and any others."""
        asked = list(ids)
        query = select(AccountLinkRow).where(
            or_(AccountLinkRow.low_id.in_(asked), AccountLinkRow.high_id.in_(asked))
        )
        return [
            Link(r.low_id, r.high_id, LinkState(r.state), r.operator_id, r.at)
            for r in self._session.scalars(query)
        ]

    def linked(self, account_id: int) -> Sequence[int]:
        """Return the accounts that are confirmed to be the same person's, also by way of others."""
        found, new = {account_id}, {account_id}
        while new and len(found) < MOST_TOGETHER:
            links = self.decisions(sorted(new))
            new = {i for li in links if li.state is LinkState.CONFIRMED for i in li.pair} - found
            found |= new
        return sorted(found - {account_id})

    def decide(self, link: Link) -> None:
        """Keep a decision in place of any earlier one about the same two."""
        self._session.merge(
            AccountLinkRow(
                low_id=link.account_id,
                high_id=link.other_id,
                state=link.state.value,
                operator_id=link.operator_id,
                at=link.at,
            )
        )
        self._session.flush()

    def forget(self, low_id: int, high_id: int) -> bool:
        """Forget the decision about two accounts; tell whether there was one."""
        here = and_(AccountLinkRow.low_id == low_id, AccountLinkRow.high_id == high_id)
        there = self._session.scalar(select(AccountLinkRow.low_id).where(here)) is not None
        self._session.execute(delete(AccountLinkRow).where(here))
        return there

    def undecided(self, source: str) -> int:
        """Return how many guests of a shop share an e-mail with an account that nobody decided about."""
        mine, one = aliased(AccountContactRow), aliased(AccountRow)
        decided = select(AccountLinkRow.low_id).where(
            or_(
                and_(AccountLinkRow.low_id == one.id, AccountLinkRow.high_id == AccountRow.id),
                and_(AccountLinkRow.high_id == one.id, AccountLinkRow.low_id == AccountRow.id),
            )
        )
        guests = (
            _sharing(mine, one)
            .where(one.source == source, one.shop_id.startswith(GUEST), ~decided.exists())
            .with_only_columns(func.count(one.id.distinct()))
        )
        return self._session.scalar(guests) or 0


def _sharing(mine: type[AccountContactRow], one: type[AccountRow]) -> Select[tuple[int]]:
    """Return the question for accounts with an e-mail that is also `mine`, of another account `one`."""
    return (
        select(AccountRow.id)
        .join(AccountContactRow, AccountContactRow.account_id == AccountRow.id)
        .join(
            mine,
            and_(
                mine.kind == AccountContactRow.kind,
                mine.folded == AccountContactRow.folded,
                mine.account_id != AccountContactRow.account_id,
            ),
        )
        .join(one, one.id == mine.account_id)
        .where(AccountContactRow.kind == ContactKind.EMAIL.value, mine.folded != "")
        .where(AccountRow.source == one.source)
    )
