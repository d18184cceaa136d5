"""The soft shadow under what floats, drawn once per size: an effect would blur anew at every repaint."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from widgets.theme import Scheme, current

REACH = 18
STRENGTH = {Scheme.LIGHT: 4, Scheme.DARK: 12}


@lru_cache(maxsize=16)
def _drawn(width: int, height: int, strength: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(REACH):
        painter.setBrush(QColor(0, 0, 0, max(1, strength * step // REACH)))
        inset = step * 0.9
        place = QRectF(inset, inset + 4, width - 2 * inset, height - 2 * inset - 4)
        painter.drawRoundedRect(place, REACH - step + 8, REACH - step + 8)
    painter.end()
    return pixmap


def draw(painter: QPainter, size: QSize) -> None:
    """Draw the shadow of a box that stands REACH pixels inside `size`."""
    device = painter.device()
    strength = STRENGTH[current().shown]
    painter.drawPixmap(0, 0, _drawn(size.width(), size.height(), strength, device.devicePixelRatioF()))
