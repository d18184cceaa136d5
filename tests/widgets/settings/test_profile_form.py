"""The guessed profile as a form: each field is given a column, the text says the same at once."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.access import Role
from console.imports.guessing import Place
from console.imports.profile import profile_from
from tests.parts.accessibility import nameless
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.editor import text_of
from widgets.kit.notice import Notice
from widgets.screens.settings.import_report import ReportCard
from widgets.screens.settings.imports import ImportPage
from widgets.screens.settings.new_profile import NewProfileCard
from widgets.screens.settings.profile_preview import PreviewCard
from widgets.screens.settings.profile_row import FieldRow, StillChoice

pytestmark = pytest.mark.window
HEADER = "Bestellnummer;E-Mail;Bestelldatum;Bestellstatus;Artikel;Menge;Einzelpreis;Notiz"
LINE = "A-1;joerg@example.com;23.11.2026 14:05;Beim Zoll;Teekännchen;2;1250;1300"
PRICE, NUMBER, STATE = Place("item", "price"), Place("order", "number"), Place("order", "state")


@pytest.fixture
def bench(sit: Open) -> Bench:
    return sit(Role.ADMINISTRATOR)


def card_of(bench: Bench, path: Path, header: str = HEADER, encoding: str = "cp1252") -> NewProfileCard:
    """Return the card, shown for a file with this header."""
    path.write_text(f"{header}\n{LINE}\n", encoding=encoding)
    page = ImportPage(bench.desk)
    bench.screen.hide()
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(page)
    page.show()
    page.new_profile.begin(path)
    bench.until(page.new_profile.isVisible)
    return page.new_profile


@pytest.fixture
def card(bench: Bench, tmp_path: Path) -> NewProfileCard:
    return card_of(bench, tmp_path / "laden.csv")


def pick(choice: StillChoice, words: str) -> None:
    """Choose by the keyboard: open the list's row by its first letters, as a person does."""
    choice.setFocus()
    choice.setCurrentIndex(choice.findText(words) - 1)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == words


def said(card: NewProfileCard) -> dict[str, Any]:
    return tomllib.loads(text_of(card.text))


def row(card: NewProfileCard, place: Place) -> FieldRow:
    return card.form.rows.rows[place]


def test_each_row_shows_its_column_a_cell_of_it_and_how_sure_that_is(card: NewProfileCard) -> None:
    shown = row(card, PRICE)
    assert (shown.column.currentText(), shown.sample.text(), shown.badge.text) == (
        "Einzelpreis",
        "1250",
        "Sure",
    )
    assert "1250" in shown.column.accessibleDescription()
    assert not nameless(card)


def test_a_column_chosen_by_keyboard_stands_in_the_text(card: NewProfileCard) -> None:
    pick(row(card, PRICE).column, "Notiz")
    assert said(card)["item"]["price"] == "Notiz"
    assert (row(card, PRICE).sample.text(), row(card, PRICE).badge.text) == ("1300", "Chosen")
    profile_from(text_of(card.text), "laden")


def test_the_order_number_is_said_wherever_it_is_needed(card: NewProfileCard) -> None:
    pick(row(card, NUMBER).column, "Notiz")
    assert said(card)["item"]["order"] == "Notiz"
    assert said(card)["account"]["id"] == said(card)["order"]["account"] == {"guest": "Notiz"}


def test_a_needed_field_without_a_column_says_so_until_it_has_one(bench: Bench, tmp_path: Path) -> None:
    card = card_of(bench, tmp_path / "laden.csv", HEADER.replace("Bestelldatum", "XX"))
    shown = row(card, Place("order", "placed_at"))
    assert shown.badge.text == "Needed: choose a column"
    pick(shown.column, "XX")
    assert shown.badge.text == "Chosen"
    profile_from(text_of(card.text), "laden")


def test_a_shops_word_is_given_a_meaning(card: NewProfileCard) -> None:
    assert row(card, STATE).unknown["Beim Zoll"].isVisible()
    pick(row(card, STATE).words["Beim Zoll"], "Shipped")
    assert not row(card, STATE).unknown["Beim Zoll"].isVisible()
    assert said(card)["order"]["state"]["words"] == {"Beim Zoll": "shipped"}


def test_a_column_of_words_brings_its_own_words(card: NewProfileCard) -> None:
    pick(row(card, STATE).column, "Artikel")
    assert list(row(card, STATE).words) == ["Teekännchen"]
    assert said(card)["order"]["state"]["words"] == {"Teekännchen": "placed"}


def test_more_fields_wait_behind_a_button_and_begin_a_part(card: NewProfileCard) -> None:
    amount = Place("payment", "amount")
    assert amount not in card.form.rows.rows
    card.form.rows.more["payment"].click()
    pick(row(card, amount).column, "Einzelpreis")
    assert said(card)["payment"] == {
        "file": "export",
        "order": "Bestellnummer",
        "amount": "Einzelpreis",
        "provider": {"value": "unknown"},
        "state": {"value": "paid"},
    }
    pick(row(card, amount).column, "Artikel")
    row(card, amount).column.setFocus()
    QTest.keyClick(row(card, amount).column, Qt.Key.Key_Home)
    assert "payment" not in said(card)


