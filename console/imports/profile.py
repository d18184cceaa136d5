"""Reads profiles: small files that say what a shop's columns mean."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, StringConstraints, ValidationError, field_validator, model_validator

from console.errors import Invalid, NotFound
from console.imports.fields import ENTITIES
from console.imports.mapping import Columns, Entity, Strict
from console.imports.sources import Form
from console.money import currency_named
from console.toml_faults import fault_of
from console.words import N_, _, listed

SHIPPED = files("console.imports") / "profiles"
LARGEST = 256 * 1024  # bytes of a profile

ShortName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Profile(Strict):
    """What one shop's export means."""

    name: ShortName
    title: str
    source: ShortName
    zone: str
    currency: str
    encoding: str = "utf-8"
    encodings: Columns = ()  # tried in this order, each strictly, instead of the one
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

    @field_validator("encoding", "encodings")
    @classmethod
    def _known_encoding(cls, value: str | Columns) -> str | Columns:
        try:
            for name in (value,) if isinstance(value, str) else value:
                "".encode(name)
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

    @property
    def has_guests(self) -> bool:
        """Whether orders may come whose customer the shop does not name."""
        return any(source.guest for source in self.account.fields["id"].every)

    @property
    def form(self) -> Form:
        """How the files are written."""
        first, *others = self.encodings or (self.encoding,)
        return Form(first, self.separator, tuple(others))

    def columns_taken(self, table: str) -> Columns:
        """Return every column of a table that some field is read from, in a fixed order."""
        found: dict[str, None] = {}
        for entity in self.entities.values():
            for source in entity.fields.values():
                if entity.file == table:
                    found.update(dict.fromkeys(source.columns_named))
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
        if words and not source.targets <= set(words):
            wrong = listed(sorted(source.targets - set(words)))
            msg = _("{kind}: {field} cannot be {words}", kind=name, field=field, words=wrong)
            raise ValueError(msg)


def profile_names() -> list[str]:
    """Return the names of the profiles that ship."""
    return sorted(p.name.removesuffix(".toml") for p in SHIPPED.iterdir() if p.name.endswith(".toml"))


def shipped_text(name: str) -> str:
    """Return a profile that ships, as it is written."""
    return (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")


def profile_named(name: str) -> Profile:
    """Return a shipped profile by its name, or the one in the file `name` ("my-shop.toml").

    Raises: NotFound, Invalid.
    """
    if name in profile_names():
        return profile_from(shipped_text(name), name)
    path = Path(name)
    if path.suffix != ".toml" or not path.is_file():
        raise NotFound(
            N_("There is no profile {name}. There are: {names}; or give a .toml file."),
            name=name[:60],
            names=listed(profile_names()),
        )
    return profile_from(text_of(path), path.name)


def text_of(path: Path) -> str:
    """Return what a profile's file says. Raises: Invalid."""
    why = _("the file is not UTF-8")
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_text(encoding="utf-8-sig")
        why = _("the file is too large")
    except (OSError, UnicodeDecodeError):
        pass
    raise Invalid(N_("The profile {name} cannot be used: {why}."), name=path.name, why=why)


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
