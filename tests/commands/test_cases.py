"""`case`, `lookup` and `show`: a dispute from the order's number to the closed case, without a window."""

import hashlib

import pytest

from console.disputes.records import Kind
from tests.parts.command_line import ORDER, Line


def opened(desk: Line, kind: str = "packaging") -> str:
    no = desk.done("case", "open", "--order", ORDER, "--kind", kind, "--text", "The box is crushed")["no"]
    assert isinstance(no, str)
    return no


def decided(desk: Line) -> str:
    no = opened(desk)
    known = ("--identity", "e-mail", "--product", "a figure", "--answer", "item-damaged=no")
    desk.done("case", "fact", no, *known, "--answer", "items-missing=no")
    desk.done("case", "decide", no, "--outcome", "deny", "--reason", "Only the box is crushed.")
    return no


def test_a_dispute_goes_from_order_to_closed_case(desk: Line) -> None:
    no = decided(desk)
    desk.done("case", "letter", no, "--out", str(desk.folder / "answer.pdf"))
    assert desk.done("case", "close", no)["state"] == "closed"
    assert desk.done("case", "reopen", no)["state"] == "decided"
    assert desk.done("audit", "verify")["ok"]


def test_opening_tells_number_clock_and_rule(desk: Line) -> None:
    said = desk.done("case", "open", "--order", ORDER, "--kind", "packaging", "--text", "The box is crushed")
    assert said["no"].startswith("D-")
    assert (said["kind"], said["state"], said["clause"]) == ("packaging", "open", "D-06")
    assert said["due_at"].endswith("Z")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_the_contract_opens(desk: Line, kind: Kind) -> None:
    assert desk.done("case", "open", "--order", ORDER, "--kind", kind, "--text", "x")["kind"] == kind


def test_an_unknown_kind_is_wrong_usage(desk: Line) -> None:
    assert desk("case", "open", "--order", ORDER, "--kind", "sorrow", "--text", "x").status == 2


def test_an_order_that_is_not_there_is_named(desk: Line) -> None:
    outcome = desk("case", "open", "--order", "RK-1", "--kind", "other", "--text", "x")
    assert "RK-1" in outcome.reason


