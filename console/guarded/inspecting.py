"""What the child does with one file: the answer as a small head and the bytes that go with it."""

import time
from collections.abc import Callable
from typing import Any

from console.evidence.records_files import Mail, Preview, Reason
from console.guarded import documents, images
from console.guarded.charsets import load_codecs
from console.guarded.mail import read_mail
from console.guarded.mail_fields import clean_line
from console.guarded.sniff import HEAD, MAIL, PDF, media_type_of

Answer = tuple[dict[str, Any], list[bytes]]

MAIL_NAME = "x.eml"  # who asks for a mail says that it is one


def load_everything() -> None:
    """Import and try out all parsers, so that nothing needs to be opened later."""
    images.load_formats()
    documents.load_library()
    load_codecs()
    read_mail(b"Date: Mon, 23 Nov 2026 12:00:00 +0900\n\n\xe3\x81\x82", with_data=False)


def answer_to(request: dict[str, Any], data: bytes) -> Answer:
    """Return what is asked about a file; a parser's failure is an answer too."""
    seconds = float(request["seconds"])
    try:
        if request["do"] == "mail":
            return _taken(data)
        return _inspected(data, str(request["name"]), seconds)
    except MemoryError:
        return _refused(Reason.MEMORY)
    except images.TooManyPixelsError:
        return _refused(Reason.TOO_LARGE)
    except documents.EncryptedError:
        return _refused(Reason.ENCRYPTED)
    except Exception:  # noqa: BLE001 -- whatever a parser raises about a stranger's file, the file is damaged
        return _refused(Reason.DAMAGED)


def _refused(reason: Reason) -> Answer:
    return {"preview": Preview.REFUSED, "reason": reason}, []


def _inspected(data: bytes, name: str, seconds: float) -> Answer:
    media_type = media_type_of(data[:HEAD], name)
    if media_type == MAIL:
        return _mail(read_mail(data, with_data=False))
    if media_type == PDF:
        return _pdf(documents.show(data, seconds))
    if media_type in images.FORMATS:
        return _image(images.show(data, media_type))
    return {"preview": Preview.NONE}, []


def _taken(data: bytes) -> Answer:
    if media_type_of(data[:HEAD], MAIL_NAME) != MAIL:
        return _refused(Reason.UNSUPPORTED)
    return _mail(read_mail(data, with_data=True))


def _image(shown: images.Shown) -> Answer:
    head = {"preview": Preview.MADE, "width": shown.width, "height": shown.height, "pages": shown.frames}
    return _with_pixels(head, shown.thumbnail, (shown.picture,))


def _pdf(shown: documents.Shown) -> Answer:
    return _with_pixels({"preview": Preview.MADE, "pages": shown.pages}, shown.thumbnail, shown.pictures)


def _with_pixels(
    head: dict[str, Any], thumbnail: images.Pixels, pictures: tuple[images.Pixels, ...]
) -> Answer:
    everything = (thumbnail, *pictures)
    return {**head, "pictures": [[p.width, p.height] for p in everything]}, [p.data for p in everything]


def _mail(mail: Mail) -> Answer:
    head = {
        "preview": Preview.MADE,
        "mail": {
            "subject": mail.subject,
            "senders": [[a.name, a.address] for a in mail.senders],
            "to": [[a.name, a.address] for a in mail.to],
            "cc": [[a.name, a.address] for a in mail.cc],
            "sent_at": mail.sent_at.isoformat() if mail.sent_at else "",
            "message_id": mail.message_id,
            "answers": mail.answers,
            "html_was": mail.html_was,
            "notes": [[n.trouble, clean_line(n.declared)[:100], n.used] for n in mail.notes],
            "attachments": [[a.name, a.media_type, a.size, a.sha256, a.inline] for a in mail.attachments],
        },
    }
    carried = [a.data for a in mail.attachments if a.data is not None]
    return head, [mail.text.encode("utf-8", "replace"), *carried]


def timed(work: Callable[[], Answer]) -> Answer:
    """Return the answer with the seconds that it took."""
    start = time.monotonic()
    head, blobs = work()
    return {**head, "seconds": time.monotonic() - start}, blobs
