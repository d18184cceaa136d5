"""Every verb that writes stands in docs/undo.md, with its way back or the reason why it stays."""

import re
from pathlib import Path

import pytest

from tests.parts import walk

DOC = (Path(__file__).parents[1] / "docs" / "undo.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_]+)`", DOC))
WRITING = {n.rpartition(".")[2] for n, r in walk.registered().items() if r.tag and r.permission}


@pytest.mark.parametrize("verb", sorted(WRITING))
def test_the_list_of_what_can_be_undone_names_the_verb(verb: str) -> None:
    assert verb in NAMED


def test_the_list_names_no_verb_that_is_gone() -> None:
    assert not NAMED - WRITING
