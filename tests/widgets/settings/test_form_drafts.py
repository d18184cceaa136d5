"""What was typed into a form and not recorded is there again, on the same desk and on the next one."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.access import Role
from console.customers.actions import show_account
from console.drafts import drafts_about, save_draft
from console.operators.actions import list_operators
from tests.parts.disputes import decided, opened
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.dialogs import TextDialog
from widgets.screens.customer.correct import CorrectDialog
from widgets.screens.form_draft import FormDraft
from widgets.screens.letter import LetterScreen
from widgets.screens.letter.hand_over import HandOverDialog
from widgets.screens.profile_form import ProfileForm
from widgets.screens.settings.operators import NewOperatorDialog, OperatorDialog
from widgets.screens.settings.organisation import FormPage, LimitsForm, limits_page, organisation_page

pytestmark = pytest.mark.window


def saved(bench: Bench, draft: FormDraft) -> None:
    """Wait until what was typed is kept, and said to be."""
    bench.until(draft.status.text)
    bench.quiet()


def laid(bench: Bench, page: QWidget) -> None:
    """Let a page stand in the window."""
    layout = bench.window.layout()
    assert layout is not None
    bench.screen.hide()
    layout.addWidget(page)
    page.show()
    bench.quiet()


def organisation(bench: Bench) -> tuple[FormPage, ProfileForm]:
    page = organisation_page(bench.desk, lambda _settings: None)
    laid(bench, page)
    assert isinstance(page.form, ProfileForm)
    return page, page.form


def letter(bench: Bench, case_id: int) -> LetterScreen:
    screen = LetterScreen(bench.desk, lambda _case: None)
    laid(bench, screen)
    screen.show_case(case_id)
    bench.until(lambda: screen.view.pages)
    bench.quiet()
    return screen


def reason(bench: Bench) -> QPlainTextEdit:
    """Return the field of the question that is open."""
    dialog = bench.dialog()
    assert isinstance(dialog, TextDialog)
    field = dialog.form.fields["text"]
    assert isinstance(field, QPlainTextEdit)
    return field


def test_a_name_typed_on_the_letter_is_there_again_and_goes_with_the_letter(sit: Open, here: World) -> None:
    bench, case_id = sit(), decided(here)
    before = letter(bench, case_id)
    before.form.name.setText("Hanako Y. Yamada")
    saved(bench, before.draft)
    again = sit()
    screen = letter(again, case_id)
    assert screen.form.name.text() == "Hanako Y. Yamada"
    assert "Draft saved" in screen.draft.status.text()
    screen._issued(lambda _letter: None)
    again.until(lambda: screen.issued)
    again.quiet()
    assert not drafts_about(here.backend, again.desk.actor, f"case:{case_id}")
    assert screen.draft.isHidden()


def test_the_way_back_to_what_is_on_record_forgets_the_draft(sit: Open, here: World) -> None:
    bench, case_id = sit(), decided(here)
    screen = letter(bench, case_id)
    on_record = screen.form.name.text()
    screen.form.name.setText("Somebody else")
    saved(bench, screen.draft)
    screen.draft.afresh.click()
    bench.quiet()
    assert screen.form.name.text() == on_record
    assert not drafts_about(here.backend, bench.desk.actor, f"case:{case_id}")


def test_settings_typed_and_not_saved_are_there_again(sit: Open, here: World) -> None:
    bench = sit(Role.ADMINISTRATOR)
    page, form = organisation(bench)
    form.web.setText("https://shop.example")
    form.calendar.choose("DE")
    saved(bench, page.draft)
    page, form = organisation(sit(Role.ADMINISTRATOR))
    assert (form.web.text(), form.calendar.value) == ("https://shop.example", "DE")


def test_settings_that_were_saved_leave_no_draft_and_undo_shows_what_was(sit: Open, here: World) -> None:
    bench = sit(Role.ADMINISTRATOR)
    page = limits_page(bench.desk, lambda _settings: None)
    laid(bench, page)
    assert isinstance(page.form, LimitsForm)
    before = page.form.storage.text()
    page.form.storage.setText("45")
    saved(bench, page.draft)
    page.keep()
    bench.quiet()
    assert not drafts_about(here.backend, bench.desk.actor, "settings:limits")
    bench.undo()
    assert page.form.storage.text() == before


def test_a_new_operator_is_there_again_without_the_password(sit: Open, here: World) -> None:
    bench = sit(Role.ADMINISTRATOR)
    dialog = NewOperatorDialog(bench.window, bench.desk, lambda: None)
    bench.quiet()
    dialog.name.setText("Mika Sato")
    dialog.role.choose(Role.AUDITOR.value)
    dialog.password.setText("a secret that is long")
    saved(bench, dialog.draft)
    kept = drafts_about(here.backend, bench.desk.actor, "operators")
    assert "secret" not in kept[0].text
    dialog.reject()
    again = NewOperatorDialog(bench.window, bench.desk, lambda: None)
    bench.until(again.name.text)
    assert (again.name.text(), again.role.value) == ("Mika Sato", "auditor")
    assert not again.password.text()


def test_a_day_of_training_is_there_again(sit: Open, here: World) -> None:
    bench = sit(Role.ADMINISTRATOR)
    one = list_operators(here.backend, bench.desk.actor)[0]
    dialog = OperatorDialog(bench.window, bench.desk, one, lambda: None)
    bench.quiet()
    dialog.is_trained.setChecked(not dialog.is_trained.isChecked())
    dialog.trained.setDate(dialog.trained.date().addDays(-40))
    saved(bench, dialog.draft)
    wanted = dialog.trained.date(), dialog.is_trained.isChecked()
    again = OperatorDialog(bench.window, bench.desk, one, lambda: None)
    bench.until(again.draft.status.text)
    assert (again.trained.date(), again.is_trained.isChecked()) == wanted


def test_a_correction_is_there_again(sit: Open, here: World) -> None:
    bench = sit()
    account = show_account(here.backend, bench.desk.actor, here.account_id).account
    dialog = CorrectDialog(bench.window, bench.desk, account, lambda _before: None)
    bench.quiet()
    dialog.form.names.setPlainText("山田 花子\nHanako")
    saved(bench, dialog.draft)
    again = CorrectDialog(bench.window, bench.desk, account, lambda _before: None)
    bench.until(again.draft.status.text)
    assert again.form.names.toPlainText() == "山田 花子\nHanako"


def test_how_a_letter_went_out_is_there_again(sit: Open, here: World) -> None:
    bench, case_id = sit(), decided(here)
    dialog = HandOverDialog(bench.window, bench.desk, case_id, lambda *_how: None)
    bench.quiet()
    dialog.person.setText("The post office")
    dialog.at.setDateTime(dialog.at.dateTime().addSecs(-7200))
    saved(bench, dialog.draft)
    again = HandOverDialog(bench.window, bench.desk, case_id, lambda *_how: None)
    bench.until(again.draft.status.text)
    assert again.person.text() == "The post office"
    assert again.at.dateTime() == dialog.at.dateTime()


def test_a_reason_to_reveal_is_there_again(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.screen.context.reveal()
    bench.quiet()
    reason(bench).setPlainText("The customer calls")
    bench.until(lambda: drafts_about(here.backend, bench.desk.actor, f"case:{bench.page.case.id}"))
    bench.quiet()
    bench.dialog().reject()
    bench.screen.context.reveal()
    bench.quiet()
    assert reason(bench).toPlainText() == "The customer calls"


def test_a_title_being_changed_when_the_program_ended_is_there_again(sit: Open, here: World) -> None:
    case_id, typed = opened(here).case.id, json.dumps({"title": "A crushed box"})
    save_draft(here.backend, here.actor(Role.AGENT), f"case:{case_id}", "title", typed)
    bench = sit()
    bench.show(case_id)
    title = bench.screen.work.head.title
    title.begin()
    assert title._edit.text() == "A crushed box"
    bench.key(Qt.Key.Key_Escape)
    bench.quiet()
    assert not drafts_about(here.backend, bench.desk.actor, f"case:{case_id}")
