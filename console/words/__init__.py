"""Text for people, in their language, from gettext catalogues beside this file.

A msgid is the English sentence. Parameters stand in it as ``{name}`` and are filled by a reader that knows
names only, so that text typed by strangers can never reach attributes or format codes.
"""

import gettext
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

DOMAIN = "console"
LANGUAGES = ("en", "ja")
_FOLDER = Path(__file__).parent
FULL_STOPS = "。！？…」）"  # after these Japanese writes on without a blank
_FIELD = re.compile(r"\{([a-z_]+)\}")


class _Interface:
    """The interface's language: one for the process, chosen at start or in the settings."""

    language = "en"


def N_(msgid: str) -> str:  # noqa: N802 -- gettext's own name, known to every extractor
    """Return `msgid` unchanged; marks it for the catalogue."""
    return msgid


def fill(text: str, params: dict[str, object]) -> str:
    """Return `text` with each ``{name}`` replaced by its parameter; unknown names stay as they are."""
    return _FIELD.sub(lambda m: str(params[m[1]]) if m[1] in params else m[0], text)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, _FOLDER, languages=[language], fallback=True)


def translator(language: str) -> Callable[..., str]:
    """Return ``tr(msgid, **params)`` for one language; an unknown one answers in English."""
    catalogue = _catalogue(language)

    def tr(msgid: str, /, **params: object) -> str:
        return fill(catalogue.gettext(msgid) if msgid else "", params)

    return tr


def counter(language: str) -> Callable[..., str]:
    """Return ``n_(one, many, count, **params)`` for one language; an unknown one answers in English."""
    catalogue = _catalogue(language)

    def n_(one: str, many: str, count: int, /, **params: object) -> str:
        return fill(catalogue.ngettext(one, many, count), params)

    return n_


def use(language: str) -> None:
    """Make `language` ("en", "ja", "ja_JP") the interface's; an unknown one means English."""
    short = language.replace("-", "_").split("_")[0].lower()
    _Interface.language = short if short in LANGUAGES else "en"


def language() -> str:
    """Return the interface's language as a two-letter code."""
    return _Interface.language


def _(msgid: str, /, **params: object) -> str:
    """Return the interface's text for `msgid`, its parameters filled in."""
    return translator(_Interface.language)(msgid, **params)


def n_(one: str, many: str, count: int, /, **params: object) -> str:
    """Return the interface's text for `count` things: "1 order", "2 orders", its parameters filled in."""
    return counter(_Interface.language)(one, many, count, **params)


def p_(context: str, msgid: str, /, **params: object) -> str:
    """Return the interface's text for a word that stands for several things; `context` says for which."""
    return fill(_catalogue(_Interface.language).pgettext(context, msgid), params)


def listed(parts: Iterable[str], translate: Callable[..., str] = _) -> str:
    """Return the parts that are not empty in one line: "a, b" or "a、b", as the language writes it."""
    said, *rest = [part for part in parts if part] or [""]
    for part in rest:
        said = translate(N_("{said}, {part}"), said=said, part=part)
    return said


def sentences(parts: Iterable[str]) -> str:
    """Return whole sentences one after the other; after a full-width stop no blank is written."""
    said, *rest = [part for part in parts if part] or [""]
    for part in rest:
        said += part if said.endswith(tuple(FULL_STOPS)) else f" {part}"
    return said
