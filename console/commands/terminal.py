"""What is asked on the terminal, and secrets read from files instead."""

import getpass
import sys
from pathlib import Path

from console.errors import Invalid, Refused
from console.words import N_, _

SECRET_BYTES = 4096
PASSPHRASE_OPTION = "--passphrase-file"  # noqa: S105 -- the name of an option
NO_SECRET = N_("{file} cannot be read as a file with one secret in it.")


def ask(prompt: str, otherwise: str) -> str:
    """Return a line typed on the terminal. Raises: Refused with `otherwise` where there is none."""
    _need_terminal(otherwise)
    print(prompt, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def ask_secret(prompt: str, otherwise: str, option: str = "") -> str:
    """Return what is typed unseen. Raises: Refused with `otherwise`, and `option`, without a terminal."""
    _need_terminal(otherwise, option)
    return getpass.getpass(prompt, stream=sys.stderr)


def new_secret(prompt: str, otherwise: str, file: str | None = None, *, option: str = "") -> str:
    """Return a new secret from `file`, or typed twice. Raises: Refused."""
    if file:
        return secret_in(Path(file))
    first = ask_secret(prompt, otherwise, option)
    if ask_secret(_("Once more: "), otherwise, option) != first:
        raise Invalid(N_("The two differ. Nothing was changed."))
    return first


def secret_in(file: Path) -> str:
    """Return the first line of `file`, without its line end. Raises: Invalid."""
    try:
        with file.open("rb") as stream:
            text = stream.read(SECRET_BYTES + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Invalid(NO_SECRET, file=file.name) from None
    line = text.splitlines()[0] if text else ""
    if not line or len(text) > SECRET_BYTES:
        raise Invalid(NO_SECRET, file=file.name)
    return line


def _need_terminal(otherwise: str, option: str = "") -> None:
    if sys.stdin is not None and sys.stdin.isatty():  # None: it was closed before we began
        return
    if option:  # the sentence is the window's too, which has no options
        raise Refused(N_("{why} ({option})"), why=_(otherwise), option=option)
    raise Refused(otherwise)
