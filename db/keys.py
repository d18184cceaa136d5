"""The store's one random data key: wrapped by the system's keyring, by a passphrase, or both.

The wrapped forms lie in a small file beside the store, on PostgreSQL in a table. Nothing else is the key.
"""

import base64
import binascii
import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from console import secrets
from console.errors import StoreTrouble
from console.secrets import Cost, Unsealable
from console.stores.records import KeyForm
from console.stores.rules import KeyringNeeded, PassphraseNeeded
from console.words import N_
from db.base import Base, plain
from db.engine import MISSING

SERVICE = "Rakufun Console"
FORMAT = "rakufun-console-keys"
VERSION = 1
LARGEST_FILE = 65_536

NO_KEY_FILE = N_(
    "The key file {file} is missing. Put it back beside the store, or restore a backup into a new file."
)
FOREIGN_KEY_FILE = N_("{file} is not a key file of this console, or it is damaged. Take it from a backup.")
WRONG_PASSPHRASE = N_("The passphrase is wrong.")
NO_KEYRING = N_("This machine offers no keyring. Give the store's passphrase.")
NO_KEYRING_KEPT = N_("This machine offers no keyring. Choose a passphrase for the store.")
LOCKED_KEYRING = N_("The keyring is locked. Unlock it, or give the store's passphrase.")
NOT_IN_KEYRING = N_("This machine's keyring holds no key for this store. Give the store's passphrase.")
NO_KEYRING_HERE = N_("This machine offers no keyring. Stores are opened by their passphrase here.")
NO_KEYRING_ALONE = N_(
    "This machine offers no keyring, and the store has no passphrase. "
    "Open it where its keyring is, or restore a backup."
)
LOCKED_ALONE = N_(
    "The keyring is locked, and the store has no passphrase. Unlock the keyring, then try again."
)
NOT_IN_KEYRING_ALONE = N_(
    "This machine's keyring holds no key for this store, and the store has no passphrase. "
    "Open it where its keyring is, or restore a backup."
)
ALONE = {
    NO_KEYRING: NO_KEYRING_ALONE,
    LOCKED_KEYRING: LOCKED_ALONE,
    NOT_IN_KEYRING: NOT_IN_KEYRING_ALONE,
}
LAST_FORM = N_("This is the only way into the store. Add another one first.")


class StoreKeyRow(Base):
    """The store's own random name and, on PostgreSQL, its wrapped keys. One row."""

    __tablename__ = "store_key"
    store_id: Mapped[str] = mapped_column(String(32), primary_key=True, info=plain())
    wrapped: Mapped[str] = mapped_column(Text, default="", info=plain())


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The data key of one store in its wrapped forms; `salt` and `cost` belong to the passphrase."""

    store_id: str
    by_keyring: bytes = b""
    by_passphrase: bytes = b""
    salt: bytes = b""
    cost: Cost = secrets.COST

    @property
    def forms(self) -> frozenset[KeyForm]:
        """In which ways the key can be unwrapped."""
        known = {KeyForm.KEYRING: self.by_keyring, KeyForm.PASSPHRASE: self.by_passphrase}
        return frozenset(form for form, sealed in known.items() if sealed)


def _about(store_id: str, form: KeyForm) -> bytes:
    return f"{FORMAT} {VERSION} {store_id} {form.value}".encode()


def with_passphrase(wrapped: Wrapped, key: bytes, passphrase: str, cost: Cost | None = None) -> Wrapped:
    """Return `wrapped` with the key wrapped by `passphrase`, in place of an earlier one."""
    salt, cost = secrets.new_salt(), cost or secrets.COST
    stretched = secrets.stretch(passphrase, salt, cost)
    sealed = secrets.seal(stretched, key, _about(wrapped.store_id, KeyForm.PASSPHRASE))
    return replace(wrapped, by_passphrase=sealed, salt=salt, cost=cost)


def without_passphrase(wrapped: Wrapped) -> Wrapped:
    """Return `wrapped` without the passphrase. Raises: StoreTrouble where it is the only way in."""
    if not wrapped.by_keyring:
        raise StoreTrouble(LAST_FORM)
    return replace(wrapped, by_passphrase=b"", salt=b"")


def with_keyring(wrapped: Wrapped, key: bytes) -> Wrapped:
    """Return `wrapped` with the key wrapped by a secret in this machine's keyring. Raises: StoreTrouble."""
    secret = _secret_kept(wrapped.store_id) or _keep_secret(wrapped.store_id)
    return replace(wrapped, by_keyring=secrets.seal(secret, key, _about(wrapped.store_id, KeyForm.KEYRING)))


def without_keyring(wrapped: Wrapped) -> Wrapped:
    """Return `wrapped` without the keyring. Raises: StoreTrouble where it is the only way in.

    The keyring's secret stays: a copy of this store on the same machine may live by it.
    """
    if not wrapped.by_passphrase:
        raise StoreTrouble(LAST_FORM)
    return replace(wrapped, by_keyring=b"")


def unwrap(wrapped: Wrapped, passphrase: str | None) -> bytes:
    """Return the data key: by the passphrase where one is given and set, else by the keyring.

    Raises: PassphraseNeeded where the keyring does not serve and a passphrase would; KeyringNeeded where none
    would; StoreTrouble.
    """
    if passphrase is not None and wrapped.by_passphrase:
        return _by_passphrase(wrapped, passphrase)
    if not wrapped.by_keyring:
        raise PassphraseNeeded
    try:
        return _by_keyring(wrapped)
    except StoreTrouble as trouble:
        if wrapped.by_passphrase:
            raise PassphraseNeeded(trouble.msgid) from None
        raise KeyringNeeded(ALONE[trouble.msgid]) from None


