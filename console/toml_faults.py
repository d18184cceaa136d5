"""Why a TOML file that a person wrote cannot be used, in the interface's language."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError

from console.words import N_, _

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "missing": N_("{place} is missing"),
        "extra_forbidden": N_("{place} is not known here"),
        "value_error": N_("{place}: {words}"),
    }
)
OTHER = N_("{place} cannot be read as it stands")
_LINE = re.compile(r"at line (\d+)")


def fault_of(trouble: Exception) -> str:
    """Return the first fault as part of a sentence: where it is, and what is wrong there."""
    if not isinstance(trouble, ValidationError):
        found = _LINE.search(str(trouble))
        return _("line {line} is no TOML", line=found[1]) if found else _("it is no TOML, or breaks off")
    first = trouble.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    words = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "value_error" and not place:
        return words
    return _(KINDS.get(first["type"], OTHER), place=place, words=words)
