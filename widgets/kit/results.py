"""A floating list of results in groups; it answers a search field, which keeps the focus."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from widgets import icons, theme
from widgets.kit import paint, shadow
from widgets.kit.labels import Label
from widgets.theme import Face

ROW = 34
HEADING = 27
HEIGHT_MOST = 560
Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Result:
    """One row: `marks` are (start, end) of the matched parts of `text`, in characters."""

    id: object
    text: str
    icon: str
    marks: Sequence[tuple[int, int]] = ()
    detail: str = ""
    language: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Results under one heading; `count` says how many there are in all ("3 of 214")."""

    title: str
    count: str
    results: Sequence[Result]


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Group | Result] = []

    def fill(self, groups: Sequence[Group]) -> None:
        """Show other groups; those without a result are left out."""
        self.beginResetModel()
        self.lines = []
        for group in groups:
            if group.results:
                self.lines += [group, *group.results]
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Return how many lines there are, headings included."""
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line itself, and its words for those who hear it."""
        line = self.lines[index.row()]
        if role == RECORD:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}, {line.count}" if isinstance(line, Group) else f"{line.text}, {line.detail}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let results be chosen, headings not."""
        if isinstance(self.lines[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give headings less height than results."""
        return QSize(200, HEADING if isinstance(index.data(RECORD), Group) else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading or a result."""
        line = index.data(RECORD)
        rect: QRect = option.rect
        if isinstance(line, Group):
            place = rect.adjusted(10, 0, -10, -4)
            low = Qt.AlignmentFlag.AlignBottom
            paint.line(painter, place, line.title.upper(), face=Face.CAPTION, tint="muted", align=low)
            right = low | Qt.AlignmentFlag.AlignRight
            paint.line(painter, place, line.count, face=Face.CAPTION, tint="muted", align=right)
        elif isinstance(line, Result):
            state: QStyle.StateFlag = option.state
            _draw_result(painter, rect, line, chosen=bool(state & QStyle.StateFlag.State_Selected))

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole of a line that is cut."""
        line = index.data(RECORD)
        if event.type() is not QEvent.Type.ToolTip or not isinstance(line, Result):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), cut_words(option.rect, line), view)
        return True


