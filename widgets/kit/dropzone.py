"""Files, mails and pictures dropped or pasted onto a part of the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from widgets import theme

MAIL = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Dropped:
    """One thing dropped: a file or a folder by its `path`, or the bytes themselves (a mail, a picture)."""

    name: str
    path: Path | None = None
    data: bytes | None = None


def things_in(mime: QMimeData) -> list[Dropped]:
    """Return what `mime` brings that can be kept; empty for mere text."""
    if mime.hasUrls():
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        return [Dropped(path.name, path=path) for path in paths if path.exists()]
    if mime.hasFormat(MAIL):
        return [Dropped("mail.eml", data=bytes(mime.data(MAIL).data()))]
    if mime.hasImage() and not mime.hasText():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return [Dropped("picture.png", data=_png(image))]
    return []


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


class DropZone(QObject):
    """Makes `widget` take drops and pastes; `taken` gets what came. `frame` shows that it would be taken."""

    def __init__(
        self,
        widget: QWidget,
        taken: Callable[[Sequence[Dropped]], object],
        frame: QWidget | None = None,
    ) -> None:
        super().__init__(widget)
        self._taken = taken
        self._frame = frame or widget
        self.watch(widget)

    def watch(self, widget: QWidget) -> None:
        """Take drops and pastes on `widget` too, as on an editor inside the zone."""
        parts = (widget, widget.viewport()) if isinstance(widget, QAbstractScrollArea) else (widget,)
        for part in parts:  # of a scrolling editor the keys reach the editor, the drops its viewport
            part.setAcceptDrops(True)
            part.installEventFilter(self)

    def _take(self, mime: QMimeData) -> bool:
        things = things_in(mime)
        if things:
            self._taken(things)
        return bool(things)

    def _paste(self, event: QKeyEvent) -> bool:
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        return self._take(QGuiApplication.clipboard().mimeData())

    def _over_or_drop(self, event: QDropEvent) -> bool:
        drop = event.type() is QEvent.Type.Drop
        wanted = bool(things_in(event.mimeData()))
        self._light(over=wanted and not drop)
        if wanted:
            event.acceptProposedAction()
        if wanted and drop:
            self._take(event.mimeData())
        return wanted

    def _light(self, *, over: bool) -> None:
        if self._frame.property("over") != over:
            theme.set_look(self._frame, over=over)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what can be kept; anything else goes its usual way."""
        if isinstance(event, QDropEvent):
            return self._over_or_drop(event) or super().eventFilter(watched, event)
        if event.type() is QEvent.Type.DragLeave:
            self._light(over=False)
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._paste(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)
