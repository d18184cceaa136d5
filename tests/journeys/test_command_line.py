"""The same job at a terminal: an export taken in, a dispute decided, answered, kept, backed up, proved."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.parts import files
from tests.parts.command_line import Line, Outcome, run_apart
from tests.parts.letters import dense, read

ORDER = "2c810e97c1d3956172e1830863e6a133"
PERSON = "6ca64aa28917ec5f253c90fda7032b6c"
REASON = "The duties are those of the destination, as the customs bill shows."
Document = dict[str, Any]


class Apart(Line):
    """Each command in a process of its own, as at a terminal; the others save the time of starting."""

    def __call__(self, *words: str, **options: str) -> Outcome:
        return run_apart(*self.words(*words, **options))


@dataclass(frozen=True)
class Told:
    """What the commands said while the dispute went from its order to its letter."""

    here: Line
    apart: Apart
    imported: Document
    no: str
    before: Document  # what a decision waited for
    decided: Document
    letter: Document
    again: Document
    closed: Document
    backup: Document


@pytest.fixture(scope="module")
def told(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("terminal")
    here, apart = Line(folder), Apart(folder)
    here.done("init", "--name", "Alice", "--role", "supervisor", "--no-keyring", who="")
    exports = sorted(str(file) for file in (shared_data / "olist-sample").glob("*.csv"))
    imported = here.done("import", "--profile", "olist", *exports)
    opened = apart.done(
        "case", "open", "--order", ORDER, "--kind", "customs", "--text", "I had to pay duties.",
    )  # fmt: skip
    no = opened["no"]
    (folder / "bill.jpg").write_bytes(files.photograph())
    (folder / "mail.eml").write_bytes(files.MAIL)
    here.done("evidence", "add", "--case", no, str(folder / "bill.jpg"))
    assert here.done("mail", "take", "--case", no, str(folder / "mail.eml"))["taken"] == 1
    here.done(
        "case", "fact", no, "--identity", "account", "--product", "Soap, as ordered; duties paid",
        "--answer", "duty-cause=destination-rules", "--evidence", "customs-bill", "--evidence", "destination",
    )  # fmt: skip
    decided = apart.done("case", "decide", no, "--outcome", "deny", "--reason", REASON)
    out = ("case", "letter", no, "--out", str(folder / f"{no}.pdf"))
    assert "names nobody" in here(*out).out  # the customer is greeted as such
    letter = apart.done(
        *out, "--to", "Ana Exemplo", "--address", "Rua Exemplo 1", "--address", "14026 Ribeirao Preto",
        "--country", "BR", "--language", "pt",
    )  # fmt: skip
    again = here.done("case", "letter", no, "--out", str(folder / "again.pdf"))
    closed = here.done("case", "close", no)
    backup = apart.done("backup", str(folder / "kept.zip"))
    return Told(here, apart, imported, no, opened, decided, letter, again, closed, backup)


def test_a_decision_first_waits_for_facts_then_cites_its_clause(told: Told) -> None:
    assert told.before["blocked_by"] == ["identity-missing", "product-missing"]
    assert (told.decided["state"], told.decided["clause"], told.decided["missing"]) == ("decided", "D-01", [])
    assert told.closed["state"] == "closed"


def test_the_letter_says_what_was_decided_to_the_address_that_was_typed(told: Told) -> None:
    data = Path(told.letter["file"]).read_bytes()
    text = dense("".join(read(data)))
    for words in (told.no, REASON, ORDER, "Ana Exemplo", "14026 Ribeirao Preto"):
        assert dense(words) in text
    assert hashlib.sha256(data).hexdigest() == told.letter["sha256"]
    assert (told.letter["language"], told.letter["address_verified"]) == ("en", False)


def test_the_letter_asked_for_again_is_the_same_file(told: Told) -> None:
    assert told.again["letter"] == told.letter["letter"]
    assert Path(told.again["file"]).read_bytes() == Path(told.letter["file"]).read_bytes()


def test_the_export_is_all_there_and_found(told: Told) -> None:
    assert {kind: n["created"] for kind, n in told.imported["by_kind"].items()} == {
        "accounts": 2995, "orders": 3000, "items": 3397, "payments": 3170, "parcels": 0,
    }  # fmt: skip
    assert [hit["id"] for hit in told.here.done("lookup", ORDER)["hits"]] == [ORDER]
    assert [hit["id"] for hit in told.here.done("lookup", told.no)["hits"]] == [told.no]
    person = told.here.done("show", "account", PERSON)
    assert [order["number"] for order in person["orders"]] == [ORDER]


def test_the_case_is_listed_shown_and_proved(told: Told) -> None:
    listed = told.here.done("case", "list", "--filter", "kind:customs state:closed owner:alice")
    assert [row["no"] for row in listed["cases"]] == [told.no]
    assert told.here.done("show", "case", told.no)["letters"][-1]["sha256"] == told.letter["sha256"]
    evidence = told.here.done("evidence", "verify", "--case", told.no)
    assert (evidence["verified"], evidence["damaged"]) == (3, [])
    trail = told.here.done("audit", "verify")
    assert (trail["ok"], trail["first_bad"]) == (True, None)


def test_the_backup_lives_on_in_another_place(told: Told) -> None:
    elsewhere = told.here.folder / "elsewhere" / "b.store"
    there = replace(told.here, store=str(elsewhere))
    assert replace(told.apart, store=str(elsewhere)).done("restore", told.backup["file"])["store"] == str(
        elsewhere
    )
    assert there.done("audit", "verify")["ok"]
    assert there.done("evidence", "verify")["verified"] == 3
    assert there.done("show", "case", told.no)["state"] == "closed"
