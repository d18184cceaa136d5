"""The verb: describe a file that no profile knows."""

from pathlib import Path

from console.access import Actor
from console.actions import query
from console.backend import Backend
from console.imports.draft import Draft, House, draft, named_after
from console.imports.previewing import Previewed, preview
from console.imports.profile import profile_from
from console.imports.sources import Form
from console.imports.workbooks import Sheets
from console.settings import Work, read_settings

CURRENCY = "JPY"


@query("import:run")
def draft_profile(
    backend: Backend[Work],
    actor: Actor,
    file: Path,
    *,
    name: str = "",
    currency: str = CURRENCY,
    sheets: Sheets | None = None,
) -> str:
    """Return a profile for a file as text, guessed from its columns and cells, to be corrected.

    Of a workbook the first sheet is looked at. Raises: Invalid.
    """
    return draft(file, _house(backend, actor, file, name, currency), sheets).text


@query("import:run")
def look_into_file(
    backend: Backend[Work],
    actor: Actor,
    file: Path,
    *,
    form: Form | None = None,
    sheets: Sheets | None = None,
) -> Draft:
    """Return the profile guessed for a file with what it was guessed from, read as `form` says if given.

    Of a workbook the first sheet is looked at. Raises: Invalid.
    """
    return draft(file, _house(backend, actor, file, "", CURRENCY), sheets, form)


@query("import:run")
def preview_file(
    _backend: Backend[Work], _actor: Actor, text: str, file: Path, *, sheets: Sheets | None = None
) -> list[Previewed]:
    """Return the first records of a file as the profile written in `text` takes them. Raises: Invalid."""
    return preview(profile_from(text, file.name), file, sheets)


def _house(backend: Backend[Work], actor: Actor, file: Path, name: str, currency: str) -> House:
    profile = read_settings(backend, actor).profile
    zone = profile.time_zone if profile else "UTC"
    return named_after(file, House(name, zone, currency))
