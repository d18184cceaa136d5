"""Pure questions about evidence: may it be taken, what is it called, does it hold a card number."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from console.cards import mask_cards
from console.errors import Invalid, StoreTrouble
from console.evidence.records import IN_THE_STORE, MAX_KEPT, SPARE, Flag
from console.evidence.records_files import MAX_FILE, Inspection
from console.progress import Token
from console.words import N_

LONGEST_NAME = 255
_MB = 1024 * 1024
_OVERLAP = 100  # characters that a card number with blanks and hyphens never reaches
_UNKEPT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]+")
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|]+')
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def kept_name(name: str) -> str:
    """Return a file's name as it is kept: as it came, less what no text can hold, cut before its ending."""
    name = _UNKEPT.sub(" ", name).strip()
    if len(name) <= LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    ending = dot + ending if stem and len(ending) < 10 else ""  # noqa: PLR2004 -- longer is no ending
    return name[: LONGEST_NAME - len(ending)] + ending


def kept_type(declared: str) -> str:
    """Return a declared media type where it is one, nothing otherwise."""
    declared = declared.strip().lower()
    return declared if _MEDIA_TYPE.fullmatch(declared) else ""


def offered_name(name: str, evidence_id: int) -> str:
    """Return a name under which a file can be saved on any system; never a path, never a system's own."""
    plain = _NOT_IN_FILE_NAMES.sub("_", _TURNING.sub("", kept_name(name))).strip(". ")
    plain = unicodedata.normalize("NFC", plain)
    if not plain or _RESERVED.fullmatch(plain):
        return f"evidence-{evidence_id}"
    while len(plain.encode()) > LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = stem[:-1] + dot + ending if stem else plain[:-1]
    return plain


def within_limit(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pass chunks on as long as the file is not too large. Raises: Invalid."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        check_size(size)
        yield chunk


def check_size(size: int) -> None:
    """Refuse what is too large to be kept. Raises: Invalid."""
    if size > MAX_KEPT:
        raise Invalid(
            N_("The file is larger than {gigabytes} GB. Nothing was taken in."),
            field="file",
            gigabytes=MAX_KEPT // 1024**3,
        )


def check_room(size: int, free: int | None) -> None:
    """Refuse what the disk has no room for; `free`: bytes, None where nobody knows. Raises: StoreTrouble."""
    if free is None or size <= IN_THE_STORE or size + SPARE <= free:
        return
    raise StoreTrouble(
        N_("The disk has {free} MB free, {needed} MB are needed. Nothing was taken in."),
        needed=-(-(size + SPARE) // _MB),
        free=free // _MB,
    )


def watched(
    chunks: Iterable[bytes], token: Token | None, tell: Callable[[int], object] = lambda _size: None
) -> Iterator[bytes]:
    """Pass chunks on as long as they are wanted; `tell` gets the length of each. Raises: Cancelled."""
    for chunk in chunks:
        if token is not None:
            token.check()
        yield chunk
        tell(len(chunk))


def beginning(chunks: Iterable[bytes], most: int = MAX_FILE) -> Iterator[bytes]:
    """Return the chunks that begin within the first `most` bytes."""
    for chunk in chunks:
        if most <= 0:
            return
        yield chunk
        most -= len(chunk)


def flags_of(inspection: Inspection, chunks: Iterable[bytes]) -> frozenset[Flag]:
    """Return what is to be known about a file.

    Only mails and the beginnings of texts and of office files are read for it.
    """
    mail = inspection.mail
    texts: Iterable[str] = ()
    if mail is not None:
        texts = (mail.subject, mail.text)
    elif inspection.inside is not None:
        texts = inspection.inside.lines
    elif inspection.media_type.startswith("text/"):
        texts = _overlapping(beginning(chunks))
    return frozenset({Flag.CARD_NUMBER} if any(mask_cards(text).found for text in texts) else ())


def _overlapping(chunks: Iterable[bytes]) -> Iterator[str]:
    """Return a text's chunks as text, each with the end of the one before."""
    before = ""
    for chunk in chunks:
        text = before + _as_text(chunk)
        yield text
        before = text[-_OVERLAP:]


def _as_text(chunk: bytes) -> str:
    """Return bytes as characters; only digits matter, and those are the same in every character set."""
    if chunk.count(0) * 3 > len(chunk):
        chunk = chunk.replace(b"\0", b"")  # UTF-16
    return chunk.decode("utf-8", "replace")
