"""Stands in for the keeper of stores where only permission and audit are looked at."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from console.stores.records import BackupMade

STORE: Any = SimpleNamespace(store_id="0" * 32)


class IdleKeeper:
    """Says that everything was done."""

    def back_up(self, _store: object, file: Path, **_options: object) -> BackupMade:
        return BackupMade(file, "0" * 64, 0, 0)

    def set_passphrase(self, _store: object, _passphrase: str | None) -> None: ...

    def set_keyring(self, _store: object, *, kept: bool) -> None: ...


KEEPER: Any = IdleKeeper()
