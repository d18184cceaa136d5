"""Lists of any length: one column that draws its rows itself, fetched in chunks by key.

A table of real columns asks its model for two thousand values a frame; one drawn row asks for one
(measured). Rows have one fixed height, so that Qt never measures them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from console.words import listed
from widgets import icons, theme
from widgets.kit import paint
from widgets.theme import Face, Tone

R = TypeVar("R")
CHUNK = 256
RECORD = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
Deliver = Callable[[Sequence[R]], None]
Fetch = Callable[[R | None, int, Deliver[R]], object]
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class RowFace:
    """How one record looks in a list; empty lines take no room in its height."""

    title: str
    caption: str = ""
    detail: str = ""
    side: str = ""
    badge: tuple[str, Tone] | None = None
    icon: str = ""
    language: str | None = None

    @property
    def spoken(self) -> str:
        """The row as it is read aloud."""
        parts = (self.caption, self.title, self.detail, self.side, self.badge[0] if self.badge else "")
        return listed(parts)


class RecordModel(QAbstractListModel, Generic[R]):
    """Holds the records fetched so far; `fetch(last, count, deliver)` brings those after `last`."""

    def __init__(self, face: Callable[[R], RowFace]) -> None:
        super().__init__()
        self._face = face
        self._fetch: Fetch[R] | None = None
        self._records: list[R] = []
        self._more = False
        self._asked = 0  # counts resets, so that what was fetched for an older list is not shown

    @property
    def records(self) -> Sequence[R]:
        """The records fetched so far."""
        return self._records

    def start(self, fetch: Fetch[R]) -> None:
        """Empty the list and fill it by `fetch`, a chunk at a time as one scrolls."""
        self._begin([], fetch)
        self.fetchMore()

    def show_records(self, records: Sequence[R]) -> None:
        """Show exactly `records`."""
        self._begin(records, None)

    def replace(self, row: int, record: R) -> None:
        """Show `record` in the place of the one at `row`."""
        self._records[row] = record
        self.dataChanged.emit(self.index(row), self.index(row))

    def _begin(self, records: Sequence[R], fetch: Fetch[R] | None) -> None:
        self.beginResetModel()
        self._records = list(records)
        self._fetch, self._more = fetch, fetch is not None
        self._asked += 1
        self.endResetModel()

    def _take(self, asked: int, records: Sequence[R]) -> None:
        if asked != self._asked:
            return
        self._more = len(records) >= CHUNK
        if records:
            first = len(self._records)
            self.beginInsertRows(NO_INDEX, first, first + len(records) - 1)
            self._records.extend(records)
            self.endInsertRows()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return how many records are there so far."""
        return 0 if parent.isValid() else len(self._records)

    def canFetchMore(self, _parent: Index = NO_INDEX) -> bool:
        """Tell whether records may follow and none are under way."""
        return self._more

    def fetchMore(self, _parent: Index = NO_INDEX) -> None:
        """Ask for the next chunk; it is delivered later, in the window's thread."""
        if self._fetch is None or not self._more:
            return
        self._more = False
        asked = self._asked
        last = self._records[-1] if self._records else None
        self._fetch(last, CHUNK, lambda records: self._take(asked, records))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the record's face, or its words for those who hear it."""
        if role == RECORD:
            return self._face(self._records[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._face(self._records[index.row()]).spoken
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws a RowFace: caption and badge, title, then detail and what stands at the side."""

    def __init__(self, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._size = QSize(120, height)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one size that all rows have."""
        return self._size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        face = index.data(RECORD)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.color("accent_soft"))
            painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        _draw_face(painter, rect.adjusted(16, 0, -14, -1), face, chosen=chosen)


def _draw_face(painter: QPainter, rect: QRect, face: RowFace, *, chosen: bool) -> None:
    muted = "neutral" if chosen else "muted"
    if face.icon:
        icons.draw(painter, QRect(rect.left(), rect.center().y() - 9, 18, 18), face.icon, muted)
        rect = rect.adjusted(30, 0, 0, 0)
    lines = [bool(face.caption), True, bool(face.detail or face.side)]
    heights = [20 if shown else 0 for shown in lines]
    top = rect.top() + (rect.height() - sum(heights)) // 2
    right = rect.right()
    if face.badge:
        right = paint.chip(painter, rect.right(), top + 10, *face.badge) - 8
    if face.caption:
        place = QRect(rect.left(), top, right - rect.left(), 20)
        paint.line(painter, place, face.caption, face=Face.CAPTION, tint=muted)
        right = rect.right()
    top += heights[0]
    place = QRect(rect.left(), top, right - rect.left(), 20)
    paint.line(painter, place, face.title, face=Face.STRONG, language=face.language)
    _draw_last(painter, QRect(rect.left(), top + 20, rect.width(), 20), face, muted)


def _draw_last(painter: QPainter, rect: QRect, face: RowFace, tint: str) -> None:
    width = min(paint.width_of(face.side, Face.CAPTION), rect.width() // 2)
    side = QRect(rect.right() - width, rect.top(), width + 1, rect.height())
    if face.side:
        paint.line(painter, side, face.side, face=Face.CAPTION, tint=tint, align=paint.RIGHT)
    left = rect.adjusted(0, 0, -(width + 12) if face.side else 0, 0)
    if face.detail:
        paint.line(painter, left, face.detail, tint=tint, language=face.language)


class RecordList(QListView, Generic[R]):
    """`chosen(record)` as one walks, `opened(record)` with Enter or a double click; J and K walk too."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, face: Callable[[R], RowFace], *, height: int = 77) -> None:
        super().__init__()
        self.rows: RecordModel[R] = RecordModel(face)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(height, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(lambda index: self.opened.emit(self.rows.records[index.row()]))
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def current(self) -> R | None:
        """The record chosen."""
        row = self.currentIndex().row()
        return self.rows.records[row] if 0 <= row < len(self.rows.records) else None

    def choose_row(self, row: int) -> None:
        """Choose the record at `row`, counted from 0."""
        self.setCurrentIndex(self.rows.index(row))

    def step(self, by: int) -> None:
        """Choose the record `by` places further; stays at both ends."""
        last = len(self.rows.records) - 1
        if last >= 0:
            self.choose_row(min(max(self.currentIndex().row() + by, 0), last))

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.rows.records[now.row()])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a ring around the one (or the list) that has the focus."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        now = self.currentIndex()
        rect = self.visualRect(now) if now.isValid() else self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with J and K as with the arrows."""
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.step(step)
        else:
            super().keyPressEvent(event)
