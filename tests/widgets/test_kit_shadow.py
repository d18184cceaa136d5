"""The shadow under what floats."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.kit import shadow
from widgets.theme import current

pytestmark = pytest.mark.window


def stretched(size: QSize, ratio: float) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    shadow.draw(painter, size)
    painter.end()
    return image


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("size", [QSize(676, 300), QSize(340, 84), QSize(80, 90)])
def test_the_stretched_shadow_is_the_one_drawn_in_that_size(size: QSize, ratio: float) -> None:
    shown = stretched(size, ratio)
    strength = shadow.STRENGTH[current().shown]
    whole = shadow.drawn(size.width(), size.height(), strength, ratio).toImage()
    reach = round(shadow.REACH * ratio)
    for y in range(shown.height()):
        for x in (*range(reach), shown.width() // 2, *range(shown.width() - reach, shown.width())):
            outside = y < reach or y >= shown.height() - reach or x != shown.width() // 2
            if outside:
                assert abs(alpha(shown, x, y) - alpha(whole, x, y)) <= 1


def alpha(image: QImage, x: int, y: int) -> int:
    return QColor(image.pixelColor(x, y)).alpha()


def test_a_new_size_draws_nothing_anew() -> None:
    stretched(QSize(676, 300), 1.0)
    before = shadow.drawn.cache_info().misses
    stretched(QSize(676, 334), 1.0)
    assert shadow.drawn.cache_info().misses == before
