"""Reads profiles: small files that say what a shop's columns mean."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from console.errors import Invalid, NotFound
from console.imports.fields import ENTITIES
from console.money import currency_named
from console.toml_faults import fault_of
from console.words import N_, _, listed

SHIPPED = files("console.imports") / "profiles"
LARGEST = 256 * 1024  # bytes of a profile

ShortName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Columns = tuple[str, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """Where a field comes from: columns (several are joined), a fixed value, or another file's column.

    `words` turns the shop's words into ours; `look_in`, `by` and `take` follow the column's value into
    another file, to the line whose column `by` (the same name, if not said) holds it.
    """

    columns: Columns = ()
    value: str | None = None
    words: Mapping[str, str] | None = None
    look_in: str = ""
    by: str = ""
    take: str = ""

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
        return given

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> "Source":
        if bool(self.columns) == (self.value is not None):
            msg = _("give either a column or a value")
            raise ValueError(msg)
        if bool(self.look_in) != bool(self.take) or (self.by and not self.look_in):
            msg = _("look_in and take belong together")
            raise ValueError(msg)
        return self

    @property
    def key(self) -> str:
        """The column of the other file that is looked for."""
        return self.by or "".join(self.columns[:1])


class Entity(_Strict):
    """One kind of record: the file that has a line for each, and where each of its fields comes from."""

    file: str
    fields: Mapping[str, Source]

    @model_validator(mode="before")
    @classmethod
    def _fields_beside_the_file(cls, given: Any) -> Any:  # what a TOML file holds
        if isinstance(given, dict) and "fields" not in given:
            return {"file": given.get("file"), "fields": {k: v for k, v in given.items() if k != "file"}}
        return given

    def columns_of(self, name: str) -> Columns:
        """Return the columns of the entity's own file that field `name` is read from."""
        return self.fields[name].columns if name in self.fields else ()

    def column(self, name: str) -> str:
        """Return the name of the column to point at for field `name`; empty for fixed values."""
        return " + ".join(self.columns_of(name))


class Profile(_Strict):
    """What one shop's export means."""

    name: ShortName
    title: str
    source: ShortName
    zone: str
    currency: str
    encoding: str = "utf-8"
    separator: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    moments: str = ""  # a strptime format; empty: ISO 8601
    files: Mapping[str, Columns]
    not_taken: Mapping[str, Columns] = Field(default_factory=dict)
    account: Entity
    order: Entity | None = None
    item: Entity | None = None
    payment: Entity | None = None
    parcel: Entity | None = None

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            msg = _("unknown time zone")
            raise ValueError(msg)
        return value

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        try:
            return currency_named(value)
        except Invalid:
            msg = _("unknown currency")
            raise ValueError(msg) from None

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            "".encode(value)
        except LookupError:
            msg = _("unknown encoding")
            raise ValueError(msg) from None
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> "Profile":
        for name, entity in self.entities.items():
            _check_entity(self, name, entity)
        if self.order is None and (self.item or self.payment or self.parcel):
            msg = _("items, payments and parcels belong to orders")
            raise ValueError(msg)
        return self

    @property
    def entities(self) -> dict[str, Entity]:
        """The kinds of records that the profile takes, by name."""
        return {n: e for n in ENTITIES if (e := getattr(self, n)) is not None}

    @property
    def zone_info(self) -> ZoneInfo:
        """The zone in which moments without one are meant."""
        return ZoneInfo(self.zone)

    def columns_taken(self, table: str) -> Columns:
        """Return every column of a table that some field is read from, in a fixed order."""
        found: dict[str, None] = {}
        for entity in self.entities.values():
            for source in entity.fields.values():
                if entity.file == table:
                    found.update(dict.fromkeys(source.columns))
                if source.look_in == table:
                    found.update(dict.fromkeys((source.key, source.take)))
        return tuple(found)


def _check_entity(profile: Profile, name: str, entity: Entity) -> None:
    known = ENTITIES[name]
    tables = {entity.file, *(s.look_in for s in entity.fields.values() if s.look_in)}
    for wrong in (*sorted(tables - profile.files.keys()), *sorted(entity.fields - known.keys())):
        msg = _("{kind}: {field} is not known", kind=name, field=wrong)
        raise ValueError(msg)
    for field, declared in known.items():
        if declared.required and field not in entity.fields:
            msg = _("{kind}: {field} is needed", kind=name, field=field)
            raise ValueError(msg)
    for field, source in entity.fields.items():
        words = known[field].words
        targets = {*(source.words or {}).values(), *([source.value] if source.value and words else [])}
        if words and not targets <= set(words):
            wrong = listed(sorted(targets - set(words)))
            msg = _("{kind}: {field} cannot be {words}", kind=name, field=field, words=wrong)
            raise ValueError(msg)


def profile_names() -> list[str]:
    """Return the names of the profiles that ship."""
    return sorted(p.name.removesuffix(".toml") for p in SHIPPED.iterdir() if p.name.endswith(".toml"))


def profile_named(name: str) -> Profile:
    """Return a shipped profile by its name, or the one in the file `name` ("my-shop.toml").

    Raises: NotFound, Invalid.
    """
    if name in profile_names():
        return profile_from((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"), name)
    path = Path(name)
    if path.suffix != ".toml" or not path.is_file():
        raise NotFound(
            N_("There is no profile {name}. There are: {names}; or give a .toml file."),
            name=name[:60],
            names=listed(profile_names()),
        )
    if path.stat().st_size > LARGEST:
        raise Invalid(
            N_("The profile {name} cannot be used: {why}."), name=path.name, why=_("the file is too large")
        )
    try:
        return profile_from(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        raise Invalid(
            N_("The profile {name} cannot be used: {why}."), name=path.name, why=_("the file is not UTF-8")
        ) from None


def profile_from(text: str, name: str) -> Profile:
    """Return the profile written in `text`; `name` is for the reason if it cannot be. Raises: Invalid."""
    try:
        return Profile.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        why = fault_of(error)
    raise Invalid(N_("The profile {name} cannot be used: {why}."), name=name, why=why)


def profile_kept(written: str) -> Profile:
    """Return a profile as an import kept it: what `model_dump_json` gave."""
    return Profile.model_validate_json(written)
