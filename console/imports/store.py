"""What this feature needs kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from console.audit import Trail
from console.imports.records import Change, Found, Kind, Known, Plan, Position, Run
from console.imports.records_profiles import KeptProfile


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


class Steps(Protocol):
    """How far imports are that run, were stopped or broke off; what stands here goes when one is done."""

    def begin(self, run_id: int, plan: Plan) -> None:
        """Keep what a new import needs to go on if it breaks off."""
        ...

    def claim(self, run_id: int) -> int:
        """Make the import one's own and return the claim: whoever had it cannot write any more."""
        ...

    def put(self, run_id: int, claim: int, position: Position, found: Found) -> None:
        """Keep how far the import is, and what the batch at hand found. Raises: Conflict."""
        ...

    def plan(self, run_id: int) -> Plan:
        """Return what an import that broke off needs to go on. Raises: NotFound."""
        ...

    def reached(self, run_id: int) -> tuple[Position | None, Sequence[Found]]:
        """Return how far it came, None where no batch was written, and what was found until there."""
        ...

    def end(self, run_id: int) -> None:
        """Forget all of this."""
        ...


class Guests(Protocol):
    """Accounts that stand for one order, because the shop named no customer."""

    def undecided(self, source: str) -> int:
        """Return how many guests of a shop share an e-mail with an account that nobody decided about."""
        ...


class Work(Protocol):
    """The stores that imports need together."""

    @property
    def imports(self) -> Imports: ...
    @property
    def import_runs(self) -> Runs: ...
    @property
    def import_steps(self) -> Steps: ...
    @property
    def links(self) -> Guests: ...
    @property
    def audit(self) -> Trail: ...


class OwnProfiles(Protocol):
    """Profiles of one's own, each version of them."""

    def put(self, kept: KeptProfile) -> None:
        """Keep one version as given."""
        ...

    def newest(self, name: str) -> KeptProfile | None:
        """Return the newest version of a profile, None where there is none."""
        ...

    def newest_of_each(self) -> Sequence[KeptProfile]:
        """Return the newest version of each profile, by name."""
        ...


class ProfileWork(Protocol):
    """The stores that profiles need together."""

    @property
    def own_profiles(self) -> OwnProfiles: ...
    @property
    def audit(self) -> Trail: ...