def _by_passphrase(wrapped: Wrapped, passphrase: str) -> bytes:
    stretched = secrets.stretch(passphrase, wrapped.salt, wrapped.cost)
    try:
        return secrets.unseal(stretched, wrapped.by_passphrase, _about(wrapped.store_id, KeyForm.PASSPHRASE))
    except Unsealable:
        raise StoreTrouble(WRONG_PASSPHRASE) from None


def _by_keyring(wrapped: Wrapped) -> bytes:
    secret = _secret_kept(wrapped.store_id)
    if secret is None:
        raise StoreTrouble(NOT_IN_KEYRING)
    try:
        return secrets.unseal(secret, wrapped.by_keyring, _about(wrapped.store_id, KeyForm.KEYRING))
    except Unsealable:
        raise StoreTrouble(NOT_IN_KEYRING) from None


@contextlib.contextmanager
def _keyring_speaks(without: str = NO_KEYRING) -> Iterator[ModuleType]:
    # Here, because a store that is opened by its passphrase needs none of it.
    import keyring  # noqa: PLC0415
    from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError  # noqa: PLC0415

    try:
        yield keyring
    except KeyringLocked:
        raise StoreTrouble(LOCKED_KEYRING) from None
    except (NoKeyringError, InitError, KeyringError, RuntimeError, OSError):  # each backend has its own
        raise StoreTrouble(without) from None


def _secret_kept(store_id: str) -> bytes | None:
    with _keyring_speaks() as keyring:
        text: str | None = keyring.get_password(SERVICE, store_id)
    return base64.b64decode(text) if text else None


def _keep_secret(store_id: str) -> bytes:
    secret = secrets.new_key()
    with _keyring_speaks() as keyring:
        keyring.set_password(SERVICE, store_id, base64.b64encode(secret).decode())
    return secret


def forget_secret(store_id: str) -> None:
    """Take the secret of a store that never came to be out of the keyring; none there is fine."""
    with contextlib.suppress(StoreTrouble), _keyring_speaks() as keyring:
        keyring.delete_password(SERVICE, store_id)


def keyring_name() -> str:
    """Return which keyring serves this machine. Raises: StoreTrouble where none does."""
    with _keyring_speaks(NO_KEYRING_HERE) as keyring:
        backend = keyring.get_keyring()
        backend.get_password(SERVICE, "nobody")
    return str(backend.name)


def dump(wrapped: Wrapped) -> str:
    """Return the key file's text."""
    document: dict[str, object] = {"format": FORMAT, "version": VERSION, "store_id": wrapped.store_id}
    if wrapped.by_keyring:
        document["keyring"] = {"sealed": _text(wrapped.by_keyring)}
    if wrapped.by_passphrase:
        document["passphrase"] = {
            "kdf": "argon2id",
            "iterations": wrapped.cost.iterations,
            "lanes": wrapped.cost.lanes,
            "memory_kib": wrapped.cost.memory_kib,
            "salt": _text(wrapped.salt),
            "sealed": _text(wrapped.by_passphrase),
        }
    return json.dumps(document, indent=2) + "\n"


def load(text: str, name: str) -> Wrapped:
    """Return the wrapped keys in a key file's text. Raises: StoreTrouble naming the file."""
    try:
        return _wrapped(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise StoreTrouble(FOREIGN_KEY_FILE, file=name) from None


def _wrapped(document: Mapping[str, object]) -> Wrapped:
    if document["format"] != FORMAT or document["version"] != VERSION:
        raise ValueError
    bytes.fromhex(str(document["store_id"]))
    wrapped = Wrapped(str(document["store_id"]))
    if isinstance(by_keyring := document.get("keyring"), dict):
        wrapped = replace(wrapped, by_keyring=_bytes(by_keyring["sealed"]))
    if isinstance(by_passphrase := document.get("passphrase"), dict):
        wrapped = replace(
            wrapped,
            by_passphrase=_bytes(by_passphrase["sealed"]),
            salt=_bytes(by_passphrase["salt"]),
            cost=_cost(by_passphrase),
        )
    if not wrapped.forms:
        raise ValueError
    return wrapped


def _cost(found: Mapping[str, object]) -> Cost:
    cost = Cost(*(int(str(found[name])) for name in ("iterations", "lanes", "memory_kib")))
    most = secrets.LARGEST
    if found["kdf"] != "argon2id" or not (
        1 <= cost.iterations <= most.iterations
        and 1 <= cost.lanes <= most.lanes
        and 8 * cost.lanes <= cost.memory_kib <= most.memory_kib
    ):
        raise ValueError
    return cost


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: object) -> bytes:
    return base64.b64decode(str(value), validate=True)


def read_file(path: Path) -> Wrapped:
    """Return the wrapped keys of a key file. Raises: StoreTrouble."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE)
    except FileNotFoundError:
        raise StoreTrouble(NO_KEY_FILE, file=path.name) from None
    except PermissionError:
        raise StoreTrouble(MISSING) from None
    except OSError:
        raise StoreTrouble(FOREIGN_KEY_FILE, file=path.name) from None
    return load(content.decode("utf-8", "replace"), path.name)


def write_file(path: Path, wrapped: Wrapped) -> None:
    """Keep the wrapped keys in a file, whole or not at all, readable by its owner alone."""
    draft = path.with_name(f".{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(dump(wrapped))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Have what was written to `path`, and its name, survive a power cut."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` survive a power cut, where the system lets us ask for it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