def test_a_decision_waits_for_identity_and_product(desk: Line) -> None:
    no = opened(desk)
    outcome = desk("case", "decide", no, "--outcome", "deny", "--reason", "x", "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert "identity" in outcome.reason.lower()


def test_deciding_tells_state_clause_and_what_is_missing(desk: Line) -> None:
    no = opened(desk)
    desk.done("case", "fact", no, "--identity", "phone")
    desk.done("case", "fact", no, "--product", "a figure")
    desk.done("case", "fact", no, "--answer", "item-damaged=no")
    said = desk.done("case", "decide", no, "--outcome", "partial", "--amount", "500", "--reason", "half")
    assert (said["state"], said["clause"]) == ("decided", "D-06")
    assert "item-photo" in said["missing"]
    assert said["amount"] == {"amount": "500", "currency": "JPY"}


def test_evidence_that_is_there_is_missing_no_more(desk: Line) -> None:
    no = opened(desk)
    assert "item-photo" not in desk.done("case", "fact", no, "--evidence", "item-photo")["missing"]


@pytest.mark.parametrize(
    "given",
    [
        ["--identity", "hearsay"],
        ["--answer", "item-damaged"],
        ["--answer", "item-damaged=perhaps"],
        ["--answer", "weather=fine"],
        ["--evidence", "tears"],
        [],
    ],
    ids=str,
)
def test_a_fact_that_is_none_is_refused(desk: Line, given: list[str]) -> None:
    assert desk("case", "fact", opened(desk), *given).reason


@pytest.mark.parametrize("amount", ["much", "-5", "0", "1.5", "999999999"])
def test_an_amount_that_cannot_be_is_refused(desk: Line, amount: str) -> None:
    no = opened(desk)
    desk.done("case", "fact", no, "--identity", "phone", "--product", "x", "--answer", "item-damaged=no")
    assert desk("case", "decide", no, "--outcome", "partial", f"--amount={amount}", "--reason", "x").reason


def test_a_blank_amount_does_not_pay_back_everything(desk: Line) -> None:
    no = opened(desk)
    desk.done("case", "fact", no, "--identity", "phone", "--product", "x", "--answer", "item-damaged=no")
    assert desk("case", "decide", no, "--outcome", "refund", "--amount", "", "--reason", "x").reason
    assert desk.done("show", "case", no)["decision"] is None


@pytest.mark.parametrize("blank", ["--identity", "--product"])
def test_a_blank_fact_beside_another_is_refused(desk: Line, blank: str) -> None:
    no = opened(desk)
    assert desk("case", "fact", no, blank, "", "--evidence", "item-photo").reason
    assert "item-photo" in desk.done("show", "case", no)["missing"]


def test_of_facts_with_a_wrong_one_among_them_none_is_recorded(desk: Line) -> None:
    no = opened(desk)
    assert desk("case", "fact", no, "--identity", "phone", "--answer", "item-damaged=perhaps").reason
    assert desk.done("show", "case", no)["identity"] is None


def test_what_a_clause_excepts_and_what_comes_next_is_told(desk: Line) -> None:
    no = opened(desk)
    said = desk.done("case", "fact", no, "--answer", "items-missing=yes")
    assert said["exceptions"] == ["items-missing"]
    assert said["next_steps"] == ["search-warehouse"]
    assert said["account"].startswith("A-")
    told = desk("case", "fact", no, "--answer", "item-damaged=no").out
    assert "Have the warehouse searched" in told
    assert "Items are missing" in told


def test_a_denial_is_passed_on_and_decided_anew(desk: Line) -> None:
    no = decided(desk)
    desk.done("case", "letter", no, "--out", str(desk.folder / "denied.pdf"))
    assert desk.done("case", "decide", no, "--outcome", "escalate", "--reason", "x")["outcome"] == "escalate"
    said = desk.done("case", "decide", no, "--outcome", "assist", "--reason", "We look again.")
    assert (said["outcome"], said["state"]) == ("assist", "decided")


def test_a_wrong_choice_is_answered_with_the_words_to_type(desk: Line) -> None:
    told = desk("case", "decide", "D-2026-00001", "--outcome", "sorrow", "--reason", "x").err
    assert "'refund'" in told
    assert "Outcome." not in told


@pytest.mark.parametrize("name", ["a.store", "a.store.keys", "a.store-wal"])
def test_a_letter_does_not_take_the_place_of_the_store(desk: Line, name: str) -> None:
    no, file = decided(desk), desk.folder / name
    before = file.read_bytes() if file.exists() else b""
    assert "belongs to the store" in desk("case", "letter", no, "--out", str(file)).reason
    assert not before or file.read_bytes() == before
    assert desk.done("show", "case", no)["letters"] == []


@pytest.mark.parametrize("name", [".", "", "x" * 300])
def test_a_letter_with_no_name_to_be_saved_by_is_not_issued(desk: Line, name: str) -> None:
    no = decided(desk)
    assert "cannot be written" in desk("case", "letter", no, "--out", name).reason


def test_the_letter_is_saved_as_it_is_registered(desk: Line) -> None:
    no, file = decided(desk), desk.folder / "answer.pdf"
    said = desk.done("case", "letter", no, "--out", str(file))
    assert said["file"] == str(file)
    assert said["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert said["language"] == "ja"


def test_saving_it_again_issues_no_second_letter(desk: Line) -> None:
    no = decided(desk)
    first, again = (desk.done("case", "letter", no, "--out", str(desk.folder / name)) for name in ("a", "b"))
    assert first["sha256"] == again["sha256"]
    assert len(desk.done("show", "case", no)["letters"]) == 1


@pytest.mark.parametrize(
    "given", [("--country", "ZZ"), ("--country", "Deutschland"), ("--language", "x" * 500)], ids=str
)
def test_a_country_or_language_that_is_none_is_refused_before_the_letter(
    desk: Line, given: tuple[str, str]
) -> None:
    no = decided(desk)
    assert "does not fit" in desk("case", "letter", no, "--out", str(desk.folder / "a.pdf"), *given).reason
    assert desk.done("show", "case", no)["letters"] == []


def test_another_address_issues_another_letter(desk: Line) -> None:
    no = decided(desk)
    desk.done("case", "letter", no, "--out", str(desk.folder / "a"))
    said = desk.done("case", "letter", no, "--out", str(desk.folder / "b"), "--address", "1 Other Street")
    assert not said["address_verified"]
    assert [x["state"] for x in desk.done("show", "case", no)["letters"]] == ["void", "issued"]


def test_a_letter_that_cannot_be_saved_says_so_and_stays_registered(desk: Line) -> None:
    no = decided(desk)
    assert (
        "cannot be written" in desk("case", "letter", no, "--out", str(desk.folder / "no" / "a.pdf")).reason
    )
    assert len(desk.done("show", "case", no)["letters"]) == 1


def test_no_letter_before_a_decision(desk: Line) -> None:
    outcome = desk("case", "letter", opened(desk), "--out", str(desk.folder / "a.pdf"))
    assert "not decided" in outcome.reason
    assert not (desk.folder / "a.pdf").exists()


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ("", 2), ("kind:packaging", 1), ("kind:quality", 1), ("kind:lost", 0), ("state:open", 2),
        ("state:closed", 0), ("owner:Alice", 2), ("owner:alice", 2), ("owner:Root", 0),
        ("owner:me", 2), ("owner:none", 0),
        ("kind:packaging state:open owner:Alice", 1),
    ],
)  # fmt: skip
def test_the_list_knows_kind_state_and_owner(desk: Line, wanted: str, count: int) -> None:
    opened(desk, "packaging")
    opened(desk, "quality")
    cases = desk.done("case", "list", "--filter", wanted)["cases"]
    assert len(cases) == count
    assert all(set(c) == {"no", "kind", "state", "title", "due_at", "owner"} for c in cases)


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ("colour:red", "kind:, state: and owner:"),
        ("state:happy", "answered"),
        ("kind:box", "packaging"),
        ("owner:nobody", "Alice"),
    ],
)
def test_a_filter_that_is_none_is_refused_with_those_there_are(desk: Line, wanted: str, named: str) -> None:
    outcome = desk("case", "list", "--filter", wanted)
    assert outcome.status == 1
    assert named in outcome.reason


