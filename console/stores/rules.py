"""Questions about stores: where one is, which file names belong to it."""

from pathlib import Path

from console.errors import Invalid, StoreTrouble
from console.stores.records import Place
from console.words import N_

FILE = "console.store"
KEYS = ".keys"
EVIDENCE = ".evidence"
POSTGRES = "postgresql+psycopg://"
BACKUP_PASSPHRASE = N_(
    "A backup must outlive this machine and its keyring. Choose a passphrase for it (--passphrase-file)."
)


def place_named(text: str) -> Place:
    """Return the place that `text` names: a file, or a PostgreSQL address. Raises: Invalid."""
    if text.startswith(POSTGRES):
        return Place(url=text)
    if "://" in text:
        raise Invalid(
            N_("A store is a file, or an address that begins with {begin}."), field="store", begin=POSTGRES
        )
    return Place(path=Path(text).expanduser().absolute())


def default_place(data: Path) -> Place:
    """Return where the store is kept when nothing is said: in this system's data folder."""
    return Place(path=data / FILE)


def keys_of(path: Path) -> Path:
    """Return the file with the wrapped keys of the store at `path`."""
    return path.with_name(path.name + KEYS)


def evidence_of(path: Path) -> Path:
    """Return the folder with the evidence files of the store at `path`."""
    return path.with_name(path.name + EVIDENCE)


class PassphraseNeeded(StoreTrouble):
    """The keyring does not open this store here; its passphrase would."""

    def __init__(
        self, msgid: str = N_("This store is opened by its passphrase. Give it (--passphrase-file).")
    ) -> None:
        super().__init__(msgid)
