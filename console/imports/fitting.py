"""Changes what a profile's text says, one field at a time: each change gives the whole text anew."""

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from console.errors import Invalid
from console.imports.fields import ENTITIES, Sort
from console.imports.guessing import Place, guess_state
from console.toml_faults import fault_of
from console.words import N_

MOST_WORDS = 30
OUR_WORDS = frozenset({Sort.WORD, Sort.WORDS})
NUMBER, PERSON = Place("order", "number"), Place("account", "id")
FOLLOWERS: Mapping[Place, tuple[Place, ...]] = MappingProxyType(  # the same column, said in another part
    {
        NUMBER: (Place("item", "order"), Place("payment", "order"), Place("parcel", "order")),
        PERSON: (Place("order", "account"),),
    }
)
FOLLOWING = frozenset(place for several in FOLLOWERS.values() for place in several)
USUAL: Mapping[Place, str] = MappingProxyType(  # what a needed field says where no column does
    {
        Place("order", "state"): "placed",
        Place("payment", "state"): "paid",
        Place("payment", "provider"): "unknown",
        Place("parcel", "state"): "expected",
    }
)
Said = Mapping[str, Any]  # a profile as TOML reads it
Cells = Mapping[str, Sequence[str]]


class How(Enum):
    """How a field of a profile is filled."""

    NOT = "not"
    COLUMN = "column"
    ALWAYS = "always"  # the same for all
    OTHERWISE = "otherwise"  # several columns, another file: only the text says that


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a field: the column, or the value that always stands there."""

    how: How
    value: str = ""


NOTHING = Filled(How.NOT)


def read_profile(text: str) -> Said:
    """Return what a profile's text says, whether or not it is whole. Raises: Invalid."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(N_("The profile cannot be read: {why}."), why=fault_of(error)) from None


def filled(said: Said, place: Place) -> Filled:
    """Return what fills a field."""
    source = _part(said, place.entity).get(place.field)
    if source is None:
        return NOTHING
    if isinstance(source, str):
        return Filled(How.COLUMN, source)
    if isinstance(source, dict):
        if source.keys() <= {"column", "words", "guest", "strip_apostrophe"} and "column" in source:
            return Filled(How.COLUMN, str(source["column"]))
        if source.keys() == {"value"}:
            return Filled(How.ALWAYS, str(source["value"]))
        if source.keys() == {"guest"}:
            return NOTHING
    return Filled(How.OTHERWISE)


def fill(said: Said, place: Place, by: Filled, cells: Cells) -> str:
    """Return the profile's text with a field filled otherwise; `cells` tell which words a column holds.

    A kind of record begins with its first field and goes with its last. The order's number and the
    customer's id are said in other parts too: they follow as long as they said the same.
    """
    changed = deepcopy(dict(said))
    before = filled(said, place)
    _put(changed, place, _source(place, by, cells))
    _follow(changed, place, before)
    for entity in ("item", "payment", "parcel"):
        _begin_or_end(changed, entity)
    if place in FOLLOWERS:
        _name_guests(changed)
    return profile_text(changed)


def words_of(said: Said, place: Place) -> Mapping[str, str]:
    """Return what the shop's words of a field mean in ours."""
    source = _part(said, place.entity).get(place.field)
    words = source.get("words") if isinstance(source, dict) else None
    return words if isinstance(words, dict) and filled(said, place).how is How.COLUMN else {}


def give_meaning(said: Said, place: Place, word: str, ours: str) -> str:
    """Return the profile's text with another meaning of a shop's word."""
    changed = deepcopy(dict(said))
    changed[place.entity][place.field]["words"][word] = ours
    return profile_text(changed)


def say(said: Said, **facts: str) -> str:
    """Return the profile's text with other facts about the whole of it ("zone")."""
    return profile_text({**said, **facts})


def is_missing(said: Said, place: Place) -> bool:
    """Tell whether a field is needed and nothing fills it."""
    part = _part(said, place.entity)
    needed = place.declared.required and (bool(part) or place.entity in {"account", "order"})
    return needed and place.field not in part


