"""A mail as it came, to be read: formatted or as plain text, nothing fetched, links told and not followed."""

from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.evidence.labels import MAIL_KIND, MAIL_TROUBLE, said_of_bounce, said_of_mail
from console.evidence.records_files import Address, Mail, MailKind, MailTrouble
from console.words import N_, _, listed, n_
from widgets.kit.buttons import Button, Look
from widgets.kit.dialogs import Choice, Dialog
from widgets.kit.labels import Label
from widgets.kit.richtext import RichText
from widgets.kit.wording import exact_words, number
from widgets.screens.desk import Desk
from widgets.screens.queue.policy_card import row
from widgets.theme import Face

KEY = "T"
MOST_WORDS = 100_000  # characters that are drawn at once
OPENED = ("http", "https", "mailto")


class MailView(QWidget):
    """Who wrote to whom, what is to be known about it, and the words."""

    def __init__(self, mail: Mail, desk: Desk) -> None:
        super().__init__()
        self._mail = mail
        self._formatted = bool(mail.html)
        self.words = RichText(_(N_("The mail")))
        self.words.asked.connect(self._ask_to_follow)
        self.switch = Button(
            "", self.turn, key=KEY, icon="format-text", hint=_(N_("Formatted or plain text"))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(mail.subject or "–", Face.STRONG, wrap=True, selectable=True))
        for line in _people(mail, desk):
            column.addWidget(Label(line, Face.SMALL, "muted", wrap=True, selectable=True))
        for icon, words, tint in _notices(mail):
            column.addLayout(row(icon, words, tint))
        column.addWidget(self.words, 1)
        column.addLayout(self._foot())
        self._show()

    def turn(self) -> None:
        """Show the mail formatted where it was plain, and the other way round."""
        self._formatted = not self._formatted and bool(self._mail.html)
        self._show()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.switch)
        foot.addStretch(1)
        if not self._mail.html:
            self.switch.hide()
        return foot

    def _show(self) -> None:
        mail = self._mail
        if self._formatted:
            pictures = {f"cid:{name}": picture.png for name, picture in mail.pictures}
            self.words.show_html(mail.html + _inner_html(mail), pictures)
        else:
            self.words.show_text(_plain(mail)[:MOST_WORDS])
        self.switch.rename(_(N_("Plain text")) if self._formatted else _(N_("Formatted")))

    def _ask_to_follow(self, address: str) -> None:
        """Say where a link leads; a person may open it, where a browser or mail program takes it."""
        url = QUrl(address)
        text = _("This link is from a stranger's mail. It leads to:\n\n{address}", address=address)
        choices: tuple[Choice, ...] = ()
        if url.scheme() in OPENED:
            choices = (
                Choice(_(N_("Open outside the console")), lambda: QDesktopServices.openUrl(url), Look.DANGER),
            )
        Dialog(self, _(N_("Follow this link?")), text, choices=choices, back=_(N_("Stay here"))).open()


def _people(mail: Mail, desk: Desk) -> list[str]:
    lines = [_("From: {people}", people=_named(mail.senders))]
    lines.append(_("To: {people}", people=_named((*mail.to, *mail.cc))))
    if mail.sent_at is not None:
        lines.append(exact_words(mail.sent_at, desk.zone))
    if mail.attachments:
        lines.append(_("Attached: {names}", names=listed(a.name for a in mail.attachments)))
    return lines


def _named(people: tuple[Address, ...]) -> str:
    return listed(f"{p.name} <{p.address}>" if p.name and p.address else p.name or p.address for p in people)


def _notices(mail: Mail) -> list[tuple[str, str, str]]:
    found = []
    if mail.kind is not MailKind.ORDINARY:
        icon = "email-alert-outline" if mail.kind is MailKind.BOUNCE else "robot-outline"
        found.append((icon, _(MAIL_KIND[mail.kind]), "warning"))
    found += [("email-alert-outline", said_of_bounce(b, b.address), "warning") for b in mail.bounces]
    found += [("information-outline", said_of_mail(note), "muted") for note in mail.notes]
    if len(_plain(mail)) > MOST_WORDS:
        found.append(("information-outline", _(MAIL_TROUBLE[MailTrouble.TEXT_CUT]), "muted"))
    if mail.remote:
        words = n_(
            "{n} remote picture was not loaded.",
            "{n} remote pictures were not loaded.",
            mail.remote,
            n=number(mail.remote),
        )
        found.append(("image-off-outline", words, "muted"))
    return found


def _plain(mail: Mail) -> str:
    parts = [mail.text] if mail.text else []
    for inner in mail.inner:
        parts += [f"—— {_title(inner)} ——", _plain(inner)]
    return "\n\n".join(parts)


def _inner_html(mail: Mail) -> str:
    return "".join(
        f"<hr><p><b>{escape(_title(inner))}</b></p><pre>{escape(_plain(inner))}</pre>" for inner in mail.inner
    )


def _title(mail: Mail) -> str:
    return " · ".join(part for part in (mail.subject, _named(mail.senders)) if part)
