"""Pure questions about messages: may it be kept, who said what in a chat, in which language."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from console.cards import Masked, mask_cards
from console.errors import Invalid
from console.evidence.records_files import MAX_TEXT, Attachment, Mail, MailKind
from console.messages.records import Line, MailHead
from console.words import N_

MAIL_ENDINGS = (".eml", ".msg")
MAILBOX_ENDINGS = (".mbox", ".mbx")
LONGEST_BODY = 200_000
LONGEST_CALL = timedelta(hours=24)
AHEAD = timedelta(minutes=5)  # two clocks may differ by as much
FEWEST_LINES = 2
MOST_SPEAKERS = 8
MOST_LINES_OF_SPEAKERS = 0.5  # of the pasted lines name a speaker, else it is no chat

_UNKEPT = re.compile("[\x00\ud800-\udfff]")
_DAY = r"\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?,?\s+"
_TIME = rf"(?P<time>(?:{_DAY})?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?(?:\s?[APap]\.?[Mm]\.?)?)"
_SPEAKER = r"(?P<speaker>[^\s:：/\[\]()（）][^:：/\[\]()（）\t]{0,39}?)"
_LINE_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\[{_TIME}\]\s*{_SPEAKER}\s*[:：]\s*(?P<text>.*)",
        rf"{_TIME}\t{_SPEAKER}\t(?P<text>.*)",
        rf"{_TIME}\s+[-–]\s+{_SPEAKER}\s*[:：]\s*(?P<text>.*)",
        rf"{_TIME}\s+{_SPEAKER}\s*[:：]\s*(?P<text>.*)",
        rf"{_SPEAKER}\s*[\[(（]{_TIME}[\])）]\s*[:：]?\s*(?P<text>.*)",
        rf"{_SPEAKER}\s*[:：](?!//)\s*(?P<text>.*)",
    )
)
_CASE_NO = re.compile(r"\b[A-Z]-\d{4}-\d{5}\b", re.IGNORECASE)
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u4e00-\u9fff]")


def kept_body(text: str) -> Masked:
    """Return typed text as it is kept: unchanged but for card numbers, which are masked. Raises: Invalid."""
    if not text.strip():
        raise Invalid(N_("There is nothing to record yet. Type what was said."), field="text")
    if len(text) > LONGEST_BODY:
        raise Invalid(
            N_("The text is longer than {most} characters. Add it as a file."),
            field="text",
            most=LONGEST_BODY,
        )
    if _UNKEPT.search(text):
        raise Invalid(N_("The text holds characters that no store can keep."), field="text")
    return mask_cards(text)


def kept_mail_text(mail: Mail) -> Masked:
    """Return a mail's text as it is kept beside the original: without full card numbers.

    Mails inside it follow, each under a line that says whose it is.
    """
    return mask_cards(_UNKEPT.sub("\ufffd", "\n\n".join(_words_of(mail))[:MAX_TEXT]))


def _words_of(mail: Mail) -> Iterator[str]:
    if mail.text:
        yield mail.text
    for inner in mail.inner:
        sender = next((p.name or p.address for p in inner.senders), "")
        at = f"{inner.sent_at:%Y-%m-%d %H:%M} UTC" if inner.sent_at else ""
        yield f"—— {' · '.join(part for part in (inner.subject, sender, at) if part)} ——"
        yield from _words_of(inner)


def files_of(mail: Mail) -> Iterator[Attachment]:
    """Return a mail's files that came with their bytes, then those of the mails inside it."""
    yield from (file for file in mail.attachments if file.data is not None)
    for inner in mail.inner:
        yield from files_of(inner)


def is_mailbox(name: str, beginning: bytes) -> bool:
    """Tell whether a file holds many mails (.mbox), by its name or else by how it begins."""
    name = name.lower()
    if name.endswith(MAIL_ENDINGS):
        return False
    return name.endswith(MAILBOX_ENDINGS) or beginning.startswith(b"From ")


def seconds_of_call(started_at: datetime, ended_at: datetime, now: datetime) -> int:
    """Return how long a call took. Raises: Invalid where that cannot be."""
    if ended_at < started_at:
        raise Invalid(N_("The call ends before it starts."), field="ended_at")
    if ended_at - started_at > LONGEST_CALL:
        raise Invalid(N_("A call of more than a day is no call."), field="ended_at")
    check_moment(ended_at, now)
    return int((ended_at - started_at).total_seconds())


def check_moment(at: datetime, now: datetime) -> None:
    """Refuse what has not happened yet. Raises: Invalid."""
    if at > now + AHEAD:
        raise Invalid(N_("This moment has not come yet."), field="at")


def lines_of(pasted: str) -> tuple[Line, ...]:
    """Return who said what in a pasted chat; nothing where it does not look like one."""
    rows = [row.strip() for row in pasted.splitlines() if row.strip()]
    read = [(row, _line(row)) for row in rows]
    named = [line for _, line in read if line is not None]
    if len(named) < FEWEST_LINES or len(named) < len(rows) * MOST_LINES_OF_SPEAKERS or read[0][1] is None:
        return ()
    speakers = Counter(line.speaker for line in named)
    if len(speakers) > MOST_SPEAKERS or (len(named) > FEWEST_LINES and max(speakers.values()) == 1):
        return ()  # a list of facts ("Order: 12"), where nobody speaks twice
    return _joined(read)


def _line(row: str) -> Line | None:
    for form in _LINE_FORMS:
        found = form.fullmatch(row)
        if found:
            parts = found.groupdict()
            return Line(parts["speaker"].strip(), parts["text"].strip(), parts.get("time") or "")
    return None


def _joined(read: list[tuple[str, Line | None]]) -> tuple[Line, ...]:
    """Return the lines; a row without a speaker goes on with the one before."""
    lines: list[Line] = []
    for row, line in read:
        if line is not None:
            lines.append(line)
        else:
            before = lines.pop()
            lines.append(Line(before.speaker, f"{before.text}\n{row}".strip(), before.time))
    return tuple(lines)


def language_of(text: str) -> str:
    """Return the language that the script of a text shows (ja, ko, zh), nothing where it could be many."""
    if _KANA.search(text):
        return "ja"
    hangul, han = len(_HANGUL.findall(text)), len(_HAN.findall(text))
    if hangul and hangul >= han:
        return "ko"
    return "zh" if han else ""


def case_numbers_in(text: str) -> tuple[str, ...]:
    """Return the case numbers that a subject names, in upper case."""
    return tuple(dict.fromkeys(no.upper() for no in _CASE_NO.findall(text)))


def _answers_of(mail: Mail) -> tuple[str, ...]:
    """Return what a mail answers; a bounce answers the mail that it brings back."""
    brought = (i.message_id for i in mail.inner if i.message_id) if mail.kind is MailKind.BOUNCE else ()
    return tuple(dict.fromkeys((*mail.answers, *brought)))


def head_of(mail: Mail) -> MailHead:
    """Return what a read mail says of itself, without full card numbers in its subject."""
    return MailHead(
        subject=mask_cards(mail.subject).text,
        senders=mail.senders,
        to=mail.to,
        cc=mail.cc,
        message_id=mail.message_id,
        answers=_answers_of(mail),
        html_was=mail.html_was,
        notes=mail.notes,
        kind=mail.kind,
        bounces=tuple(replace(b, reason=mask_cards(b.reason).text) for b in mail.bounces),
    )
