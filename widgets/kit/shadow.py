"""The soft shadow under what floats: drawn once, small, and stretched to each size.

An effect would blur anew at every repaint; a picture of each size would cost the first frame of every list of
results that is longer or shorter than the ones before.
"""

from functools import lru_cache
from itertools import product

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from widgets.theme import Scheme, current

REACH = 18
EDGE = 36  # of the small picture; past it nothing changes along a side
MIDDLE = 8
STRENGTH = {Scheme.LIGHT: 4, Scheme.DARK: 12}


@lru_cache(maxsize=16)
def drawn(width: int, height: int, strength: int, ratio: float) -> QPixmap:
    """Return the shadow of a box that stands REACH pixels inside the size."""
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
    """Draw the shadow of a box that stands REACH pixels inside `size`; under the box itself there is none."""
    ratio = painter.device().devicePixelRatioF()
    side = 2 * EDGE + MIDDLE
    small = drawn(side, side, STRENGTH[current().shown], ratio)
    across, down, of = _thirds(size.width()), _thirds(size.height()), _thirds(side)
    for row, column in product(range(3), repeat=2):
        if row == column == 1:
            continue
        (x, width), (y, height) = across[column], down[row]
        (from_x, of_width), (from_y, of_height) = of[column], of[row]
        piece = QRectF(from_x * ratio, from_y * ratio, of_width * ratio, of_height * ratio)
        painter.drawPixmap(QRectF(x, y, width, height), small, piece)


def _thirds(length: int) -> tuple[tuple[int, int], ...]:
    """Return where edge, middle and edge of a length begin, and how long they are."""
    edge = min(EDGE, length // 2)
    return ((0, edge), (edge, length - 2 * edge), (length - edge, edge))