def test_lookup_tells_what_the_search_field_would(desk: Line) -> None:
    said = desk.done("lookup", ORDER)
    assert (said["total"], said["total_is_exact"], said["cut"]) == (1, True, False)
    assert said["hits"][0]["kind"] == "order"
    assert said["hits"][0]["matched"] == ORDER


def test_a_list_without_a_case_says_so(desk: Line) -> None:
    assert desk("case", "list", "--filter", "zebra").out.strip() == "No case fits"


def test_a_lookup_for_people_says_an_orders_number_once(desk: Line) -> None:
    assert desk("lookup", ORDER).out.count(ORDER) == 1


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_limit_holds_for_all_kinds_together(desk: Line, limit: int) -> None:
    opened(desk)
    said = desk.done("lookup", "山田", "--limit", str(limit))
    assert len(said["hits"]) <= limit
    assert said["cut"] == (said["total"] > len(said["hits"]))


@pytest.mark.parametrize("limit", ["0", "-1", "1001"])
def test_a_limit_that_is_none_is_refused(desk: Line, limit: str) -> None:
    assert desk("lookup", "x", f"--limit={limit}").reason


@pytest.mark.parametrize("number", ["A-0000-0001", "1", "C-100", "a-00000001"])
def test_a_customer_is_shown_by_any_of_her_numbers_masked(desk: Line, number: str) -> None:
    said = desk.done("show", "account", number)
    assert (said["id"], said["masked"]) == ("A-0000-0001", True)
    assert "hanako@example.com" not in str(said)
    assert said["orders"][0]["number"] == ORDER


def test_a_reveal_needs_a_reason_and_goes_on_record(desk: Line) -> None:
    before = desk.done("audit", "verify")["entries"]
    assert desk("show", "account", "1", "--reveal", " ").reason
    said = desk.done("show", "account", "1", "--reveal", "she is on the phone")
    assert not said["masked"]
    assert said["contacts"][0]["value"] == "hanako@example.com"
    assert desk.done("audit", "verify")["entries"] > before


def test_a_case_is_shown_with_timeline_and_letters(desk: Line) -> None:
    no = decided(desk)
    said = desk.done("show", "case", no)
    assert said["timeline"][0]["kind"] == "opened"
    assert said["decision"]["outcome"] == "deny"
    assert "604 555" not in str(said["order"])
    assert "604 555" in str(desk.done("show", "case", no, "--reveal", "she is on the phone")["order"])


@pytest.mark.parametrize("number", ["A-9999-9999", "x", "", "999999999999999999999"])
def test_a_customer_who_is_not_there_is_told(desk: Line, number: str) -> None:
    assert desk("show", "account", number).reason


def test_a_role_that_may_not_is_refused_with_its_name(desk: Line) -> None:
    assert "Administrator" in desk("case", "list", who="Root").reason


def test_the_answer_for_people_names_the_rule(desk: Line) -> None:
    out = desk("case", "open", "--order", ORDER, "--kind", "packaging", "--text", "crushed").out
    assert "D-06" in out
