"""The tick and the chevron of the style sheet, which takes pictures only from files."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

SIDE: Final = 16
SHAPES: Final = {
    "tick": ((3.5, 8.5), (6.8, 11.5), (12.5, 5.0)),
    "chevron": ((4.0, 6.5), (8.0, 10.5), (12.0, 6.5)),
    "dot": ((8.0, 8.0), (8.0, 8.01)),
}
WIDTHS: Final = {"tick": 2.0, "chevron": 1.6, "dot": 6.0}


class Marks:
    """Keeps the pictures in a folder that goes away with the program."""

    def __init__(self) -> None:
        self._folder = QTemporaryDir()

    def path(self, shape: str, color: str) -> str:
        """Return the file of `shape` in `color` ("#RRGGBB") as a style sheet names it."""
        file = Path(self._folder.filePath(f"{shape}-{color[1:]}.png"))
        if not file.exists():
            _draw(shape, color, 1).save(str(file))
            _draw(shape, color, 2).save(str(file.with_name(f"{file.stem}@2x.png")))
        return file.as_posix()


def _draw(shape: str, color: str, ratio: int) -> QPixmap:
    pixmap = QPixmap(SIDE * ratio, SIDE * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(color), WIDTHS[shape])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(x, y) for x, y in SHAPES[shape]])
    painter.end()
    return pixmap
