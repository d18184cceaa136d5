"""Every part, in both schemes: named, drawn without a complaint of Qt, its focus seen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.parts.accessibility import assert_named
from tests.widgets import gallery
from widgets import icons
from widgets.kit.buttons import Button, IconButton, Look, Tabs
from widgets.theme import Scheme, Theme
from widgets.theme_tokens import OF_SCHEME

KNOWN = "This plugin does not support propagateSizeHints()"  # offscreen alone says it


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Collect what Qt complains about during a test."""
    heard: list[str] = []

    def hear(_kind: QtMsgType, _where: object, text: str | None) -> None:
        if text != KNOWN:
            heard.append(str(text))

    before = qInstallMessageHandler(hear)
    yield heard
    qInstallMessageHandler(before)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("scene", gallery.SCENES)
def test_a_scene_is_named_and_drawn_without_complaint(
    qtbot: QtBot, look: Theme, complaints: list[str], scene: str, scheme: Scheme
) -> None:
    look.use(scheme)
    widget = gallery.SCENES[scene]()
    qtbot.addWidget(widget)
    widget.show()
    widget.grab()
    assert_named(widget)
    assert complaints == []


def tab() -> QWidget:
    """Return one tab out of its row."""
    row = Tabs("Tabs", [("a", "A")], str)
    button = row._buttons["a"]
    button.setParent(None)
    return button


CONTROLS: dict[str, Callable[[], QWidget]] = {
    **{f"button {each.value}": lambda each=each: Button("Press", look=each) for each in Look},  # type: ignore[misc]  # a default binds the loop's value
    "icon": lambda: IconButton("eye-outline", "Show"),
    "line": QLineEdit,
    "text": QPlainTextEdit,
    "combo": QComboBox,
    "check": lambda: QCheckBox("Check"),
    "radio": lambda: QRadioButton("Radio"),
    "tab": tab,
}


def drawn(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("control", CONTROLS)
def test_the_control_in_focus_is_ringed(qtbot: QtBot, look: Theme, control: str, scheme: Scheme) -> None:
    look.use(scheme)
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    other, watched = QLineEdit(), CONTROLS[control]()
    column.addWidget(other)
    column.addWidget(watched)
    holder.show()
    with qtbot.waitActive(holder):
        holder.activateWindow()
    other.setFocus()
    before = drawn(watched)
    watched.setFocus(Qt.FocusReason.TabFocusReason)
    after = drawn(watched)
    tokens = OF_SCHEME[scheme]
    ring = {QColor(tokens.accent).rgb(), QColor(tokens.text).rgb()}
    middle = watched.height() // 2
    assert after.size() == before.size()
    assert {after.pixel(x, middle) for x in range(3)} & ring


def test_an_icon_is_tinted_anew_when_the_scheme_switches(look: Theme, qtbot: QtBot) -> None:
    button = IconButton("eye-outline", "Show", tint="accent", size=24)
    qtbot.addWidget(button)

    def colors() -> set[str]:
        image = drawn(button)
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    look.use(Scheme.LIGHT)
    assert OF_SCHEME[Scheme.LIGHT].accent.lower() in colors()
    look.use(Scheme.DARK)
    assert OF_SCHEME[Scheme.DARK].accent.lower() in colors()
    look.use(Scheme.LIGHT)


def test_an_icon_is_drawn_once_for_each_colour_and_size(qapp: object) -> None:
    icons.pixmap("eye-outline", "good", 31)
    before = icons._painted.cache_info().misses
    icons.pixmap("eye-outline", "good", 31)
    assert icons._painted.cache_info().misses == before
    icons.pixmap("eye-outline", "danger", 31)
    assert icons._painted.cache_info().misses == before + 1


def test_an_icon_that_does_not_exist_is_found_at_once() -> None:
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")
