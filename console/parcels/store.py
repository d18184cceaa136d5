"""What this feature needs kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from console.audit import Trail
from console.parcels.records import Parcel


class Parcels(Protocol):
    """Parcels."""

    def get(self, parcel_id: int) -> Parcel:
        """Return one parcel. Raises: NotFound."""
        ...

    def of_orders(self, order_ids: Iterable[int]) -> Sequence[Parcel]:
        """Return the parcels of these orders, newest first."""
        ...

    def of_account(self, account_id: int, *, limit: int = 100) -> Sequence[Parcel]:
        """Return an account's parcels, newest first."""
        ...

    def add(self, parcel: Parcel) -> int:
        """Keep a new parcel (its id is ignored) and return its id."""
        ...

    def save(self, parcel: Parcel) -> None:
        """Keep every field of a known parcel as given. Raises: NotFound."""
        ...


class Work(Protocol):
    """The stores that parcels need together."""

    @property
    def parcels(self) -> Parcels: ...
    @property
    def audit(self) -> Trail: ...
