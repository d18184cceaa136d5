"""A finished letter onto paper."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

_KEEP = Qt.AspectRatioMode.KeepAspectRatio
PAPER_PIXELS = 2480  # an A4 page is this wide at 300 dots an inch


def choose_printer(parent: QWidget, name: str) -> QPrinter | None:
    """Let the operator choose a printer; `name` is what its queue shows. None: not now."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def put_on_paper(printer: QPrinter, pages: Sequence[bytes]) -> None:
    """Print `pages` (PNG), each filling a sheet."""
    painter = QPainter(printer)
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    for at, png in enumerate(pages):
        if at:
            printer.newPage()
        image = QImage.fromData(png)
        fitted = image.size().scaled(sheet.size(), _KEEP)
        painter.drawImage(QRect(sheet.topLeft(), fitted), image)
    painter.end()
