"""Who the organisation is, and the figures that rules ask for."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from console.errors import Invalid, Refused
from console.money import Money, currency_named
from console.settings import Limits, Profile, Settings, change_limits, change_profile, checked_limits
from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.form import Form
from widgets.screens.desk import Desk
from widgets.screens.profile_form import ProfileForm
from widgets.screens.settings.page import Page


class OrganisationPage(Page):
    """The profile; `changed(settings)` after it was kept."""

    def __init__(self, desk: Desk, changed: Callable[[Settings], object]) -> None:
        super().__init__(_(N_("Organisation")), _(N_("Letters, clocks and rules follow what stands here.")))
        self._desk, self._changed = desk, changed
        self.form = ProfileForm(desk.settings.profile or Profile(name="Rakufun"))
        self.save = Button(_(N_("Save")), self.keep, look=Look.PRIMARY)
        self.add_part(self.form)
        if desk.actor.may("settings:change"):
            self.add_part(self.save)
        else:
            self.form.setEnabled(False)

    def keep(self) -> None:
        """Keep what is typed; it can be undone."""
        self.form.clear_errors()
        try:
            profile = self.form.profile()
        except Invalid as refusal:
            self.form.show_invalid(refusal)
            return
        before = self._desk.settings.profile
        self._write(profile, lambda: self._write(before, None) if before else None)

    def _write(self, profile: Profile, undo: Callable[[], object] | None) -> None:
        def kept(settings: Settings) -> None:
            self._changed(settings)
            if undo is not None:
                self._desk.undo.offer(_(N_("The profile is kept")), undo)

        self._desk.write(change_profile, profile, owner=self, done=kept)


class LimitsForm(Form):
    """The figures that rules ask for; an empty field means: not set."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._before = limits
        self.storage = QLineEdit(_number(limits.storage_days))
        self.approval = QLineEdit(
            ", ".join(
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


class LimitsPage(Page):
    """The limits; `changed(settings)` after they were kept."""

    def __init__(self, desk: Desk, changed: Callable[[Settings], object]) -> None:
        super().__init__(_(N_("Rules and limits")), _(N_("Decisions follow the figures of their day.")))
        self._desk, self._changed = desk, changed
        self.form = LimitsForm(desk.settings.limits)
        self.save = Button(_(N_("Save")), self.keep, look=Look.PRIMARY)
        self.add_part(self.form)
        if desk.actor.may("settings:change"):
            self.add_part(self.save)
        else:
            self.form.setEnabled(False)

    def keep(self) -> None:
        """Keep what is typed; it can be undone."""
        self.form.clear_errors()
        try:
            limits = self.form.limits()
        except Refused as refusal:
            if isinstance(refusal, Invalid):
                self.form.show_invalid(refusal)
            return
        before = self._desk.settings.limits
        self._write(limits, lambda: self._write(before, None))

    def _write(self, limits: Limits, undo: Callable[[], object] | None) -> None:
        def kept(settings: Settings) -> None:
            self._changed(settings)
            if undo is not None:
                self._desk.undo.offer(_(N_("The limits are kept")), undo)

        self._desk.write(change_limits, limits, owner=self, done=kept)


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
