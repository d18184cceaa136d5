"""What an organisation decides for itself: declared once, with defaults and what each means."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from console.access import Actor
from console.actions import action, query
from console.audit import Trail
from console.backend import Backend
from console.clocks import calendars, day_of
from console.errors import Invalid
from console.money import currency_named
from console.rulebook.records import Since
from console.words import N_


class Profile(BaseModel):
    """Who the organisation is, as letters and clocks need it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    names: dict[str, str] = {}  # the name in other languages: {"ja": "..."}
    address: tuple[str, ...] = ()
    addresses: dict[str, tuple[str, ...]] = {}
    email: str = ""
    phone: str = ""
    web: str = ""
    privacy_contact: str = ""
    home_law: str = "JP"  # ISO 3166-1 alpha-2
    time_zone: str = "Asia/Tokyo"
    calendar: str = "JP"  # whose public holidays are no business days

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, OSError):  # a folder's name is an OSError
            msg = "unknown time zone"
            raise ValueError(msg) from None
        return value

    @field_validator("calendar", "home_law")
    @classmethod
    def _known_country(cls, value: str) -> str:
        if value not in calendars():
            msg = "unknown country"
            raise ValueError(msg)
        return value

    @property
    def zone(self) -> tzinfo:
        """The business time zone."""
        return ZoneInfo(self.time_zone)


class Limits(BaseModel):
    """Figures that rules ask for. None means: not set, and a rule says what then holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    storage_days: int | None = Field(default=None, ge=1, le=3650)  # D-08 is blocked until it is set
    approval_above: dict[str, int] = {}  # currency -> minor units that an agent may still decide alone
    appeal_days: int | None = Field(default=None, ge=1, le=3650)
    idle_lock_minutes: int = Field(default=10, ge=1, le=240)
    weight_tolerance_grams: int = Field(default=0, ge=0, le=10_000)  # by which two scales may differ (D-03)
    adult_ages: dict[str, int] = {}  # country -> age of majority where it is above 18 (M-04)
    guardian_ages: dict[str, int] = {}  # country -> age below which a guardian acts, where above 14 (M-02)

    @field_validator("approval_above")
    @classmethod
    def _real_currencies(cls, value: dict[str, int]) -> dict[str, int]:
        return {currency_named(k): v for k, v in value.items() if v >= 0}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set."""

    profile: Profile | None = None
    limits: Limits = field(default_factory=Limits)
    storage_terms: tuple[Since, ...] = ()  # the storage periods that were set, each since its day

    @property
    def zone(self) -> ZoneInfo:
        """The business time zone."""
        return ZoneInfo((self.profile or Profile(name="-")).time_zone)


class SettingStore(Protocol):
    """Named JSON values."""

    def values(self) -> Mapping[str, object]:
        """Return every setting that was set, by name."""
        ...

    def put(self, name: str, value: object) -> None:
        """Keep `value` (anything JSON holds) under `name`."""
        ...

    def hold(self, name: str) -> None:
        """Let nobody else change `name` until the transaction ends: what one reads then is the newest."""
        ...


class Work(Protocol):
    """The stores that settings need together."""

    @property
    def settings(self) -> SettingStore:
        """Where settings are kept."""
        ...

    @property
    def audit(self) -> Trail:
        """The trail."""
        ...


def settings_from(values: Mapping[str, object]) -> Settings:
    """Return the settings kept as JSON values."""
    profile, limits = values.get("profile"), values.get("limits")
    return Settings(
        Profile.model_validate(profile) if profile else None,
        Limits.model_validate(limits) if limits else Limits(),
        TypeAdapter(tuple[Since, ...]).validate_python(values.get("storage_terms", ())),
    )


def checked_profile(**fields: object) -> Profile:
    """Return a profile of typed-in fields. Raises: Invalid naming the first field that does not fit."""
    try:
        return Profile.model_validate(fields)
    except ValidationError as error:
        raise _invalid(error) from None


def checked_limits(**fields: object) -> Limits:
    """Return limits of typed-in fields. Raises: Invalid naming the first field that does not fit."""
    try:
        return Limits.model_validate(fields)
    except ValidationError as error:
        raise _invalid(error) from None


def storage_terms_after(known: Settings, days: int | None, today: date) -> tuple[Since, ...]:
    """Return the storage periods once `days` is set: parcels stored before keep theirs (D-08)."""
    first = (Since(known.limits.storage_days),) if known.limits.storage_days else ()
    terms = known.storage_terms or first
    if days is None or (terms and terms[-1].value == days):
        return terms
    return (*terms, Since(days, today if terms else None))


def _invalid(error: ValidationError) -> Invalid:
    name = str(error.errors()[0]["loc"][0])
    return Invalid(N_("This value does not fit ({name}). Please correct it."), field=name, name=name)


@query("settings:read")
def read_settings(backend: Backend[Work], actor: Actor) -> Settings:
    """Return all settings."""
    with backend.read() as work:
        return settings_from(work.settings.values())


@action("settings:change", tag="settings:profile-changed")
def change_profile(backend: Backend[Work], actor: Actor, profile: Profile) -> Settings:
    """Keep the organisation's profile and return all settings."""
    with backend.begin() as work:
        work.settings.put("profile", profile.model_dump(mode="json"))
        work.audit.record(actor, "settings:profile-changed", stream="settings", subject="settings:profile")
        return replace(settings_from(work.settings.values()), profile=profile)


@action("settings:change", tag="settings:limits-changed")
def change_limits(backend: Backend[Work], actor: Actor, limits: Limits) -> Settings:
    """Keep the limits that rules ask for and return all settings."""
    with backend.begin() as work:
        known = settings_from(work.settings.values())
        before = known.limits
        work.settings.put("limits", limits.model_dump(mode="json"))
        terms = storage_terms_after(known, limits.storage_days, day_of(backend.now(), known.zone))
        work.settings.put("storage_terms", TypeAdapter(tuple[Since, ...]).dump_python(terms, mode="json"))
        changed = {k: str(v) for k, v in limits.model_dump().items() if before.model_dump()[k] != v}
        work.audit.record(
            actor, "settings:limits-changed", stream="settings", subject="settings:limits", facts=changed
        )
        return replace(settings_from(work.settings.values()), limits=limits)