def test_another_encoding_reads_the_first_lines_again(bench: Bench, card: NewProfileCard) -> None:
    assert "Teekännchen" in first_line(card)
    pick(card.form.encoding, "Japanese (CP932, Shift_JIS)")
    bench.until(lambda: "Teekännchen" not in first_line(card))
    assert said(card)["encoding"] == "cp932"


def test_an_encoding_that_does_not_fit_says_so_and_changes_nothing(
    bench: Bench, card: NewProfileCard
) -> None:
    pick(card.form.encoding, "Unicode (UTF-8)")
    bench.until(lambda: card.form.wrong.text)
    assert card.form.encoding.currentText() == "Western (Windows-1252)"
    assert said(card)["encoding"] == "cp1252"


def test_another_separator_cuts_the_lines_otherwise(bench: Bench, card: NewProfileCard) -> None:
    pick(card.form.separator, "Vertical bar")
    bench.until(lambda: said(card)["separator"] == "|")
    assert ";" in first_line(card)
    assert row(card, NUMBER).badge.text == "Needed: choose a column"


def test_what_was_chosen_stays_where_only_the_letters_change(bench: Bench, card: NewProfileCard) -> None:
    pick(row(card, PRICE).column, "Notiz")
    pick(card.form.encoding, "Western (Latin-1)")
    bench.until(lambda: said(card)["encoding"] == "latin-1")
    assert row(card, PRICE).column.currentText() == "Notiz"


def test_the_text_and_the_form_say_the_same(bench: Bench, card: NewProfileCard) -> None:
    card.as_text.click()
    assert card.text.isVisible()
    assert card.form.isHidden()
    card.text.setPlainText(text_of(card.text).replace('price = "Einzelpreis"', 'price = "Notiz"'))
    card.as_text.click()
    bench.until(card.form.isVisible)
    assert row(card, PRICE).column.currentText() == "Notiz"


def test_a_text_that_is_no_profile_stays_text_and_says_why(card: NewProfileCard) -> None:
    card.as_text.click()
    card.text.setPlainText('name = "')
    card.as_text.click()
    assert card.findChild(Notice)
    assert card.text.isVisible()


def test_several_columns_are_left_as_the_text_says(bench: Bench, card: NewProfileCard) -> None:
    card.as_text.click()
    card.text.setPlainText(text_of(card.text).replace('price = "Einzelpreis"', 'price = ["Menge", "Notiz"]'))
    card.as_text.click()
    bench.until(card.form.isVisible)
    assert row(card, PRICE).column.currentText() == "As the text says"
    pick(row(card, STATE).words["Beim Zoll"], "Shipped")
    assert said(card)["item"]["price"] == ["Menge", "Notiz"]


def test_name_currency_and_zone_are_typed(card: NewProfileCard) -> None:
    for field, text in ((card.form.name, "tee"), (card.form.currency, "eur")):
        field.clear()
        QTest.keyClicks(field, text)
    pick_zone = card.form.zone
    pick_zone.choose("Europe/Berlin")
    pick_zone.activated.emit(pick_zone.currentIndex())
    pick(row(card, PRICE).column, "Notiz")
    found = profile_from(text_of(card.text), "tee")
    assert (found.name, found.source, found.currency, found.zone) == ("tee", "tee", "EUR", "Europe/Berlin")


def test_what_the_form_says_is_tried_on_the_file(bench: Bench, card: NewProfileCard) -> None:
    pick(row(card, STATE).words["Beim Zoll"], "Shipped")
    card.try_it.click()
    bench.until(lambda: card.findChild(ReportCard))
    assert not card.findChild(Notice)


def test_the_first_records_are_shown_as_they_would_be_taken(bench: Bench, card: NewProfileCard) -> None:
    card.look.click()
    shown = preview_of(bench, card)
    assert "Orders: A-1 · line 2" in shown
    assert "E-mail: joerg@example.com" in shown
    assert "Product's name: Teekännchen · Quantity: 2 · Price of one: ¥1,250" in shown
    assert not nameless(card)


def test_a_cell_that_does_not_fit_its_field_is_told_by_its_line(bench: Bench, card: NewProfileCard) -> None:
    pick(row(card, PRICE).column, "Artikel")
    card.look.click()
    shown = preview_of(bench, card)
    assert "Nothing of this line is taken · line 2" in shown
    assert "The cell is not an amount such as 12.50 in the order's currency. (Artikel)" in shown


def test_a_file_that_says_how_it_is_written_asks_nothing_of_it(bench: Bench, tmp_path: Path) -> None:
    card = card_of(bench, tmp_path / "laden.tsv", HEADER.replace(";", "\t"), encoding="utf-8")
    assert card.form.written.isHidden()
    assert row(card, NUMBER).column.currentText() == "Bestellnummer"
    assert card.form.name.hasFocus()


def preview_of(bench: Bench, card: NewProfileCard) -> str:
    """Return what is shown of the first records, once it is there."""
    bench.until(lambda: card.findChild(PreviewCard))
    shown = card.findChild(PreviewCard)
    assert shown
    return text_of(shown.text)


def first_line(card: NewProfileCard) -> str:
    """Return the first line below the header, as the form shows it."""
    item = card.form.lines.itemAt(1)
    shown = item.widget() if item else None
    return shown.property("text") if shown else ""
