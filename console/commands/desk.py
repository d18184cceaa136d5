"""What a command works with: the store, who acts, the other parts; each opened when it is first asked for."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from functools import cached_property
from types import FrameType
from typing import TYPE_CHECKING, Any

from console.access import Actor
from console.backend import Backend
from console.commands import terminal
from console.commands.given import Given
from console.progress import Progress, Token
from console.stores.records import Place
from console.stores.rules import PassphraseNeeded, default_place, place_named
from console.words import N_, _

if TYPE_CHECKING:  # taken in with what uses them: --help and the window's first page need none of them
    from console.evidence.room import Room
    from console.guarded.host import Guard
    from console.house import House
    from console.stores.store import OpenStore


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
            secret = terminal.ask_secret(
                _("Passphrase of the store: "), needed.msgid, terminal.PASSPHRASE_OPTION
            )
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

        nobody = N_("Who acts? Name the operator with --as.")
        name = self.given.operator or terminal.ask(_("Operator: "), nobody)
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
        from console.evidence.sweep import sweep  # noqa: PLC0415 -- see above

        vault = self.house.vault(self.store)
        sweep(self.backend, vault)  # what a crash left
        return Room(vault, self.guard)

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
        return terminal.secret_in(self.given.passphrase_file) if self.given.passphrase_file else None

    def password(self) -> str:
        """Return the operator's password, from its file or the terminal."""
        if self.given.password_file:
            return terminal.secret_in(self.given.password_file)
        return terminal.ask_secret(_("Password: "), N_("Nobody can be asked here. Give --password-file."))

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
