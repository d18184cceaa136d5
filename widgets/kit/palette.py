"""The command palette: what one can do, found by a few letters of its words."""

from collections.abc import Sequence

from widgets.kit.results import Group, Result
from widgets.kit.shortcuts import Command
from widgets.kit.wording import cut_words, key_words

SIGN = ">"


def wants_commands(text: str) -> bool:
    """Tell whether what stands in the search field asks for commands."""
    return text.lstrip().startswith(SIGN)


def matched(words: str, typed: str) -> list[tuple[int, int]] | None:
    """Return where each word of `typed` stands in `words` (start, end), None where one does not."""
    folded = "".join(map(_lower, words))
    marks = []
    for part in "".join(map(_lower, typed)).split():
        at = folded.find(part)
        if at < 0:
            return None
        marks.append((at, at + len(part)))
    return sorted(marks)


def _lower(letter: str) -> str:
    """Return one letter for one, so that places in the text stay what they are."""
    return letter.lower() if len(letter.lower()) == 1 else letter


def command_groups(commands: Sequence[Command], text: str) -> list[Group]:
    """Return the commands that fit `text` (with or without ">"), under their headings."""
    typed = text.lstrip().removeprefix(SIGN)
    groups: dict[str, list[Result]] = {}
    for command in commands:
        marks = matched(command.words, typed)
        if marks is not None:
            row = Result(command.id, command.words, command.icon, marks, key=key_words(command.key))
            groups.setdefault(command.group, []).append(row)
    return [Group(title, cut_words(len(rows), len(rows)), rows) for title, rows in groups.items()]
