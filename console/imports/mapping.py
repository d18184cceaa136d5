"""What a profile says of one field and of one kind of record."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from console.words import _

Columns = tuple[str, ...]
ENTITY_WORDS = ("file", "fill_down", "optional", "only")


class Strict(BaseModel):
    """A part of a profile: it says nothing that is not known, and stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a field comes from: columns (several are joined), a fixed value, or another file's column.

    `words` turns the shop's words into ours; `look_in`, `by` and `take` follow the column's value into
    another file, to the line whose column `by` (the same name, if not said) holds it. Of `first_of` counts
    the first that says something. `means`: what it means that the cell is not empty. `guest`: the column with
    the order's number, which names a guest where no customer's id stands.
    """

    columns: Columns = ()
    value: str | None = None
    words: Mapping[str, str] | None = None
    look_in: str = ""
    by: str = ""
    take: str = ""
    first_of: tuple["Source", ...] = ()
    means: str = ""
    guest: str = ""
    strip_apostrophe: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:  # what a TOML file holds
        if isinstance(given, str):
            return {"columns": (given,)}
        if isinstance(given, list):
            return {"columns": tuple(given)}
        if isinstance(given, dict) and "column" in given:
            rest = {k: v for k, v in given.items() if k != "column"}
            return {"columns": (given["column"],), **rest}
        if isinstance(given, dict) and isinstance(given.get("first_of"), list):
            shared = {k: v for k, v in given.items() if k in ("words", "strip_apostrophe")}
            rest = {k: v for k, v in given.items() if k not in ("words", "strip_apostrophe")}
            return rest | {"first_of": tuple(_with_shared(one, shared) for one in given["first_of"])}
        return given

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> "Source":
        said = [bool(self.columns or self.guest), self.value is not None, bool(self.first_of)]
        if sum(said) != 1:
            msg = _("give either a column or a value")
            raise ValueError(msg)
        if bool(self.look_in) != bool(self.take) or (self.by and not self.look_in):
            msg = _("look_in and take belong together")
            raise ValueError(msg)
        if self.look_in and self.is_derived:
            msg = _("what is looked up in another file is a column")
            raise ValueError(msg)
        return self

    @property
    def key(self) -> str:
        """The column of the other file that is looked for."""
        return self.by or "".join(self.columns[:1])

    @property
    def is_derived(self) -> bool:
        """Whether more is to be done than to read columns, or to write a value."""
        return bool(self.first_of or self.means or self.guest or self.strip_apostrophe)

    @property
    def every(self) -> Iterator["Source"]:
        """What it may come to: itself, or each of `first_of`."""
        for one in self.first_of:
            yield from one.every
        if not self.first_of:
            yield self

    @property
    def columns_named(self) -> Columns:
        """Every column of its own file that it names, in their order."""
        named = (c for one in self.every for c in (*one.columns, *([one.guest] if one.guest else ())))
        return tuple(dict.fromkeys(named))

    @property
    def targets(self) -> set[str]:
        """Every word of ours that it names."""
        return {w for s in self.every for w in (*(s.words or {}).values(), s.value, s.means) if w}

    def missing(self, header: Collection[str]) -> Columns:
        """Return the columns that it cannot do without and that the header has not."""
        if self.first_of:
            each = [one.missing(header) for one in self.first_of]
            return () if () in each else each[0]
        if self.guest:
            return () if self.guest in header else (self.guest,)
        return tuple(c for c in self.columns if c not in header)


def _with_shared(one: Any, shared: Mapping[str, Any]) -> Any:
    """Return one of `first_of` with the words that stand beside all of them."""
    if isinstance(one, str):
        return {"column": one, **shared}
    return {**shared, **one} if isinstance(one, dict) and "column" in one else one


class Only(Strict):
    """Which lines of a file hold a record of a kind: those that say one of `among` in the first column there.

    Where the file has none of the columns, every line does.
    """

    first_of: Columns
    among: Columns


class Entity(Strict):
    """One kind of record: the file that has a line for each, and where each of its fields comes from.

    `fill_down`: an empty cell says what the line above said of the same record. `optional`: taken where the
    file has the columns.
    """

    file: str
    fill_down: bool = False
    optional: bool = False
    only: Only | None = None
    fields: Mapping[str, Source] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _fields_beside_the_file(cls, given: Any) -> Any:  # what a TOML file holds
        if isinstance(given, dict) and "fields" not in given:
            own = {k: v for k, v in given.items() if k in ENTITY_WORDS}
            return own | {"fields": {k: v for k, v in given.items() if k not in ENTITY_WORDS}}
        return given

    def columns_of(self, name: str) -> Columns:
        """Return the columns of the entity's own file that field `name` is read from."""
        return self.fields[name].columns if name in self.fields else ()

    def column(self, name: str) -> str:
        """Return the name of the column to point at for field `name`; empty for fixed values."""
        if name not in self.fields:
            return ""
        source = self.fields[name]
        return " / ".join(source.columns_named) if source.first_of else " + ".join(source.columns_named)
