"""Writes a profile for a file that nobody described yet: guessed, each guess with how sure it is."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from console.errors import Invalid
from console.imports.detecting import SAMPLE, Guess, Written, detect
from console.imports.fields import ENTITIES
from console.imports.guessing import Place, guess_columns, guess_moments, guess_state
from console.imports.opening import BY_SUFFIX, open_sources
from console.imports.sources import Form, Row, TableSource
from console.imports.workbooks import Sheets
from console.words import N_, _

LOOKED_AT = 200  # lines
SAMPLES = 50  # cells of a column
MOST_WORDS = 30
LINES_SHOWN = 3
Cells = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class House:
    """What no file says: the shop's name, its zone and its currency."""

    name: str
    zone: str
    currency: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile as text, and what it was guessed from: cells by column, how sure each place is.

    `form` says how the file is written, None for a kind of file that says so itself; `lines` are its first.
    """

    text: str
    columns: Cells
    sure: Mapping[Place, float]
    form: Form | None
    lines: tuple[tuple[str, ...], ...]


def draft(path: Path, house: House, sheets: Sheets | None = None, form: Form | None = None) -> Draft:
    """Return a profile for a file, with a word beside each guess; read as `form` says, if given.

    Raises: Invalid.
    """
    written = None if path.suffix.lower() in BY_SUFFIX else _as_told(form) if form else _written(path)
    read_as = Form(written.encoding.value, written.separator.value) if written else Form()
    source = open_sources(path, read_as, sheets)[0]
    try:
        header, rows = _looked_at(source)
    finally:
        source.close()
    columns = _columns(header, rows)
    moments = guess_moments(columns)
    guessed = guess_columns(columns, moments.value)
    lines = [*_head(house, written, moments), *_files(columns, guessed), *_parts(columns, guessed)]
    return Draft(
        "\n".join(lines) + "\n",
        columns,
        {place: guess.sure for place, guess in guessed.items()},
        read_as if written else None,
        tuple(tuple(cells) for cells in (header, *rows[:LINES_SHOWN])),
    )


def _as_told(form: Form) -> Written:
    return Written(Guess(form.encoding, 1.0), Guess(form.separator, 1.0))


def _written(path: Path) -> Written:
    try:
        with path.open("rb") as file:
            return detect(file.read(SAMPLE))
    except OSError:
        raise Invalid(N_("{file} cannot be read."), file=path.name) from None


def _looked_at(source: TableSource) -> tuple[list[str], list[list[str]]]:
    """Return the header and the first lines that are as wide."""
    header = source.header()
    rows = [r.cells for r in islice(source.rows(), LOOKED_AT) if isinstance(r, Row)]
    return header, [cells for cells in rows if len(cells) == len(header)]


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Cells:
    """Return the columns with some of their cells, each once."""
    return {
        column: list(dict.fromkeys(c[at].strip() for c in rows if c[at].strip()))[:SAMPLES]
        for at, column in enumerate(header)
    }


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _said(key: str, value: str, sure: float | None = None) -> str:
    line = f"{key} = {value}"
    return line if sure is None else _beside(line, _("sure: {percent} of 100", percent=round(100 * sure)))


def _beside(line: str, words: str) -> str:
    return f"{line}  # {words}"


def _head(house: House, written: Written | None, moments: Guess) -> Iterator[str]:
    yield "# " + _("Guessed from a file. Look at every line, correct it, then try it out.")
    for key in ("name", "title", "source"):
        yield _said(key, _text(house.name))
    unsaid = _("no file says this: is it right?")
    for key, value in (("zone", house.zone), ("currency", house.currency)):
        yield _beside(_said(key, _text(value)), unsaid)
    if written:
        yield _said("encoding", _text(written.encoding.value), written.encoding.sure)
        yield _said("separator", _text(written.separator.value), written.separator.sure)
    yield _said("moments", _text(moments.value), moments.sure)


def _files(columns: Cells, guessed: Mapping[Place, Guess]) -> Iterator[str]:
    needed = [g.value for p, g in guessed.items() if p.declared.required]
    known_by = list(dict.fromkeys(needed)) or list(columns)[:3]
    yield "\n[files]"
    yield _said("export", f"[{', '.join(map(_text, known_by))}]")


def _parts(columns: Cells, guessed: Mapping[Place, Guess]) -> Iterator[str]:
    number, own = guessed.get(Place("order", "number")), guessed.get(Place("account", "id"))
    yield from _part("account", guessed, {"id": _person(own, number)})
    if number is None and not any(p.entity == "item" for p in guessed):
        return
    order = _text(number.value) if number else None
    state = guessed.get(Place("order", "state"))
    yield from _part("order", guessed, {"account": _person(own, number), "state": None})
    yield from _states(state, columns)
    for entity, key in (("item", "price"), ("payment", "amount")):
        if Place(entity, key) in guessed:
            more = {"order": order, "provider": None, "state": '{ value = "paid" }'}
            if Place(entity, "provider") in guessed:
                del more["provider"]
            yield from _part(entity, guessed, more)


def _person(own: Guess | None, number: Guess | None) -> str | None:
    if own and number:
        return f"{{ column = {_text(own.value)}, guest = {_text(number.value)} }}"
    if own:
        return _text(own.value)
    return f"{{ guest = {_text(number.value)} }}" if number else None


def _part(entity: str, guessed: Mapping[Place, Guess], said: Mapping[str, str | None]) -> Iterator[str]:
    yield f"\n[{entity}]"
    yield _said("file", _text("export"))
    if entity == "account":
        yield _said("fill_down", "true")
    for field, declared in ENTITIES[entity].items():
        found = guessed.get(Place(entity, field))
        if field in said:
            if said[field] is not None:
                yield _said(field, str(said[field]))
            elif field == "provider":
                yield _said(field, '{ value = "unknown" }')
            elif field != "state":
                yield _missing(field)
        elif found:
            yield _said(field, _text(found.value), found.sure)
        elif declared.required:
            yield _missing(field)


def _missing(field: str) -> str:
    return _beside(f'# {field} = ""', _("needed: which column is it?"))


def _states(state: Guess | None, columns: Cells) -> Iterator[str]:
    yield "\n[order.state]"
    if state is None:
        yield _beside(_said("value", _text("placed")), _("no column says how far an order is"))
        return
    yield _said("column", _text(state.value), state.sure)
    yield "\n[order.state.words]"
    for word in columns[state.value][:MOST_WORDS]:
        ours = guess_state(word)
        line = _said(_text(word), _text(ours or "placed"))
        yield line if ours else _beside(line, _("not known: what does it mean?"))


def named_after(path: Path, house: House) -> House:
    """Return the house with a name made from a file's, where it has none."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.stem.lower()).strip("-")
    return house if house.name else replace(house, name=plain[:40].strip("-") or "my-shop")
