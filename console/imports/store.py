"""What this feature needs kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from console.audit import Trail
from console.imports.records import Change, Kind, Known, Run


class Imports(Protocol):
    """Records as exports name them: by source and the shop's own id."""

    def known(self, kind: Kind, source: str, keys: Sequence[str]) -> Mapping[str, Known]:
        """Return what is kept of accounts, orders or parcels with these keys, with what imports wrote."""
        ...

    def existing(self, kind: Kind, source: str, keys: Sequence[str]) -> set[str]:
        """Return those of the keys that are kept."""
        ...

    def keep(self, kind: Kind, source: str, changes: Sequence[Change]) -> None:
        """Write the changes; accounts and orders that they name must be kept already."""
        ...


class Runs(Protocol):
    """The history of imports."""

    def next_id(self) -> int:
        """Return the number for a new import."""
        ...

    def put(self, run: Run) -> None:
        """Keep an import as given."""
        ...

    def get(self, run_id: int) -> Run:
        """Return one import. Raises: NotFound."""
        ...

    def newest(self, limit: int) -> Sequence[Run]:
        """Return the newest imports first."""
        ...


class Work(Protocol):
    """The stores that imports need together."""

    @property
    def imports(self) -> Imports: ...
    @property
    def import_runs(self) -> Runs: ...
    @property
    def audit(self) -> Trail: ...
