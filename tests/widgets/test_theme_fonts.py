"""The right forms of Chinese characters, real weights, files read only when they are needed."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import font_files
from widgets import theme
from widgets.kit.labels import Label
from widgets.theme import Face, Form, form_of
from widgets.theme_fonts import Fonts

SIZE = 48


def picture(qtbot: QtBot, text: str, language: str | None, face: Face = Face.BODY) -> QImage:
    """Return `text` as a label draws it, large enough to tell forms apart."""
    label = Label(text, face, language=language)
    qtbot.addWidget(label)
    font = label.font()
    font.setPixelSize(SIZE)
    label.setFont(font)
    label.resize(SIZE * 2 * len(text), SIZE * 2)
    return label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def ink(image: QImage) -> int:
    """Return how much of `image` is dark."""
    ground = QColor(image.pixel(0, 0)).lightness()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(abs(QColor(image.pixel(x, y)).lightness() - ground) for x, y in places)


@pytest.mark.parametrize("character", "直骨角")
def test_a_character_has_the_form_of_its_language(qtbot: QtBot, character: str) -> None:
    assert picture(qtbot, character, "ja") != picture(qtbot, character, "zh-Hans")


@pytest.mark.parametrize(("one", "other"), [("ja", "ko"), ("zh-Hans", "zh-Hant")])
def test_neighbours_have_forms_of_their_own(qtbot: QtBot, one: str, other: str) -> None:
    assert picture(qtbot, "誤骨", one) != picture(qtbot, "誤骨", other)


def test_a_label_can_change_its_language(qtbot: QtBot) -> None:
    label = Label("直", language="ja")
    qtbot.addWidget(label)
    before = label.grab().toImage()
    label.speak("zh-Hans")
    assert label.grab().toImage() != before


@pytest.mark.parametrize("text", ["山田", "한국어", "直骨角", "Yamada"])
@pytest.mark.parametrize("language", [None, "ja", "zh-Hans", "ko"])
def test_no_character_is_drawn_as_an_empty_box(qtbot: QtBot, text: str, language: str | None) -> None:
    theme.current().load_fonts()
    drawn = [picture(qtbot, each, language) for each in text[:2]]
    missing = picture(qtbot, "\U000fffff", language)
    assert drawn[0] != drawn[1]
    assert missing not in drawn


@pytest.mark.parametrize("text", ["Hamburg", "山田"])
def test_semibold_is_heavier_than_regular(qtbot: QtBot, text: str) -> None:
    regular = ink(picture(qtbot, text, "ja", Face.BODY))
    assert ink(picture(qtbot, text, "ja", Face.STRONG)) > regular * 1.15


def test_regular_chinese_characters_are_not_drawn_thin(qtbot: QtBot) -> None:
    assert theme.font(Face.BODY, "ja").variableAxisValue(theme.font(Face.BODY).Tag("wght")) == 400


def test_files_are_read_when_a_language_is_first_asked_for(qapp: object) -> None:
    fonts = Fonts(font_files())
    before = fonts.waiting
    fonts.font(Face.BODY)
    assert fonts.waiting == before
    fonts.font(Face.BODY, "ja")
    assert fonts.waiting == before - {Form.JAPANESE}


def test_the_rest_is_read_after_the_first_paint(qtbot: QtBot, look: theme.Theme) -> None:
    look.load_fonts()
    assert look.fonts.waiting == frozenset()
    again = theme.Theme(look._app, Fonts(font_files()))
    label = Label("x")
    qtbot.addWidget(label)
    label.show()
    qtbot.waitUntil(lambda: not again.fonts.waiting)
    again.retire()


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("ja", Form.JAPANESE),
        ("ja_JP", Form.JAPANESE),
        ("zh", Form.SIMPLIFIED),
        ("zh-CN", Form.SIMPLIFIED),
        ("zh-Hant", Form.TRADITIONAL),
        ("zh_TW", Form.TRADITIONAL),
        ("zh-Hant-HK", Form.TRADITIONAL),
        ("ko", Form.KOREAN),
        ("en", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_has_its_form(language: str | None, form: Form | None) -> None:
    assert form_of(language) is form
