"""Questions about stores: where one is, which file names belong to it."""

from pathlib import Path

from console.errors import Conflict, Invalid, StoreTrouble
from console.stores.records import Place
from console.words import N_

FILE = "console.store"
KEYS = ".keys"
BESIDE = ("", KEYS, "-wal", "-shm", "-journal")  # endings of the names of a store's own files
EVIDENCE = ".evidence"
POSTGRES = "postgresql+psycopg://"
NO_PLACE = N_("A store is a file, or an address that begins with {begin}.")
OF_THE_STORE = N_("{file} belongs to the store itself. Give another name.")
NO_FILE = N_("{file} cannot be written.")
BACKUP_PASSPHRASE = N_("A backup must outlive this machine and its keyring: it needs a passphrase.")


def place_named(text: str) -> Place:
    """Return the place that `text` names: a file, or a PostgreSQL address. Raises: Invalid."""
    if text.startswith(POSTGRES):
        return Place(url=text)
    if "://" in text:
        raise Invalid(NO_PLACE, field="store", begin=POSTGRES)
    try:
        path = Path(text).expanduser().absolute()
        path.exists()  # asks the system whether it can have such a name
    except (OSError, RuntimeError, ValueError):
        raise Invalid(NO_PLACE, field="store", begin=POSTGRES) from None
    return Place(path=path)


def default_place(data: Path) -> Place:
    """Return where the store is kept when nothing is said: in this system's data folder."""
    return Place(path=data / FILE)


def keys_of(path: Path) -> Path:
    """Return the file with the wrapped keys of the store at `path`."""
    return path.with_name(path.name + KEYS)


def evidence_of(path: Path) -> Path:
    """Return the folder with the evidence files of the store at `path`."""
    return path.with_name(path.name + EVIDENCE)


def check_target(file: Path, store: Path | None) -> None:
    """Let pass what may be written or replaced: no folder, no device, nothing of the `store` itself.

    Raises: Conflict.
    """
    try:
        target, own = file.resolve(), store.resolve() if store else None
        special = target.exists() and not target.is_file()
    except (OSError, RuntimeError, ValueError):
        raise Conflict(NO_FILE, file=file.name) from None
    if special:
        raise Conflict(NO_FILE, file=file.name)
    if own is None:
        return
    if target in {own.with_name(own.name + end) for end in BESIDE} or evidence_of(own) in target.parents:
        raise Conflict(OF_THE_STORE, file=file.name)


class PassphraseNeeded(StoreTrouble):
    """The keyring does not open this store here; its passphrase would."""

    def __init__(self, msgid: str = N_("This store is opened by its passphrase. Give it.")) -> None:
        super().__init__(msgid)


class KeyringNeeded(StoreTrouble):
    """The one keyring that opens this store does not here; there is no passphrase to give."""
