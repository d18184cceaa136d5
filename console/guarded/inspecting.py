"""What the child does with one file: the answer as a small head and the bytes that go with it."""

import time
from collections.abc import Callable
from typing import Any

from console.evidence.records_files import Preview, Reason
from console.guarded import documents, images, inside_requests, mail_requests, workbook_answers
from console.guarded.charsets import load_codecs
from console.guarded.sniff import ARCHIVES, HEAD, OFFICE, OLD_OFFICE, PDF, media_type_of

Answer = tuple[dict[str, Any], list[bytes]]


_HOLDING = frozenset((*ARCHIVES, *OFFICE, *OLD_OFFICE))


def load_everything() -> None:
    """Import and try out all parsers, so that nothing needs to be opened later."""
    images.load_formats()
    documents.load_library()
    load_codecs()
    mail_requests.warm_up()
    inside_requests.load_library()


_ASKED: dict[str, Callable[[dict[str, Any], bytes], Answer]] = {
    "mail": lambda _request, data: mail_requests.taken(data),
    "mails": lambda request, data: mail_requests.many(data, request["sizes"]),
    "workbook": lambda _request, data: workbook_answers.told(data),
    "mbox": lambda request, data: mail_requests.divided(data, is_last=request["last"] is True),
}


def answer_to(request: dict[str, Any], data: bytes) -> Answer:
    """Return what is asked about a file; a parser's failure is an answer too."""
    try:
        return _ASKED.get(request["do"], _inspected)(request, data)
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


def _inspected(request: dict[str, Any], data: bytes) -> Answer:
    if request.get("whole") is False:
        return _begun(data)
    media_type = media_type_of(data[:HEAD], str(request["name"]))
    if media_type in mail_requests.MAILS:
        return mail_requests.looked_at(data, closely=request.get("closely") is True)
    if media_type == PDF:
        return _pdf(documents.show(data, float(request["seconds"])))
    if media_type in images.FORMATS:
        return _image(images.show(data, media_type))
    if media_type in _HOLDING:
        return inside_requests.looked_at(data, media_type, whole=True)
    return {"preview": Preview.NONE}, []


def _begun(data: bytes) -> Answer:
    """Answer with what the beginning of a very large file tells."""
    media_type = media_type_of(data[:HEAD])
    if media_type in ARCHIVES:
        return inside_requests.looked_at(data, media_type, whole=False)
    return _refused(Reason.TOO_LARGE)


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


def timed(work: Callable[[], Answer]) -> Answer:
    """Return the answer with the seconds that it took."""
    start = time.monotonic()
    head, blobs = work()
    return {**head, "seconds": time.monotonic() - start}, blobs