def profile_text(said: Said) -> str:
    """Return a profile as text."""
    return "\n".join(_table("", said)).strip("\n") + "\n"


def _table(name: str, said: Said) -> Iterator[str]:
    """Yield the lines of a table, those inside it below."""
    inside = {
        k: v for k, v in said.items() if isinstance(v, dict) and (not name or "words" in v or k == "words")
    }
    if name:
        yield f"\n[{name}]"
    for key, value in said.items():
        if key not in inside:
            yield f"{_key(key)} = {_value(value)}"
    for key, table in inside.items():
        yield from _table(f"{name}.{_key(key)}" if name else _key(key), table)


def _key(key: str) -> str:
    is_bare = key.isascii() and bool(key) and all(c.isalnum() or c in "_-" for c in key)
    return key if is_bare else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:  # what TOML reads
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, (str, bool, int)):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def _part(said: Said, entity: str) -> Said:
    part = said.get(entity)
    return part if isinstance(part, dict) else {}


def _put(said: dict[str, Any], place: Place, source: Any) -> None:  # what TOML reads
    part = said.setdefault(place.entity, {"file": _file(said)})
    if source is None:
        part.pop(place.field, None)
    else:
        part[place.field] = source


def _file(said: Said) -> str:
    file = _part(said, "account").get("file")
    return str(file) if file else next(iter(_part(said, "files")), "export")


def _source(place: Place, by: Filled, cells: Cells) -> Any:  # what TOML reads
    if by.how is How.ALWAYS:
        return {"value": by.value}
    if by.how is not How.COLUMN:
        return None
    words = place.declared.words
    if place.declared.sort not in OUR_WORDS or words is None:
        return by.value
    ours, usual = {str(w) for w in words}, USUAL.get(place, str(next(iter(words))))
    return {
        "column": by.value,
        "words": {c: _meant(c, place, ours) or usual for c in cells.get(by.value, ())[:MOST_WORDS]},
    }


def _meant(cell: str, place: Place, ours: set[str]) -> str:
    guess = guess_state(cell) if place == Place("order", "state") else ""
    return guess or (cell.casefold() if cell.casefold() in ours else "")


def _follow(said: dict[str, Any], leader: Place, before: Filled) -> None:
    now = filled(said, leader)
    for place in FOLLOWERS.get(leader, ()):
        if place.entity not in said or filled(said, place) not in {before, NOTHING}:
            continue
        _put(said, place, now.value if now.how is How.COLUMN else None)


def _begin_or_end(said: dict[str, Any], entity: str) -> None:
    """Take away a kind of record that nothing of its own fills; say what a new one needs."""
    if entity not in said:
        return
    own = [Place(entity, f) for f in ENTITIES[entity] if Place(entity, f) not in FOLLOWING]
    if all(filled(said, place).how in {How.NOT, How.ALWAYS} for place in own):
        del said[entity]
        return
    number = filled(said, NUMBER)
    for place in (Place(entity, "order"), *own):
        if place.field in said[entity]:
            continue
        if place.field == "order" and number.how is How.COLUMN:
            _put(said, place, number.value)
        elif place.declared.required and place in USUAL:
            _put(said, place, {"value": USUAL[place]})


def _name_guests(said: dict[str, Any]) -> None:
    """Let the order's number name whoever has no id of the shop's, where both stand in one file."""
    number, order = filled(said, NUMBER), _part(said, "order")
    person = filled(said, PERSON)
    if person.how is How.OTHERWISE or order.get("file") != _part(said, "account").get("file"):
        return
    guest = {"guest": number.value} if number.how is How.COLUMN else {}
    column = {"column": person.value} if person.how is How.COLUMN else {}
    for place in (PERSON, *FOLLOWERS[PERSON]):
        if filled(said, place).how is not How.OTHERWISE:
            _put(said, place, {**column, **guest} if guest else column.get("column"))
