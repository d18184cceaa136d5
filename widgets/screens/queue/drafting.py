"""Drafts of what is typed: kept in the store while one types, there again after a crash."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from console.drafts import Draft, drop_draft, save_draft
from console.errors import Refused
from widgets.kit.drafts import Draft as Watched
from widgets.kit.editor import text_of
from widgets.kit.labels import Label
from widgets.screens.desk import Desk

Kept = Mapping[str, Draft]


class EditorDraft(QObject):
    """Keeps what stands in one editor under a subject and the `field` of it."""

    def __init__(self, desk: Desk, editor: QPlainTextEdit, field: str) -> None:
        super().__init__(editor)
        self._desk, self._editor, self.field = desk, editor, field
        self._subject = ""
        self._may = desk.actor.may("draft:keep")
        self._typed: dict[str, tuple[str, datetime | None]] = {}  # newer than what a page fetched meanwhile
        self._watched = Watched(editor, self._save, zone=desk.zone)

    @property
    def status(self) -> Label:
        """The label that says when it was saved."""
        return self._watched.status

    def open(self, subject: str, kept: Kept) -> None:
        """Save what belongs to the subject before, and show what was kept about this one."""
        self.leave()
        self._subject = subject
        draft = kept.get(self.field)
        text, at = (draft.text, draft.saved_at) if draft else ("", None)
        self._watched.load(*self._typed.get(subject, (text, at)))

    def leave(self) -> None:
        """Save what was typed and not saved yet."""
        self._watched.leave()

    def take(self) -> str:
        """Return what was typed and empty the editor; `recorded` or `give_back` tells what became of it."""
        text = text_of(self._editor)
        self._watched.forget()
        self._typed[self._subject] = ("", None)
        return text

    def give_back(self, text: str, subject: str = "") -> None:
        """Put back what could not be recorded, before what was typed since, under its own subject."""
        if subject and subject != self._subject:
            typed, _at = self._typed.get(subject, ("", None))
            self._keep(subject, f"{text}\n{typed}" if typed else text)
            return
        typed = text_of(self._editor)
        self._editor.setPlainText(f"{text}\n{typed}" if typed else text)

    def recorded(self) -> None:
        """Forget the draft, unless something new was typed since."""
        if text_of(self._editor):
            self._watched.flush()
        elif self._may and self._subject:
            self._desk.write(drop_draft, self._subject, self.field, owner=self, done=_nothing)

    def _save(self, text: str, saved: Callable[[datetime], None]) -> None:
        self._keep(self._subject, text, saved)

    def _keep(self, subject: str, text: str, saved: Callable[[datetime], object] = lambda _at: None) -> None:
        if not self._may or not subject:
            return
        self._typed[subject] = (text, None)

        def kept(at: datetime) -> None:
            if self._typed.get(subject, ("", None))[0] == text:
                self._typed[subject] = (text, at)
            if subject == self._subject:
                saved(at)

        def refused(refusal: Refused) -> None:
            if subject == self._subject:
                self._watched.not_saved(refusal.text())

        self._desk.write(save_draft, subject, self.field, text, owner=self, done=kept, refused=refused)


def keep_note(desk: Desk, owner: QObject, subject: str, field: str, text: str) -> None:
    """Keep a short text that no editor shows, such as since when a call runs; empty forgets it."""
    if desk.actor.may("draft:keep"):
        desk.write(save_draft, subject, field, text, owner=owner, done=_nothing)


def _nothing(_answer: object) -> None:
    """Answer nobody."""
