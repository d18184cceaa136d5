"""What a command works with: the store, who acts, the other parts; each opened when it is first asked for."""

from __future__ import annotations

import getpass
import signal
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from console.access import Actor
from console.backend import Backend
from console.commands.given import Given
from console.errors import Invalid, Refused
from console.progress import Progress, Token
from console.stores.records import Place
from console.stores.rules import PassphraseNeeded, default_place, place_named
from console.words import N_, _

if TYPE_CHECKING:  # taken in with what uses them: --help and the window's first page need none of them
    from console.evidence.room import Room
    from console.guarded.host import Guard
    from console.house import House
    from console.stores.store import OpenStore

SECRET_BYTES = 4096


class Desk:
    """One command's desk. `backend` opens the store, `actor` signs in (`--as`, or asked on the terminal)."""

    def __init__(self, house: House, given: Given) -> None:
        self.house = house
        self.given = given
        self._closers: list[Callable[[], None]] = []

    @property
    def place(self) -> Place:
        """Where the store is, or would be."""
        return place_named(self.given.store) if self.given.store else default_place(self.house.data)

    @cached_property
    def store(self) -> OpenStore:
        """The open store. Raises: StoreTrouble."""
        keeper = self.house.keeper()
        store: OpenStore
        try:
            store = keeper.open(self.place, passphrase=self.passphrase)
        except PassphraseNeeded as needed:
            secret = self.ask_secret(_("Passphrase of the store: "), needed.msgid)
            store = keeper.open(self.place, passphrase=secret)
        self._closers.append(store.close)
        return store

    @property
    def backend(self) -> Backend[Any]:  # each action asks for its own Work
        """The way in for actions."""
        return self.store.backend

    @cached_property
    def actor(self) -> Actor:
        """Who acts, proved by password. Raises: Refused."""
        return self.prove(self.backend)

    def prove(self, backend: Backend[Any]) -> Actor:
        """Sign in to `backend` and return who acts. Raises: Refused."""
        from console.operators.actions import sign_in  # noqa: PLC0415 -- see above

        name = self.given.operator or self.ask(_("Operator: "), N_("Who acts? Name the operator with --as."))
        return sign_in(backend, name, self.password())

    @cached_property
    def guard(self) -> Guard:
        """The host of the guarded child; ended with the command."""
        guard = self.house.guard()
        self._closers.append(guard.close)
        return guard

    @cached_property
    def room(self) -> Room:
        """Where files of strangers are received: the store's vault and the guard."""
        from console.evidence.room import Room  # noqa: PLC0415 -- see above

        return Room(self.house.vault(self.store), self.guard)

    @cached_property
    def token(self) -> Token:
        """What Ctrl+C cancels, for work that stops between two steps; asking for it takes Ctrl+C over."""
        token = Token()

        def stop(_number: int, _frame: FrameType | None) -> None:
            if token.cancelled:
                raise KeyboardInterrupt
            token.cancel()

        before = signal.signal(signal.SIGINT, stop)
        self._closers.append(lambda: void(signal.signal(signal.SIGINT, before)))
        return token

    @cached_property
    def passphrase(self) -> str | None:
        """The store's passphrase where a file was named."""
        return secret_in(self.given.passphrase_file) if self.given.passphrase_file else None

    def password(self) -> str:
        """Return the operator's password, from its file or the terminal."""
        if self.given.password_file:
            return secret_in(self.given.password_file)
        return self.ask_secret(_("Password: "), N_("Nobody can be asked here. Give --password-file."))

    def new_secret(self, prompt: str, otherwise: str) -> str:
        """Return a new secret, asked twice on the terminal. Raises: Refused with `otherwise` without one."""
        first = self.ask_secret(prompt, otherwise)
        if self.ask_secret(_("Once more: "), otherwise) != first:
            raise Invalid(N_("The two differ. Nothing was changed."))
        return first

    def new_password(self, file: str | None, prompt: str, otherwise: str) -> str:
        """Return a new secret from `file`, or asked twice on the terminal. Raises: Refused."""
        return secret_in(Path(file)) if file else self.new_secret(prompt, otherwise)

    def ask_secret(self, prompt: str, otherwise: str) -> str:
        """Return what is typed unseen. Raises: Refused with `otherwise` where there is no terminal."""
        if not sys.stdin.isatty():
            raise Refused(otherwise)
        return getpass.getpass(prompt, stream=sys.stderr)

    def ask(self, prompt: str, otherwise: str) -> str:
        """Return a line typed on the terminal. Raises: Refused with `otherwise` where there is none."""
        if not sys.stdin.isatty():
            raise Refused(otherwise)
        print(prompt, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()

    def progress(self, label: str) -> Progress:
        """Return what long work tells how far it is: a line on a terminal, silent otherwise."""
        shown = sys.stderr.isatty() and not self.given.json

        def tell(done: int, total: int | None = None) -> None:
            if shown:
                of = f" / {total:,}" if total else ""
                print(f"\r{label} {done:,}{of}  ", end="", file=sys.stderr, flush=True)

        if shown:
            self._closers.append(lambda: print(file=sys.stderr))
        return tell

    def close(self) -> None:
        """Let go of everything that was opened."""
        while self._closers:
            self._closers.pop()()


def void(_value: object) -> None:
    """Take a value and do nothing with it."""


def secret_in(file: Path) -> str:
    """Return the first line of `file`, without its line end. Raises: Invalid."""
    try:
        with file.open("rb") as stream:
            text = stream.read(SECRET_BYTES + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Invalid(N_("{file} cannot be read as a file with one secret in it."), file=file.name) from None
    line = text.splitlines()[0] if text else ""
    if not line or len(text) > SECRET_BYTES:
        raise Invalid(N_("{file} cannot be read as a file with one secret in it."), file=file.name)
    return line
