"""The commands there are. A noun's file is read when its command is given, so that --help stays quick."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType

from console.commands.desk import Desk
from console.commands.given import Parser
from console.commands.said import Said
from console.words import N_, _

Run = Callable[[Desk, argparse.Namespace], Said]

COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "init": ("init", N_("create the store and its first operator")),
        "demo-data": ("demo_data", N_("fill a store with made-up people")),
        "import": ("imports", N_("take in a shop's export")),
        "lookup": ("lookup", N_("find people, orders, parcels, cases")),
        "show": ("show", N_("show a customer or a case")),
        "case": ("cases", N_("disputes: open, facts, decide, letter, close, list")),
        "mail": ("mail", N_("read e-mails, take them in")),
        "evidence": ("evidence", N_("inspect, add and verify files")),
        "operator": ("operator", N_("who may sign in, and as what")),
        "policy": ("policy", N_("versions of the policy: list, show, add, release, drop")),
        "audit": ("audit", N_("check that the trail is whole")),
        "backup": ("backup", N_("write one zip with everything")),
        "restore": ("restore", N_("put the store in a backup at its place")),
        "key": ("key", N_("how the store is opened: keyring, passphrase")),
        "tour": ("tour", N_("drive the window through the main jobs and keep pictures")),
        "doctor": ("doctor", N_("check this installation")),
    }
)


@dataclass(slots=True)
class Noun:
    """One command while its file describes it: either one thing it does, or verbs."""

    parser: argparse.ArgumentParser
    _verbs: list["argparse._SubParsersAction[Parser]"] = field(default_factory=list)

    def does(self, run: Run) -> argparse.ArgumentParser:
        """Say what the command does and return its parser, for its arguments."""
        self.parser.set_defaults(run=run)
        return self.parser

    def verb(self, name: str, run: Run, text: str) -> argparse.ArgumentParser:
        """Add a verb ("open" of "case open") and return its parser; `text` tells people what it does."""
        if not self._verbs:
            self._verbs.append(
                self.parser.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=Parser)
            )
        parser = self._verbs[0].add_parser(name, help=text, description=text)
        parser.set_defaults(run=run)
        return parser


def read(prog: str, command: str, words: list[str]) -> argparse.Namespace:
    """Return what was given to `command`; ends with status 2 on wrong usage, 0 after --help."""
    module, text = COMMANDS[command]
    noun = Noun(Parser(prog=f"{prog} {command}", description=_(text)))
    noun.parser.epilog = _("Global options: see {program} --help.", program=prog)
    build: Callable[[Noun], None] = import_module(f"console.commands.{module}").build
    build(noun)
    return noun.parser.parse_args(words)
