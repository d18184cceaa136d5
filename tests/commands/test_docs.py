"""docs/commands.md names every command, verb and option, and nothing that does not exist."""

import argparse
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from console.commands import nouns
from console.commands.given import FLAGS, VALUED, Parser
from tests.parts.command_line import ROOT

PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def parser_of(command: str) -> argparse.ArgumentParser:
    noun = nouns.Noun(Parser(prog=command))
    import_module(f"console.commands.{nouns.COMMANDS[command][0]}").build(noun)
    return noun.parser


def verbs_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= action.choices
    return found


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from (o for o in action.option_strings if o.startswith("--") and o != "--help")


@pytest.mark.parametrize("command", nouns.COMMANDS)
def test_the_page_names_each_verb_with_its_options(command: str) -> None:
    parser = parser_of(command)
    named = {f"{command} {verb}": p for verb, p in verbs_of(parser).items()} or {command: parser}
    for words, each in named.items():
        lines = [line for line in PAGE.splitlines() if f"`{words}" in line]
        assert lines, words
        assert [o for o in options_of(each) if not any(o in line for line in lines)] == []


@pytest.mark.parametrize("option", sorted(VALUED | FLAGS))
def test_the_page_names_each_global_option(option: str) -> None:
    assert f"| `{option}" in PAGE


def test_the_page_names_no_command_that_does_not_exist() -> None:
    told = {m[1] for m in re.finditer(r"^\| `([a-z-]+)", PAGE, re.MULTILINE)} - {"--demo"}
    assert told - set(nouns.COMMANDS) - VALUED - FLAGS == set()
