"""What the child does with files that hold others, or text in a form of their own."""

from typing import Any

from console.evidence.records_files import Preview, Reason
from console.evidence.records_inside import Inside
from console.guarded import archives, office, office_old, sniff, zips
from console.guarded.inside_answers import told

Answer = tuple[dict[str, Any], list[bytes]]


def load_library() -> None:
    """Try everything out, so that nothing needs to be opened later."""
    archives.load_library()
    office.load_library()


def looked_at(data: bytes, media_type: str, *, whole: bool) -> Answer:
    """Answer with what lies in an archive or an office file; of one that is not `whole`, its beginning."""
    if media_type in sniff.OLD_OFFICE:
        return _old(data, media_type)
    if media_type not in sniff.ZIPPED:
        return _made(archives.listed(data, media_type, whole=whole), media_type)
    kind = _office(data) if whole else None
    if kind is None:
        return _made(archives.listed(data, sniff.ZIP, whole=whole), sniff.ZIP)
    try:
        return _made(office.shown(office.Package(data), kind), kind)
    except office.EncryptedOfficeError:
        return _locked(kind)


def _office(data: bytes) -> str | None:
    try:
        return office.kind_of(office.Package(data))
    except zips.NoZipError:
        return None


def _old(data: bytes, media_type: str) -> Answer:
    """Answer with what an old office file is; its text is not shown."""
    kind, found, locked = office_old.shown(data)
    if locked:
        return _locked(kind or media_type)
    return {"preview": Preview.NONE, "media_type": kind or media_type, "inside": told(found)}, []


def _made(inside: Inside, media_type: str) -> Answer:
    return {"preview": Preview.MADE, "media_type": media_type, "inside": told(inside)}, []


def _locked(media_type: str) -> Answer:
    return {"preview": Preview.REFUSED, "reason": Reason.ENCRYPTED, "media_type": media_type}, []
