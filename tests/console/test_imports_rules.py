"""An import changes what it wrote itself, never what somebody corrected since."""

from dataclasses import replace

import pytest

from console.imports.records import (
    OWN,
    SETS,
    Change,
    Difference,
    Fields,
    Incoming,
    Kind,
    Known,
    Outcome,
    Place,
    Reason,
    Sets,
)
from console.imports.rules import check_money, merge

HERE = Place("orders.csv", 2)


def incoming(own: Fields | None = None, sets: Sets | None = None, **parts: Fields) -> Incoming:
    named = {name.replace("_", ":"): fields for name, fields in parts.items()}
    return Incoming(Kind.ORDERS, "000123", {OWN: own or {}} | named, sets or {}, {OWN: HERE})


def kept(change: Change) -> Known:
    """Return the store's side after `change` was written as the first import."""
    return Known(1, dict(change.parts), dict(change.sets), change.mark)


def first(record: Incoming) -> Known:
    change = merge(record, None).change
    assert change is not None
    return kept(change)


def corrected(known: Known, part: str, **fields: str) -> Known:
    return replace(known, parts={**known.parts, part: {**known.parts[part], **fields}})


def test_a_new_record_is_created_with_all_its_parts() -> None:
    merged = merge(incoming({"state": "paid"}, item_1={"price": 5}), None)
    assert set(merged.outcomes.values()) == {Outcome.CREATED}
    assert merged.change is not None
    assert merged.change.id is None


def test_the_same_again_changes_nothing() -> None:
    record = incoming({"state": "paid"}, {"emails": (("a@example.com",),)}, item_1={"price": 5})
    merged = merge(record, first(record))
    assert (merged.change, set(merged.outcomes.values())) == (None, {Outcome.UNCHANGED})


def test_a_new_value_takes_the_place_of_what_an_import_wrote() -> None:
    known = first(incoming({"state": "paid", "remarks": "x"}))
    merged = merge(incoming({"state": "shipped", "remarks": "x"}), known)
    assert merged.change is not None
    assert merged.change.parts == {OWN: {"state": "shipped"}}
    assert merged.outcomes == {OWN: Outcome.UPDATED}


def test_a_corrected_field_stays_and_the_difference_is_told() -> None:
    known = corrected(first(incoming({"remarks": "wrng", "state": "paid"})), OWN, remarks="wrong")
    merged = merge(incoming({"remarks": "wrng", "state": "shipped"}), known)
    assert merged.differences == [Difference(OWN, "remarks")]
    assert merged.change is not None
    assert merged.change.parts == {OWN: {"state": "shipped"}}


def test_once_shop_and_console_agree_again_the_shop_is_followed_again() -> None:
    known = corrected(first(incoming({"remarks": "wrng"})), OWN, remarks="wrong")
    agreed = merge(incoming({"remarks": "wrong"}), known)
    assert agreed.change is not None
    assert (agreed.change.parts, agreed.outcomes[OWN]) == ({}, Outcome.UNCHANGED)
    later = merge(incoming({"remarks": "right"}), replace(known, mark=agreed.change.mark))
    assert later.change is not None
    assert later.change.parts == {OWN: {"remarks": "right"}}


def test_what_the_console_filled_in_stays_when_a_profile_maps_it_later() -> None:
    known = Known(1, {OWN: {"birth_year": 1990, "language": ""}}, {}, {})
    merged = merge(incoming({"birth_year": 1991, "language": "ja"}), known)
    assert merged.differences == [Difference(OWN, "birth_year")]
    assert merged.change is not None
    assert merged.change.parts == {OWN: {"language": "ja"}}


def test_a_new_item_of_a_known_order_is_created() -> None:
    known = first(incoming({}, item_1={"price": 5}))
    merged = merge(incoming({}, item_1={"price": 5}, item_2={"price": 7}), known)
    assert merged.outcomes == {OWN: Outcome.UNCHANGED, "item:1": Outcome.UNCHANGED, "item:2": Outcome.CREATED}


def test_an_item_that_was_taken_away_here_does_not_come_back() -> None:
    whole = incoming({}, item_1={"price": 5}, item_2={"price": 7})
    known = first(whole)
    known = replace(known, parts={p: f for p, f in known.parts.items() if p != "item:2"})
    merged = merge(whole, known)
    assert (merged.differences, merged.change) == ([Difference("item:2", "")], None)


def test_an_item_that_the_files_name_no_more_stays_and_is_told() -> None:
    known = first(incoming({}, item_1={"price": 5}, item_2={"price": 7}, payment_1={"amount": 12}))
    record = replace(incoming({}, item_1={"price": 5}), covers=frozenset({"item"}))
    merged = merge(record, known)
    assert merged.differences == [Difference("item:2", "", Reason.GONE)]
    assert merged.change is None


def test_a_new_address_takes_the_place_of_the_imported_one_and_leaves_added_ones() -> None:
    known = first(incoming(sets={"emails": (("old@example.com",),)}))
    known = replace(known, sets={"emails": (("old@example.com",), ("added@example.com",))})
    merged = merge(incoming(sets={"emails": (("new@example.com",),)}), known)
    assert merged.change is not None
    assert merged.change.sets == {"emails": (("new@example.com",), ("added@example.com",))}


@pytest.mark.parametrize("says", ["old@example.com", "new@example.com"])
def test_a_corrected_address_stays_whatever_the_shop_says(says: str) -> None:
    known = first(incoming(sets={"emails": (("old@example.com",),)}))
    known = replace(known, sets={"emails": (("corrected@example.com",),)})
    merged = merge(incoming(sets={"emails": ((says,),)}), known)
    assert (merged.differences, merged.change) == ([Difference(SETS, "emails")], None)


def test_a_mark_holds_no_word_of_what_was_written() -> None:
    known = first(incoming({"remarks": "secret"}, {"emails": (("secret@example.com",),)}))
    assert "secret" not in str(known.mark)


@pytest.mark.parametrize(
    ("paid", "reason"),
    [
        (1498, Reason.PAYMENTS_DIFFER),
        (1499, Reason.ROUNDING),
        (1500, None),
        (1501, Reason.ROUNDING),
        (1502, Reason.PAYMENTS_DIFFER),
    ],
)
def test_payments_off_by_one_unit_are_a_rounding(paid: int, reason: Reason | None) -> None:
    order = incoming({}, item_1={"price": 500, "quantity": 2, "freight": 500}, payment_1={"amount": paid})
    found = check_money(order)
    assert (found.reason if found else None) is reason


def test_an_order_without_items_is_told_of_apart() -> None:
    found = check_money(incoming({}, payment_1={"amount": 5}))
    assert found is not None
    assert found.reason is Reason.NO_ITEMS


def test_an_unpaid_order_is_nothing_to_tell() -> None:
    assert check_money(incoming({}, item_1={"price": 500})) is None
