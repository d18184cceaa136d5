"""Icons: the Material Design Icons that QtAwesome brings, tinted from the tokens at the moment of painting.

Only QtAwesome's font and its table of names are read: importing the package loads every Qt module it may
wrap and fourteen icon fonts, a quarter of a second of the start for nothing.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from widgets import theme


@cache
def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        msg = "QtAwesome is not installed"
        raise RuntimeError(msg)
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _letters() -> dict[str, str]:
    (table,) = _folder().glob("materialdesignicons6-*-charmap-*.json")
    return {name: chr(int(code, 16)) for name, code in json.loads(table.read_text("utf-8")).items()}


@cache
def _family() -> str:
    (file,) = _folder().glob("materialdesignicons6-webfont-[0-9]*.ttf")
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]


def letter(name: str) -> str:
    """Return the character that draws `name` ("account-outline"). Raises: KeyError for an unknown name."""
    return _letters()[name]


def draw(painter: QPainter, rect: QRect, name: str, tint: str) -> None:
    """Draw the icon `name` into `rect`, in the colour of the token `tint`; for delegates that paint rows."""
    font = QFont(_family())
    font.setPixelSize(min(rect.width(), rect.height()))
    painter.setFont(font)
    painter.setPen(theme.color(tint))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter(name))


@cache
def _painted(name: str, color: str, tint: str, width: int, height: int) -> QPixmap:
    """Return the picture; `color` stands among the arguments as part of the cache's key."""
    del color
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    draw(painter, pixmap.rect(), name, tint)
    painter.end()
    return pixmap


class _Tinted(QIconEngine):
    """Draws one icon in the colour that its token has at that moment."""

    def __init__(self, name: str, tint: str, chosen: str) -> None:
        super().__init__()
        self._name = name
        self._tint = tint
        self._chosen = chosen

    def _tint_for(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return "muted"
        return self._chosen if state is QIcon.State.On else self._tint

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._tint, self._chosen)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        tint = self._tint_for(mode, state)
        value = getattr(theme.tokens(), tint)
        return _painted(self._name, value, tint, size.width(), size.height())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(painter, rect, self._name, self._tint_for(mode, state))


def icon(name: str, tint: str = "text", chosen: str | None = None) -> QIcon:
    """Return the icon `name` tinted by the token `tint` (`chosen` while checked); it follows the scheme."""
    letter(name)
    return QIcon(_Tinted(name, tint, chosen or tint))


def pixmap(name: str, tint: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of `size` pixels in the scheme in force; ask again after a switch."""
    side = round(size * ratio)
    drawn = QPixmap(_painted(name, getattr(theme.tokens(), tint), tint, side, side))
    drawn.setDevicePixelRatio(ratio)
    return drawn
