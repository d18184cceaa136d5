"""Read the message catalogues and the source they speak for.

``python -m tests.parts.catalogues`` (part of ``make strings``) fills the English one and counts the rest.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("en", "ja")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "n_": (1, 2),
    "p_": ((1, "c"), 2),
}
REFUSALS = frozenset({"Refused", "NotAllowed", "NotFound", "Invalid", "Conflict", "StoreTrouble"})
TRANSLATORS = frozenset({"tr", "translate"})
_FIELD = re.compile(r"\{([a-z_]+)\}")


def sources(root: Path) -> list[Path]:
    """Return every module of the program: what ships, without tests."""
    folders = ("console", "db", "reports", "widgets")
    found = [
        root / "main.py",
        *(path for folder in folders for path in sorted((root / folder).rglob("*.py"))),
    ]
    return [path for path in found if path.exists()]


def msgids(root: Path) -> dict[tuple[str, str | None], str]:
    """Return each marked sentence with its context, if it has one, and the first file that holds it."""
    found: dict[tuple[str, str | None], str] = {}
    for path in sources(root):
        for _line, msgid, _comments, context in extract_from_file("python", path, KEYWORDS):
            first = _forms(msgid)[0]
            if first:
                found.setdefault((first, context), path.relative_to(root).as_posix())
    return found


def catalogue_path(root: Path, language: str) -> Path:
    """Return where the catalogue of `language` stands."""
    return root / "console" / "words" / language / "LC_MESSAGES" / "console.po"


def catalogue(root: Path, language: str) -> Catalog:
    """Return the catalogue of `language`."""
    with catalogue_path(root, language).open("rb") as file:
        return read_po(file, locale=language)


def unknown(root: Path, language: str) -> list[str]:
    """Return the sentences of the code that the catalogue of `language` does not know."""
    known = catalogue(root, language)
    return sorted(msgid for msgid, context in msgids(root) if known.get(msgid, context) is None)


def untranslated(root: Path, language: str) -> list[str]:
    """Return the sentences of the catalogue that stand there without a translation, or with a guessed one."""
    return sorted(
        _forms(m.id)[0] for m in catalogue(root, language) if m.id and (not all(_forms(m.string)) or m.fuzzy)
    )


def unequal_fields(known: Catalog) -> list[str]:
    """Return the sentences whose translation has other ``{name}`` fields than the original."""
    return [
        _forms(m.id)[0]
        for m in known
        if m.id
        and all(_forms(m.string))
        and any(_fields([form]) != _fields(_forms(m.id)) for form in _forms(m.string))
    ]


def _forms(text: str | Sequence[str] | None) -> list[str]:
    """Return the forms of a sentence: one, or those for one thing and for many."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _fields(forms: Sequence[str]) -> set[str]:
    return {field for form in forms for field in _FIELD.findall(form)}


def _name(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _calls(source: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args)


def _literal(argument: ast.expr) -> str:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def _sentence(argument: ast.expr) -> str:
    if isinstance(argument, ast.Call) and _name(argument) in KEYWORDS and argument.args:
        argument = argument.args[0]
    return _literal(argument)


def unmarked(source: str) -> list[int]:
    """Return the lines that hand a bare sentence to a refusal or a translator: no extractor would find it."""
    return [
        call.lineno
        for call in _calls(source)
        if _name(call) in REFUSALS | TRANSLATORS
        and (_literal(call.args[0]) or isinstance(call.args[0], ast.JoinedStr))
    ]


def unfilled(source: str) -> list[int]:
    """Return the lines whose sentence has a ``{name}`` for which the call gives no value."""
    speaking = REFUSALS | TRANSLATORS | {"_", "n_"}
    return [
        call.lineno
        for call in _calls(source)
        if _name(call) in speaking
        and None not in (given := {keyword.arg for keyword in call.keywords})
        and not set(_FIELD.findall(_sentence(call.args[0]))) <= given
    ]


def fill_english(root: Path) -> None:
    """Let the English catalogue say what the code says, wherever nobody wrote otherwise."""
    known = catalogue(root, "en")
    for message in known:
        if not all(_forms(message.string)):
            message.string = message.id
    with catalogue_path(root, "en").open("wb") as file:
        write_po(file, known, width=110, sort_output=True, ignore_obsolete=True)


def main() -> None:
    """Fill the English catalogue; print the size of each one and what it leaves untranslated."""
    root = Path(__file__).parents[2]
    fill_english(root)
    for language in LANGUAGES:
        missing = untranslated(root, language)
        print(f"{language}: {len(catalogue(root, language))} sentences, {len(missing)} untranslated")
        for msgid in missing:
            print(f"  {msgid}")


if __name__ == "__main__":
    main()
