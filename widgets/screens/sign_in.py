"""Signing in, and unlocking a desk that was left alone."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.access import Actor
from console.backend import Backend
from console.errors import Invalid, Refused
from console.words import N_, _
from widgets.jobs import Jobs
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.theme import Face

WIDTH = 380


class SignInScreen(QWidget):
    """Asks for name and password; with `actor` it only unlocks that operator's desk.

    Without a `backend` the store is still being opened: who is quicker than that is let in once it is there.
    `entered(actor)` is called once somebody proved who he is; `other()` offers another operator the desk.
    """

    def __init__(
        self,
        backend: Backend[object] | None,
        jobs: Jobs,
        entered: Callable[[Actor], object],
        *,
        actor: Actor | None = None,
        other: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._backend, self._jobs, self._entered, self._actor = backend, jobs, entered, actor
        self._is_waiting = False
        self._form = Form()
        self.name = QLineEdit(actor.name if actor else "")
        self.name.setReadOnly(actor is not None)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.add_row("name", _(N_("Operator")), self.name)
        self._form.add_row("password", _(N_("Password")), self.password)
        words = _(N_("Unlock")) if actor else _(N_("Sign in"))
        self._enter = Button(words, self.enter, look=Look.PRIMARY)
        for field in (self.name, self.password):
            field.returnPressed.connect(self.enter)
        title = _(N_("This desk is locked")) if actor else _(N_("Rakufun Console"))
        self._lay_out(title, other)

    def _lay_out(self, title: str, other: Callable[[], object] | None) -> None:
        card = Card()
        card.setFixedWidth(WIDTH)
        card.add(Label(title, Face.TITLE))
        card.add(self._form)
        card.body.addSpacing(8)
        card.add(self._enter)
        if other is not None:
            card.add(Button(_(N_("Another operator …")), other, look=Look.QUIET))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def begin(self) -> None:
        """Go to the first field that is still empty."""
        (self.password if self.name.text() else self.name).setFocus()

    def serve(self, backend: Backend[object]) -> None:
        """Sign in to this store, that is open now."""
        self._backend = backend
        if self._is_waiting:
            self._is_waiting = False
            self._prove(backend)

    def enter(self) -> None:
        """Prove who it is; a wrong password is said under its field, and the name stays."""
        if not self._enter.isEnabled():
            return
        self._form.clear_errors()
        self._enter.setEnabled(False)
        if self._backend is None:
            self._is_waiting = True
        else:
            self._prove(self._backend)

    def _prove(self, backend: Backend[Any]) -> None:  # the one store has every Work
        name, password, actor = self.name.text(), self.password.text(), self._actor

        def prove() -> Actor:
            from console.operators import actions  # noqa: PLC0415 -- its hashes would delay the first page

            return (
                actions.unlock(backend, actor, password)
                if actor
                else actions.sign_in(backend, name, password)
            )

        self._jobs.write(prove, owner=self, done=self._entered_as, refused=self._refused)

    def _entered_as(self, actor: Actor) -> None:
        self.password.clear()
        self._enter.setEnabled(True)
        self._entered(actor)

    def _refused(self, refusal: Refused) -> None:
        self._enter.setEnabled(True)
        self.password.selectAll()
        self._form.show_invalid(Invalid(refusal.msgid, field="password", **refusal.params))
