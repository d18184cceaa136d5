"""What was said and what was handed in: messages and evidence, as the timeline shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from console.access import Actor
from console.cases.records import CaseState, TimelineEntry
from console.evidence.labels import DAMAGE, FLAG, MAIL_KIND, said_of_bounce, said_of_mail
from console.evidence.labels_inside import said_of, shown_of
from console.evidence.records import Evidence
from console.evidence.records_files import MailKind
from console.masks import mask_email
from console.messages.labels import DIRECTION, KIND
from console.messages.records import Direction, Kind, MailHead, Message
from console.words import N_, _, listed, sentences
from widgets.kit.timeline import Entry, Picture
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.queue.pages import CasePage
from widgets.screens.queue.spans import seconds_words
from widgets.theme import Tone

ICON = {
    Kind.CALL: "phone-outline",
    Kind.NOTE: "lock-outline",
    Kind.CHAT: "chat-outline",
    Kind.LETTER: "mailbox-open-outline",
    Kind.EMAIL: "email-outline",
}
CALL_ICON = {Direction.IN: "phone-incoming-outline", Direction.OUT: "phone-outgoing-outline"}
ARCHIVES = (
    "application/zip",
    "application/x-tar",
    "application/gzip",
    "application/x-bzip2",
    "application/x-xz",
    "application/x-7z-compressed",
    "application/vnd.rar",
)
OFFICE, OPEN = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
WORDS = (f"{OFFICE}wordprocessingml.document", f"{OPEN}text", "application/msword")
SHEETS = (f"{OFFICE}spreadsheetml.sheet", f"{OPEN}spreadsheet", "application/vnd.ms-excel")
SLIDES = (f"{OFFICE}presentationml.presentation", f"{OPEN}presentation", "application/vnd.ms-powerpoint")
FILE_ICON = {
    "image": "file-image-outline",
    "video": "file-video-outline",
    "audio": "file-music-outline",
    "text": "file-document-outline",
    "message": "email-outline",
    "application/pdf": "file-pdf-box",
    "application/vnd.ms-outlook": "email-outline",
    "application/mbox": "email-multiple-outline",
    **dict.fromkeys(ARCHIVES, "folder-zip-outline"),
    **dict.fromkeys(WORDS, "file-word-outline"),
    **dict.fromkeys(SHEETS, "file-excel-outline"),
    **dict.fromkeys(SLIDES, "file-powerpoint-outline"),
}
CARD_LINES = 6  # files or lines of a file that its card shows
MAIL_ICON = {
    MailKind.BOUNCE: "email-alert-outline",
    MailKind.AUTOMATIC_REPLY: "robot-outline",
    MailKind.GENERATED: "robot-outline",
}
WITHDRAW, RESTORE, ORIGINAL = "withdraw", "restore", "original"
GO_TO = "go-to:"  # and the message to show


def tell_message(page: CasePage, entry: TimelineEntry, plain: Entry, desk: Desk) -> Entry:
    """Return how a message stands on the timeline."""
    message = page.messages.get(id_in(entry.ref))
    if message is None:
        return replace(plain, icon="message-outline", title=entry.operator_name)
    return replace(
        plain,
        icon=_icon(message),
        title=_title(message),
        text=_body(message),
        tone=Tone.WARNING if _stands_out(message) and not plain.withdrawn else None,
        remark=_remark(page, message),
        pictures=pictures_of(page, message.attachment_ids),
        badge=_files_badge(page, message.attachment_ids),
        actions=_in_thread(page, message),
        more=_more(page, desk.actor, message),
        language=message.language or None,
    )


def id_in(ref: str) -> int:
    """Return the id that a reference ("message:7") ends with."""
    return int(ref.partition(":")[2].partition(":")[0] or 0)


def _title(message: Message) -> str:
    if message.kind is Kind.EMAIL and message.mail is not None:
        senders = message.mail.senders
        sender = (senders[0].name or mask_email(senders[0].address)) if senders else ""
        return " · ".join(p for p in (sender, message.mail.subject) if p) or _(KIND[message.kind])
    parts = [_(KIND[message.kind])]
    if message.seconds:
        parts.append(seconds_words(message.seconds))
    if message.kind is Kind.CALL:
        parts.append(_(DIRECTION[message.direction]))
    return " · ".join(p for p in (*parts, message.recorder) if p)


def _body(message: Message) -> str:
    if message.kind is Kind.CHAT and message.lines:
        return "\n".join(
            f"{line.speaker}: {line.text}" + (f"  ({line.time})" if line.time else "")
            for line in message.lines
        )
    return message.body.strip()


def _icon(message: Message) -> str:
    if message.kind is Kind.CALL:
        return CALL_ICON.get(message.direction, ICON[message.kind])
    return MAIL_ICON.get(message.mail.kind, ICON[message.kind]) if message.mail else ICON[message.kind]


def _stands_out(message: Message) -> bool:
    return message.kind is Kind.NOTE or (message.mail is not None and message.mail.kind is MailKind.BOUNCE)


def _in_thread(page: CasePage, message: Message) -> tuple[tuple[str, str], ...]:
    """Return the ways to the mails before and after in the same thread."""
    ids, at = _place_in_thread(page, message)
    found = []
    if at > 0:
        found.append((f"{GO_TO}{ids[at - 1]}", _(N_("Mail before"))))
    if 0 <= at < len(ids) - 1:
        found.append((f"{GO_TO}{ids[at + 1]}", _(N_("Next mail"))))
    return tuple(found)


def _place_in_thread(page: CasePage, message: Message) -> tuple[Sequence[int], int]:
    ids = page.threads.get(message.thread_id or 0, ())
    return ids, ids.index(message.id) if message.id in ids else -1


def _remark(page: CasePage, message: Message) -> str:
    said = _of_mail(message.mail) if message.mail else []
    ids, at = _place_in_thread(page, message)
    if at >= 0:
        said.insert(0, _("Mail {n} of {all} in this thread.", n=number(at + 1), all=number(len(ids))))
    if message.mail and message.mail.html_was:
        said.append(_(N_("The text was taken out of a formatted mail; the original is kept.")))
    if message.cards_masked:
        said.append(_("Card numbers masked: {n}", n=number(message.cards_masked)))
    return sentences(said)


def _of_mail(mail: MailHead) -> list[str]:
    said = [] if mail.kind is MailKind.ORDINARY else [f"{_(MAIL_KIND[mail.kind])}."]
    said += [said_of_bounce(bounce, mask_email(bounce.address)) for bounce in mail.bounces]
    return said + [said_of_mail(note) for note in mail.notes]


def _more(page: CasePage, actor: Actor, message: Message) -> tuple[tuple[str, str], ...]:
    found = []
    if message.original_id is not None:
        found.append((ORIGINAL, _(N_("Look at the e-mail as it came"))))
    return (*found, *reversal(page, actor.may("message:record"), withdrawn=message.withdrawn_at is not None))


def reversal(page: CasePage, may: bool, *, withdrawn: bool) -> tuple[tuple[str, str], ...]:
    """Return what an entry that can be withdrawn offers."""
    if not may or page.case.state is CaseState.CLOSED:
        return ()
    return ((RESTORE, _(N_("Restore"))),) if withdrawn else ((WITHDRAW, _(N_("Withdraw"))),)


def tell_evidence(page: CasePage, entry: TimelineEntry, plain: Entry, desk: Desk) -> Entry:
    """Return how a file stands on the timeline."""
    evidence = page.evidence.get(id_in(entry.ref))
    if evidence is None:
        return replace(plain, icon="paperclip", title=entry.operator_name)
    more = reversal(page, desk.actor.may("evidence:record"), withdrawn=evidence.withdrawn_at is not None)
    title = " · ".join(p for p in (_(N_("Evidence")), entry.operator_name) if p)
    ids = (evidence.id,)
    return replace(
        plain,
        icon="paperclip",
        title=title,
        text="\n".join(shown_of(evidence.inside, CARD_LINES)) if evidence.inside else "",
        remark="\n".join(_remarks(page, evidence)),
        pictures=pictures_of(page, ids),
        badge=_files_badge(page, ids),
        more=more,
    )


def _remarks(page: CasePage, evidence: Evidence) -> Iterator[str]:
    yield from (_(FLAG[flag]) for flag in sorted(evidence.flags))
    yield from said_of(evidence.inside) if evidence.inside else ()
    if page.also_on.get(evidence.id):
        yield _("Also on {cases}", cases=listed(page.also_on[evidence.id]))


def pictures_of(page: CasePage, ids: Sequence[int]) -> tuple[Picture, ...]:
    """Return files as small pictures, or as the sign of their type."""
    files = [page.evidence[i] for i in ids if i in page.evidence]
    return tuple(Picture(f.id, f.name, page.thumbnails.get(f.id), file_icon(f.media_type)) for f in files)


def file_icon(media_type: str) -> str:
    """Return the sign of a type of file."""
    known = FILE_ICON.get(media_type) or FILE_ICON.get(media_type.partition("/")[0])
    return known or "file-outline"


def _files_badge(page: CasePage, ids: Sequence[int]) -> tuple[str, Tone] | None:
    files: list[Evidence] = [page.evidence[i] for i in ids if i in page.evidence]
    if not files:
        return None
    damaged = next((f.damage for f in files if f.damage is not None), None)
    if damaged is not None:
        return _(DAMAGE[damaged]), Tone.DANGER
    if all(f.verified_at for f in files):
        count = len(files)
        words = _(N_("Verified")) if count == 1 else _("{n} files verified", n=number(count))
        return words, Tone.GOOD
    return None
