"""Keys, groups and sets in few bytes say what dictionaries and sets would."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from console.imports.compact import NOBODY, Faults, Groups, Keys, Places
from console.imports.records import Place

TEXTS = st.lists(st.text(max_size=3), max_size=60)


@given(TEXTS)
def test_keys_are_numbered_as_they_come(texts: list[str]) -> None:
    keys, known = Keys(), dict[str, int]()
    for text in texts:
        assert keys.add(text) == known.setdefault(text, len(known))
    assert [keys.find(t) for t in texts] == [known[t] for t in texts]
    assert (len(keys), keys.find("never there")) == (len(known), None)


def test_many_keys_keep_their_numbers_when_the_table_grows() -> None:
    keys = Keys()
    assert [keys.add(f"RK-{n:08d}") for n in range(20_000)] == list(range(20_000))
    assert [keys.find(f"RK-{n:08d}") for n in range(0, 20_000, 777)] == list(range(0, 20_000, 777))


@given(st.lists(st.integers(0, 4) | st.just(NOBODY), max_size=40))
def test_lines_stand_with_their_record_in_their_order(owners: list[int]) -> None:
    groups = Groups(array("I", owners), 5)
    for record in range(5):
        assert list(groups[record]) == [line for line, owner in enumerate(owners) if owner == record]
    assert list(groups.between(1, 4)) == [line for r in (1, 2, 3) for line in groups[r]]


@given(st.lists(st.builds(Place, st.sampled_from(("a.csv", "b.csv")), st.integers(1, 300)), max_size=60))
def test_refused_lines_are_counted_once(places: list[Place]) -> None:
    kept = Places()
    new = [kept.add(place) for place in places]
    assert (len(kept), sum(new)) == (len(set(places)), len(set(places)))
    assert all(place in kept for place in places)
    assert Place("b.csv", 301) not in kept


def test_the_first_refused_line_of_a_record_is_its_fault() -> None:
    faults = Faults()
    faults.blame(3, Place("b.csv", 5))
    faults.blame(3, Place("a.csv", 2))
    assert (dict(faults), faults.get(2)) == ({3: Place("b.csv", 5)}, None)
    assert faults.found() == [(3, Place("b.csv", 5))]
