"""What the child does with mails: one to be looked at, one to be taken in, many at once, a file of many."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from console.evidence.records_files import MAX_MAIL_PICTURES, Mail, Preview, Reason
from console.guarded import images
from console.guarded.mail import read_mail
from console.guarded.mail_answers import told
from console.guarded.mbox import spans_in
from console.guarded.outlook import NoMessageError
from console.guarded.sniff import HEAD, MAIL, OLE, OUTLOOK, media_type_of

Answer = tuple[dict[str, Any], list[bytes]]
MAILS = (MAIL, OUTLOOK)
MAIL_NAME = "x.eml"  # who asks for a mail says that it is one
MOST_PIXELS = 48 * 1024 * 1024  # bytes of all pictures of one mail
MOST_AT_ONCE = 1_000


def warm_up() -> None:
    """Try everything out, so that nothing needs to be opened later."""
    read_mail(
        b"Date: Mon, 23 Nov 2026 12:00:00 +0900\nContent-Type: text/html\n\n<p>\xe3\x81\x82",
        with_data=False,
        with_html=True,
    )


def looked_at(data: bytes, *, closely: bool) -> Answer:
    """Answer with a mail for reading; `closely`: with its HTML and the pictures that this names."""
    if not closely:
        return _made(read_mail(data, with_data=False))
    mail = read_mail(data, with_data=True, with_html=True)
    pictures = list(_pictures(mail))
    head, blobs = _made(_without_data(mail))
    head["mail_pictures"] = [[name, shown.width, shown.height] for name, shown in pictures]
    return head, [*blobs, *(shown.data for _name, shown in pictures)]


def taken(data: bytes) -> Answer:
    """Answer with a mail and the bytes of its files."""
    try:
        return _made(_read(data, with_data=True))
    except NoMessageError:
        return {"preview": Preview.REFUSED, "reason": Reason.UNSUPPORTED}, []


def _read(data: bytes, *, with_data: bool) -> Mail:
    """Return the mail. Raises: NoMessageError, and whatever reading it raises."""
    if not data.startswith(OLE) and media_type_of(data[:HEAD], MAIL_NAME) != MAIL:
        raise NoMessageError
    return read_mail(data, with_data=with_data)


def many(data: bytes, sizes: list[int]) -> Answer:
    """Answer with many mails that were sent one behind the other; one that is broken is told as such."""
    found: list[dict[str, Any]] = []
    blobs: list[bytes] = []
    at = 0
    for size in sizes[:MOST_AT_ONCE]:
        found.append(_one(data[at : at + size], blobs))
        at += size
    return {"preview": Preview.MADE, "mails": found}, blobs


def _one(data: bytes, blobs: list[bytes]) -> dict[str, Any]:
    own: list[bytes] = []
    try:
        said = told(_read(data, with_data=False), own)
    except NoMessageError:
        return {"reason": Reason.UNSUPPORTED}
    except MemoryError:
        return {"reason": Reason.MEMORY}
    except Exception:  # noqa: BLE001 -- whatever a parser raises about a stranger's file, the file is damaged
        return {"reason": Reason.DAMAGED}
    blobs += own
    return said


def divided(data: bytes, *, is_last: bool) -> Answer:
    """Answer where the mails in a piece of a file of mails begin and end, and how much of it is done with."""
    spans, done = spans_in(data, is_last=is_last)
    return {"preview": Preview.MADE, "spans": spans, "done": done}, []


def _made(mail: Mail) -> Answer:
    blobs: list[bytes] = []
    return {"preview": Preview.MADE, "mail": told(mail, blobs)}, blobs


def _without_data(mail: Mail) -> Mail:
    files = tuple(replace(a, data=None) for a in mail.attachments)
    return replace(mail, attachments=files, inner=tuple(map(_without_data, mail.inner)))


def _pictures(mail: Mail) -> Iterator[tuple[str, images.Pixels]]:
    """Return the pictures that the HTML names, as far as they can be read and are not too many."""
    left, count = MOST_PIXELS, 0
    for file in mail.attachments:
        if not file.content_id or file.data is None or f'src="cid:{file.content_id}"' not in mail.html:
            continue
        shown = _shown(file.data)
        if shown is None or count >= MAX_MAIL_PICTURES or len(shown.data) > left:
            continue
        left -= len(shown.data)
        count += 1
        yield file.content_id, shown


def _shown(data: bytes) -> images.Pixels | None:
    media_type = media_type_of(data[:HEAD])
    if media_type not in images.FORMATS:
        return None
    try:
        return images.show(data, media_type).picture
    except Exception:  # noqa: BLE001 -- a picture that cannot be shown does not take away the mail
        return None
