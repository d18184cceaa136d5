"""What stands on the command line: global options, wherever they stand, and the rest."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from console.words import _, use

VALUED = {"--store", "--passphrase-file", "--as", "--password-file", "--lang", "--log-level"}
FLAGS = {"--json"}
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which systems ask them
LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Given:
    """The global options; `store` is a file or an address, empty where the default holds."""

    store: str = ""
    passphrase_file: Path | None = None
    operator: str = ""
    password_file: Path | None = None
    json: bool = False
    lang: str = ""
    log_level: str = "warning"


class Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations: an option that is not built yet must not pass as another."""

    def __init__(self, prog: str | None = None, description: str = "", *, add_help: bool = True) -> None:
        super().__init__(prog=prog, description=description, add_help=add_help, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """End with status 2: wrong usage."""
        self.exit(2, f"{self.format_usage()}wrong usage: {message}\n")


def split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the global options among `arguments`, with their values, and the rest in its order."""
    own: list[str] = []
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word == "--":
            return own, [*rest, word, *waiting]
        name = word.partition("=")[0]
        (own if name in VALUED | FLAGS else rest).append(word)
        if name in VALUED and "=" not in word and waiting:
            own.append(waiting.pop(0))
    return own, rest


def add_globals(parser: argparse.ArgumentParser) -> None:
    """Give `parser` the global options."""
    group = parser.add_argument_group(_("global options, before or after the command"))
    add: Callable[..., argparse.Action] = group.add_argument
    add(
        "--store",
        metavar="FILE-or-URL",
        help=_("the store; default: in this system's data folder"),
    )
    add("--passphrase-file", type=Path, metavar="F", help=_("its first line is the store's passphrase"))
    add("--as", dest="operator", default="", metavar="OPERATOR", help=_("who acts"))
    add("--password-file", type=Path, metavar="F", help=_("its first line is the operator's password"))
    add("--json", action="store_true", help=_("print one JSON document and nothing else"))
    add("--lang", default="", metavar="LANG", help=_("language of this program: en, ja"))
    add("--log-level", default="warning", choices=LEVELS, help=_("how much is logged to the error output"))


def system_language(environment: Mapping[str, str]) -> str:
    """Return the language that the system is set to ("ja_JP.UTF-8"), empty where it is not."""
    return next((environment[name] for name in LOCALE if environment.get(name)), "")


def _language(words: Sequence[str]) -> str:
    for at, word in enumerate(words):
        if word == "--lang" and at + 1 < len(words):
            return words[at + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


def globals_from(words: Sequence[str]) -> Given:
    """Return the global options in `words`; ends with status 2 where they are wrong."""
    use(_language(words) or system_language(os.environ))  # before the first word of help
    parser = Parser(add_help=False)
    add_globals(parser)
    found = parser.parse_args(words)
    if found.store == "":  # a slip, which must not mean the default
        parser.error(_("--store names no store"))
    found.store = found.store or ""
    return Given(**vars(found))
