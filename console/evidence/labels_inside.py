"""What people are told about archives and office files: msgids and the sentences made of them."""

from console.evidence.records_inside import Inside, Remark
from console.words import N_, _, n_

REMARK = {
    Remark.MACROS: N_("Holds macros; none was run."),
    Remark.ENCRYPTED: N_("Some of it opens only with a password."),
    Remark.BOMB: N_("Far more would come out of it than lies in it; nothing was unpacked."),
    Remark.NAMES_MISLEAD: N_("Some names lead out of their folder or look like others."),
    Remark.LINKS: N_("Some entries stand for files elsewhere."),
    Remark.CUT: N_("There is more in it than is shown."),
    Remark.HEAD_ONLY: N_("It is so large that only its beginning was looked at."),
    Remark.INCOMPLETE: N_("Its end is missing or damaged; what could be read is shown."),
}
KIB = 1024


def size_words(size: int) -> str:
    """Return a length for people: "1.4 MB"."""
    if size < KIB:
        return f"{size} B"
    if size < KIB * KIB:
        return f"{size / KIB:.0f} kB"
    return f"{size / KIB**2:.1f} MB" if size < KIB**3 else f"{size / KIB**3:.1f} GB"


def said_of(inside: Inside) -> list[str]:
    """Return sentences about what lies in a file, the remarks last."""
    told = []
    if inside.title or inside.author:
        told.append(" · ".join(part for part in (inside.title, inside.author) if part))
    if inside.parts:
        told.append(_("Sheets: {names}", names=", ".join(inside.parts)))
    if inside.count:
        count, size = f"{inside.count:,}", size_words(inside.total)
        told.append(n_("{n} file, {size}", "{n} files, {size}", inside.count, n=count, size=size))
    return told + [_(REMARK[remark]) for remark in inside.remarks]


def shown_of(inside: Inside, most: int) -> list[str]:
    """Return the first lines of what lies in a file: its text, or its files with their sizes."""
    files = [f"{file.name or '?'}  ({size_words(file.size)})" for file in inside.files[:most]]
    return files or list(inside.lines[:most])