def _places(rect: QRect, result: Result) -> tuple[QRect, QRect]:
    """Return where the text stands, and what stands beside it."""
    right = rect.adjusted(0, 0, -10, 0)
    width = min(paint.width_of(result.detail or result.key, Face.BODY, result.language), rect.width() // 2)
    right.setLeft(right.right() - width)
    left = rect.adjusted(37, 0, 0, 0)
    left.setRight(right.left() - 12)
    return left, right


def cut_words(rect: QRect, result: Result) -> str:
    """Return the words of a line that is cut when drawn into `rect`, as a tooltip; empty for a whole one."""
    side = result.detail or result.key
    whole = all(
        paint.width_of(paint.one_line(text), Face.BODY, result.language) <= place.width() + 1
        for text, place in zip((result.text, side), _places(rect, result), strict=True)
    )
    return "" if whole else f"<span>{escape(result.text)}<br>{escape(side)}</span>"


def _draw_result(painter: QPainter, rect: QRect, result: Result, *, chosen: bool) -> None:
    if chosen:
        paint.rounded(painter, rect.adjusted(0, 1, 0, -1), "accent_soft", 8)
    middle = rect.center().y()
    icons.draw(
        painter, QRect(rect.left() + 12, middle - 7, 16, 16), result.icon, "accent" if chosen else "muted"
    )
    side = result.detail or result.key
    left, right = _places(rect, result)
    tint = "text" if chosen else "muted"
    paint.line(painter, right, side, tint=tint, align=paint.RIGHT, language=result.language)
    paint.marked_line(painter, left, result.text, result.marks, language=result.language)


class Results(QFrame):
    """`opened(id, beside)` when a result is taken. Lives in the window, below its field, over the screen."""

    opened = Signal(object, bool)
    stepped = Signal(str)

    def __init__(self, window: QWidget, name: str, hints: Sequence[str] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._most = HEIGHT_MOST
        self._model = _Model()
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Delegate(self._view))
        self._view.setAccessibleName(name)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_look(self._view, bare=True)
        self._view.entered.connect(self._view.setCurrentIndex)
        self._view.clicked.connect(lambda _index: self.accept())
        self._note = Label("", tone="muted", wrap=True)
        self._timing = Label("", Face.CAPTION, "muted")
        self.setAccessibleName(name)
        self._lay_out(hints)
        self.hide()

    @property
    def current(self) -> Result | None:
        """The result that Enter would open."""
        line = self._view.currentIndex().data(RECORD)
        return line if isinstance(line, Result) else None

    @property
    def note(self) -> str:
        """What stands above the footer."""
        return self._note.text()

    def show_groups(self, groups: Sequence[Group], *, timing: str = "", note: str = "") -> None:
        """Show `groups`; `note` stands above the footer ("Still searching", "Nothing found: try ...")."""
        before = self.current.id if self.current else None
        self._model.fill(groups)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._timing.setText(timing)
        kept = [at for at, each in self._results() if each.id == before]
        first = kept or [at for at, _each in self._results()]
        if first:
            self._choose(first[0])
        self._fit()

    def step(self, by: int) -> None:
        """Choose the result `by` places further; stays at both ends."""
        rows = [at for at, _each in self._results()]
        if rows:
            now = self._view.currentIndex().row()
            at = rows.index(now) + by if now in rows else 0
            self._choose(rows[min(max(at, 0), len(rows) - 1)])

    def accept(self, *, beside: bool = False) -> None:
        """Open the result chosen; without one nothing happens."""
        if self.current is not None:
            self.opened.emit(self.current.id, beside)

    def place_below(self, field: QWidget, width: int = 640) -> None:
        """Stand below `field`, left edges in line, over everything else in the window."""
        window = self._window
        corner = field.mapTo(window, QPoint(0, field.height()))
        reach = shadow.REACH
        self._most = max(200, window.height() - corner.y() - 2 * reach)
        self.setFixedWidth(min(width, window.width() - corner.x() - 8) + 2 * reach)
        self.move(corner.x() - reach, corner.y() + 8 - reach)
        self._fit()
        self.raise_()
        self.show()

    def _results(self) -> list[tuple[int, Result]]:
        return [(at, each) for at, each in enumerate(self._model.lines) if isinstance(each, Result)]

    def _choose(self, row: int) -> None:
        index = self._model.index(row)
        self._view.setCurrentIndex(index)
        above = row > 0 and isinstance(self._model.lines[row - 1], Group)
        self._view.scrollTo(self._model.index(row - 1) if above else index)
        if above:
            self._view.scrollTo(index)
        self.stepped.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _fit(self) -> None:
        lines = self._model.lines
        self._view.setFixedHeight(
            min(
                sum(HEADING if isinstance(each, Group) else ROW for each in lines) + 4,
                min(HEIGHT_MOST, self._most) - 60,
            )
        )
        self._view.setVisible(bool(lines))
        self.adjustSize()

    def _lay_out(self, hints: Sequence[str]) -> None:
        reach = shadow.REACH
        column = QVBoxLayout(self)
        column.setContentsMargins(reach + 8, reach + 8, reach + 8, reach + 10)
        column.setSpacing(8)
        column.addWidget(self._view)
        note = QHBoxLayout()
        note.setContentsMargins(10, 4, 10, 0)
        note.addWidget(self._note)
        column.addLayout(note)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 2, 10, 0)
        foot.setSpacing(16)
        for hint in hints:
            foot.addWidget(Label(hint, Face.CAPTION, "muted"))
        foot.addStretch(1)
        foot.addWidget(self._timing)
        column.addLayout(foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shadow, and the box with its accented line."""
        painter = QPainter(self)
        shadow.draw(painter, self.size())
        reach = shadow.REACH
        box = self.rect().adjusted(reach, reach, -reach, -reach)
        paint.rounded(painter, box, "accent", 10)
        paint.rounded(painter, box.adjusted(1, 1, -1, -1), "raised", 9)
