"""Strings that break programs, through every field in which somebody types, on both engines."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.cards import mask_cards
from console.errors import Refused, StoreTrouble
from console.evidence.rules import kept_name
from db.work import SqlBackend
from tests.parts import typed_fields as fields
from tests.parts.batch import batch
from tests.parts.disputes import decided, ready
from tests.parts.typed_fields import Bench
from tests.parts.world import settle

EDGES = (
    "", " ", "\r", "\0", "a\0b", "\ud800", "a\udfffb", "e\u0301", "\ufeffx", "x\u2028y\u2029z", "\x1b[31mred",
    "\U0010ffff", "-1", "=1+1", "long " * 100_000,
)  # fmt: skip
Field = Callable[[Bench, str], str]
ONE_BY_ONE, SHORT, LONG = 0, 190, 3_900  # characters typed at once
FIELDS: dict[Field, int] = {
    fields.name_of_operator: ONE_BY_ONE,  # it takes what can be printed alone
    fields.title_of_case: SHORT,
    fields.profile: SHORT,
    fields.name_of_file: SHORT,
    fields.name_of_person: LONG,
    fields.contact_of_person: LONG,
    fields.address_of_person: LONG,
    fields.guardian: LONG,
    fields.reason_to_reveal: LONG,
    fields.words_of_dispute: LONG,
    fields.product: LONG,
    fields.reason: LONG,
    fields.note: LONG,
    fields.call: LONG,
    fields.chat: LONG,
    fields.letter_received: LONG,
    fields.draft: LONG,
    fields.who_handed_over: LONG,
}


@pytest.fixture(scope="module")
def strings(shared_data: Path) -> list[str]:
    found: list[str] = json.loads((shared_data / "strings" / "blns.json").read_text("utf-8"))
    payloads = (shared_data / "strings" / "csv-injection.txt").read_text("utf-8").splitlines()
    return [*found, *payloads]


@pytest.fixture
def bench(backend: SqlBackend) -> Iterator[Bench]:
    """Return the small world inside one transaction."""
    here = settle(backend)
    case_id, letter_id, decided_id = ready(here), here.letter().id, decided(here)
    with batch(backend) as at_once:
        yield Bench(replace(here, backend=at_once), case_id, letter_id, decided_id)


def packs(strings: list[str], longest: int) -> list[str]:
    """Return the strings, one after the other, in as few texts as they fit into."""
    if longest == ONE_BY_ONE:
        return strings
    packed = [""]
    for text in (text[:longest] for text in strings):
        if len(packed[-1]) + len(text) < longest:
            packed[-1] += f" {text}"
        else:
            packed.append(text)
    return packed


def as_kept(text: str) -> set[str]:
    """Return the forms in which a text may stand in the store: less blanks around it, less card numbers."""
    forms = {text, text.strip(), " ".join(text.split()), kept_name(text)}
    return forms | {mask_cards(form).text for form in forms}


def kept(bench: Bench, field: Field, text: str) -> str | None:
    """Return what the store has of a text, None where it is refused. A store in trouble is no refusal."""
    try:
        return field(bench, text)
    except StoreTrouble:
        raise
    except Refused:
        return None


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: str(field.__name__))
def test_naughty_strings_are_kept_as_typed_or_refused(bench: Bench, strings: list[str], field: Field) -> None:
    texts = [*packs(strings, FIELDS[field]), *EDGES]
    stored = {text: kept(bench, field, text) for text in texts}
    assert [text for text, found in stored.items() if found not in (None, *as_kept(text))] == []
    assert sum(found is None for found in stored.values()) <= len(EDGES) + len(strings) / 10


def test_naughty_names_and_addresses_on_letters_are_kept_as_typed_or_refused(
    bench: Bench, strings: list[str]
) -> None:
    texts = [*strings[::20], *EDGES]
    stored = {text: kept(bench, fields.address_of_letter, text) for text in texts}
    assert [text for text, found in stored.items() if found not in (None, *as_kept(text))] == []
