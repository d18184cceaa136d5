"""The big list of naughty strings, each as a name, a paragraph and a cell of a letter."""

import json
from pathlib import Path

import pytest

from console.letters.drawable import drawable
from console.letters.records import LetterContent, Paragraph, Table
from console.letters.refusals import CannotDraw
from tests.parts.letters import DRAWER, content, dense


def _letter(text: str, language: str) -> LetterContent:
    table = Table(("Told", "Found"), ((text, "Agreed"),), (1, 1))
    return content(language=language, recipient_lines=(text,), blocks=(Paragraph(text), table))


def _is_drawn(text: str, language: str) -> bool:
    """Answer whether it is; a letter that leaves some of it out is a failure."""
    try:
        letter = DRAWER.letter(_letter(text, language), language)
    except CannotDraw:
        return False
    assert dense(letter.text).count(dense(drawable(text).text)) >= 3
    return True


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_naughty_string_is_drawn_whole_or_refused(shared_data: Path, language: str) -> None:
    strings: list[str] = json.loads((shared_data / "strings" / "blns.json").read_text(encoding="utf-8"))
    refused = [text for text in strings if not _is_drawn(text, language)]
    assert len(refused) < len(strings) / 10
    assert all(not text.isascii() for text in refused)
