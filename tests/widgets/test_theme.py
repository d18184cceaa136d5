"""Colours that can be read, one file that holds them, a live switch."""

import re
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.kit.card import Card
from widgets.theme import Scheme, Theme
from widgets.theme_marks import Marks
from widgets.theme_sheet import sheet
from widgets.theme_tokens import OF_SCHEME, Tone

GROUNDS = ("background", "panel", "raised")
TONES = tuple(tone.value for tone in Tone)
PAIRS = (
    *((text, ground) for text in ("text", "muted", *TONES) for ground in (*GROUNDS, "hover")),
    *((tone, f"{tone}_soft") for tone in TONES),
    *(("text", f"{tone}_soft") for tone in TONES),
    ("neutral", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "danger"),
    ("rail_text", "rail"),
    ("rail_chosen_text", "rail"),
    ("rail_chosen_text", "rail_chosen"),
)


def luminance(color: str) -> float:
    """Return the relative luminance as WCAG 2.2 defines it."""
    parts = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
    red, green, blue = ((p / 12.92) if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: Scheme, text: str, ground: str) -> None:
    tokens = OF_SCHEME[scheme]
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


def test_no_other_file_names_a_colour() -> None:
    folder = Path(theme.__file__).parent
    files = chain(folder.glob("*.py"), (folder / "kit").glob("*.py"), (folder / "screens").rglob("*.py"))
    named = [
        file.name
        for file in files
        if file.name != "theme_tokens.py" and re.search(r'"#[0-9a-fA-F]{6}"', file.read_text("utf-8"))
    ]
    assert named == []


def test_the_style_sheet_names_no_font(qapp: QApplication) -> None:
    assert "font" not in sheet(OF_SCHEME[Scheme.LIGHT], Marks())


def ground_of(card: Card) -> str:
    return card.grab().toImage().pixelColor(card.width() // 2, 5).name().upper()


def test_what_is_shown_switches_live(qtbot: QtBot, look: Theme) -> None:
    card = Card("Title")
    qtbot.addWidget(card)
    card.resize(200, 80)
    look.use(Scheme.LIGHT)
    assert ground_of(card) == OF_SCHEME[Scheme.LIGHT].raised
    look.use(Scheme.DARK)
    assert ground_of(card) == OF_SCHEME[Scheme.DARK].raised
    look.use(Scheme.LIGHT)


def test_the_look_follows_the_system(qtbot: QtBot, look: Theme) -> None:
    look.use(None)
    with qtbot.waitSignal(look.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.shown is Scheme.DARK
    look.use(Scheme.LIGHT)


def test_a_scheme_that_was_chosen_stays_when_the_system_switches(look: Theme) -> None:
    look.use(Scheme.LIGHT)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.shown is Scheme.LIGHT
