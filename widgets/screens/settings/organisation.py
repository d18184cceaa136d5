"""Who the organisation is, and the figures that rules ask for."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit

from console.errors import Invalid
from console.money import Money, currency_named
from console.settings import Limits, Profile, Settings, change_limits, change_profile, checked_limits
from console.words import N_, _, listed
from widgets.kit.buttons import Button, Look
from widgets.kit.form import Form
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft
from widgets.screens.profile_form import ProfileForm
from widgets.screens.settings.page import Page


class FormPage(Page):
    """A form whose values are kept with Save, and can be undone; else read only."""

    def __init__(self, kept: "Kept", desk: Desk, changed: Callable[[Settings], object]) -> None:
        super().__init__(_(kept.title), _(kept.about))
        self._kept, self._desk, self._changed = kept, desk, changed
        self.form = kept.form
        self.save = Button(_(N_("Save")), self.keep, look=Look.PRIMARY)
        self.add_part(self.form)
        self.draft = FormDraft(desk, self.form.fields, "form")
        self.add_part(self.draft)
        if desk.actor.may("settings:change"):
            self.add_part(self.save)
            self.draft.begin(f"settings:{kept.name}")
        else:
            self.form.setEnabled(False)

    def keep(self) -> None:
        """Keep what is typed; a value that does not fit is named under its field."""
        self.form.clear_errors()
        try:
            typed = self._kept.typed()
        except Invalid as refusal:
            self.form.show_invalid(refusal)
            return
        before = self._kept.before(self._desk.settings)

        shown = self.draft.base

        def back(settings: Settings) -> None:
            self._changed(settings)
            self.draft.rest_on(shown)

        def kept(settings: Settings) -> None:
            self._changed(settings)
            self.draft.recorded()
            if before is not None:
                self._desk.undo.offer(_(self._kept.said), lambda: self._write(before, back))

        self._write(typed, kept)

    def _write(self, values: object, done: Callable[[Settings], object]) -> None:
        self._desk.write(self._kept.verb, values, owner=self, done=done)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a page keeps: its form, what is typed, what stood before, and the verb that keeps it."""

    name: str
    title: str
    about: str
    said: str
    form: Form
    typed: Callable[[], object]
    before: Callable[[Settings], object]
    verb: Callable[..., Settings]


def organisation_page(desk: Desk, changed: Callable[[Settings], object]) -> FormPage:
    """Return the page of the organisation's profile; `changed(settings)` after it was kept."""
    form = ProfileForm(desk.settings.profile or Profile(name="Rakufun"))
    kept = Kept(
        "profile",
        N_("Organisation"),
        N_("Letters, clocks and rules follow what stands here."),
        N_("The profile is kept"),
        form,
        form.profile,
        lambda settings: settings.profile,
        change_profile,
    )
    return FormPage(kept, desk, changed)


def limits_page(desk: Desk, changed: Callable[[Settings], object]) -> FormPage:
    """Return the page of the figures that rules ask for; `changed(settings)` after they were kept."""
    form = LimitsForm(desk.settings.limits)
    kept = Kept(
        "limits",
        N_("Rules and limits"),
        N_("Decisions follow the figures of their day."),
        N_("The limits are kept"),
        form,
        form.limits,
        lambda settings: settings.limits,
        change_limits,
    )
    return FormPage(kept, desk, changed)


class LimitsForm(Form):
    """The figures that rules ask for; an empty field means: not set."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._before = limits
        self.storage = QLineEdit(_number(limits.storage_days))
        self.approval = QLineEdit(
            listed(
                f"{Money(minor, code).decimal} {code}"
                for code, minor in sorted(limits.approval_above.items())
            )
        )
        self.appeal = QLineEdit(_number(limits.appeal_days))
        self.idle = QLineEdit(str(limits.idle_lock_minutes))
        self.tolerance = QLineEdit(str(limits.weight_tolerance_grams))
        self._add_rows()

    def _add_rows(self) -> None:
        storage = _(N_("Until it is set, decisions about parcels lost in storage are blocked (D-08)."))
        approval = _(N_("What an agent may decide alone: 3000 JPY, 20 EUR. Empty: nothing that is paid."))
        appeal = _(N_("Empty: letters name no term."))
        tolerance = _(N_("By how many grams two scales may differ before weight counts as lost."))
        self.add_row("storage_days", _(N_("Storage period in days")), self.storage, hint=storage)
        self.add_row("approval_above", _(N_("Approval above")), self.approval, hint=approval)
        self.add_row("appeal_days", _(N_("Days to object to a decision")), self.appeal, hint=appeal)
        self.add_row("idle_lock_minutes", _(N_("Lock after minutes without input")), self.idle)
        self.add_row("weight_tolerance_grams", _(N_("Tolerance of scales")), self.tolerance, hint=tolerance)

    def limits(self) -> Limits:
        """Return what is typed. Raises: Invalid naming the field."""
        typed = self._before.model_dump() | {
            "storage_days": _typed_number(self.storage.text(), "storage_days"),
            "approval_above": _typed_amounts(self.approval.text()),
            "appeal_days": _typed_number(self.appeal.text(), "appeal_days"),
            "idle_lock_minutes": _typed_number(self.idle.text(), "idle_lock_minutes"),
            "weight_tolerance_grams": _typed_number(self.tolerance.text(), "weight_tolerance_grams"),
        }
        return checked_limits(**typed)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _typed_number(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(text.strip())
    except ValueError:
        raise Invalid(N_("This needs a whole number."), field=field) from None


def _typed_amounts(text: str) -> dict[str, int]:
    amounts = {}
    for part in (p.strip() for p in text.split(",") if p.strip()):
        figure, _blank, code = part.rpartition(" ")
        try:
            amounts[currency_named(code)] = Money.parse(figure, code).minor
        except Invalid:
            raise Invalid(N_("Write amounts such as: 3000 JPY, 20 EUR."), field="approval_above") from None
    return amounts
