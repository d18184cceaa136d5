"""Makes backups, brings them back, and damages them."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from console.operators.actions import sign_in
from console.progress import Token, silent
from console.stores.actions import restore
from console.stores.records import BackupMade, Place
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts.world import PASSWORD

PASSPHRASE = "the store's own sentence"


def back_up(keeper: SqlKeeper, store: SqlStore, file: Path, **options: bool) -> BackupMade:
    return keeper.back_up(store, file, passphrase=None, progress=silent, token=Token(), **options)


def bring_back(
    keeper: SqlKeeper,
    file: Path,
    to: Path,
    *,
    replace: bool = False,
    who: str = "Root",
    passphrase: str = PASSPHRASE,
) -> None:
    restore(
        keeper, file, Place(path=to), lambda backend: sign_in(backend, who, PASSWORD),
        passphrase=passphrase, replace=replace,
    )  # fmt: skip


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its content."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write the zip anew with changed content."""
    with zipfile.ZipFile(file) as zipped:
        content = {name: zipped.read(name) for name in zipped.namelist()}
    change(content)
    with zipfile.ZipFile(file, "w") as zipped:
        for name, data in content.items():
            zipped.writestr(name, data)


def flip(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        data = bytearray(content[name])
        data[len(data) // 2] ^= 1
        content[name] = bytes(data)

    return change


def forge(name: str) -> Callable[[dict[str, bytes]], None]:
    """Change a part and the manifest with it, as somebody does who knows how we hash."""

    def change(content: dict[str, bytes]) -> None:
        content[name] += b"!"
        manifest = json.loads(content["manifest.json"])
        for part in manifest["parts"]:
            if part["name"] == name:
                part.update(size=len(content[name]), sha256=hashlib.sha256(content[name]).hexdigest())
        content["manifest.json"] = json.dumps(manifest).encode()

    return change


def rename(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        content[new] = content.pop(old)
        content["manifest.json"] = content["manifest.json"].replace(old.encode(), new.encode())

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        del content[name]

    return change
