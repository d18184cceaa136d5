"""What happened, entry below entry: cards with sign, title, time, text and pictures.

Cards are real widgets, so that text can be marked and read aloud. The newest stand at the end and are made
first, a few between two events; those before the last forty only when one asks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from console.words import N_, _
from widgets import icons, theme
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, IconButton, Look, plain
from widgets.kit.card import Card
from widgets.kit.flow import Flow
from widgets.kit.icon import Icon
from widgets.kit.labels import Elided, Label, tip
from widgets.kit.picker import Picker
from widgets.kit.scroll import Column
from widgets.kit.slices import Slices
from widgets.kit.stack import Stack
from widgets.kit.wording import number
from widgets.theme import Face, Tone

FIRST = 40  # entries shown before one asks for earlier ones
ROUND = 8  # cards made before they are put in their places
PICTURE = QSize(92, 64)
MINOR_INDENT = 24
TEXT_MOST = 20_000  # characters of one entry drawn at once; its record keeps them all


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of an entry: a small PNG of it, or an icon where there is none."""

    id: object
    name: str
    png: bytes | None = None
    icon: str = "file-outline"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `id` tells entries apart; `exact` is the time in the tooltip, with zone.

    `actions` are buttons (id, words), `more` those behind three dots; `remark` is what we say of the text;
    `withdrawn` strikes the title out; a `minor` one is a line without card.
    """

    id: object
    icon: str
    title: str
    time: str
    exact: str = ""
    text: str = ""
    tone: Tone | None = None
    badge: tuple[str, Tone] | None = None
    pictures: Sequence[Picture] = ()
    language: str | None = None
    remark: str = ""
    actions: Sequence[tuple[str, str]] = ()
    more: Sequence[tuple[str, str]] = ()
    withdrawn: bool = False
    minor: bool = False


class Timeline(Column):
    """`opened(entry_id, picture_id)` when a picture is pressed, `asked(entry_id, action_id)` for a button."""

    opened = Signal(object, object)
    asked = Signal(object, str)
    made = Signal()  # every card that was to be made is there

    def __init__(self, name: str) -> None:
        super().__init__(name, margin=0)
        self._entries: tuple[Entry, ...] = ()
        self._cards: dict[object, tuple[Entry, QWidget]] = {}
        self._waiting: list[Entry] = []
        self._order: dict[object, int] = {}
        self._most = FIRST
        self._from_end = 0
        self._going_to: object = None
        self._stack = Stack()
        self._earlier = Button(_earlier(0), self.show_earlier, look=Look.QUIET, icon="chevron-up")
        self._earlier.hide()
        self.body.addWidget(self._earlier, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.add(self._stack)
        self.body.addStretch(1)
        self._slices = Slices(self)
        self._slices.ended.connect(self.made)
        self._slices.ended.connect(self._arrive)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: bar.setValue(high - self._from_end))
        bar.valueChanged.connect(self._remember)

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """The cards made so far, oldest first."""
        return self._stack.parts

    @property
    def waiting(self) -> int:
        """How many steps it takes until every card stands in its place."""
        return self._slices.waiting

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show `entries`, oldest first; cards of entries that did not change stay."""
        self._entries = tuple(entries)
        wanted = {entry.id: entry for entry in entries}
        for key in [key for key, (entry, _card) in self._cards.items() if wanted.get(key) != entry]:
            self._stack.remove(self._cards.pop(key)[1])
        self._waiting = [entry for entry in self._entries[-self._most :] if entry.id not in self._cards]
        self._order = {entry.id: at for at, entry in enumerate(self._entries)}
        self._say_left_out()
        self._slices.begin([*[self._make_newest] * len(self._waiting), self._stack.arrange])

    def show_earlier(self) -> None:
        """Make the cards that were left out too."""
        self._most = max(FIRST, len(self._entries))
        self.show_entries(self._entries)

    def go_to_end(self) -> None:
        """Show the newest entry, and stay there as cards come."""
        self._from_end = 0
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def go_to(self, entry_id: object) -> None:
        """Show one entry, and let the keys act on its first button; nothing happens where there is none."""
        if entry_id not in self._order:
            return
        if entry_id not in self._cards:
            self._going_to = entry_id
            self.show_earlier()
            return
        self._going_to = None
        card = self._cards[entry_id][1]
        self.ensureWidgetVisible(card, 0, 0)
        button = next(iter(card.findChildren(Button)), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(card, 0, 0)

    def _arrive(self) -> None:
        if self._going_to is not None:
            self.go_to(self._going_to)

    def _say_left_out(self) -> None:
        count = len(self._entries) - len(self._cards) - len(self._waiting)
        self._earlier.rename(_earlier(count))
        self._earlier.setVisible(count > 0)

    def _remember(self, value: int) -> None:
        self._from_end = self.verticalScrollBar().maximum() - value

    def _make_newest(self) -> None:
        """Make the newest of the cards that wait."""
        entry = self._waiting.pop()
        card = self._card(entry)
        at = self._order[entry.id]
        self._stack.insert(sum(self._order[key] < at for key in self._cards), card)
        self._cards[entry.id] = (entry, card)
        if len(self._cards) % ROUND == 0 or len(self._cards) < ROUND:
            self._stack.arrange()

    def _card(self, entry: Entry) -> Card:
        card = Card(tone=entry.tone)
        card.setAccessibleName(f"{entry.title}, {entry.time}")
        if entry.minor:
            theme.set_look(card, card="none")
            card.body.setContentsMargins(17, 0, 17, 0)
        head = _head(entry)
        if entry.more:
            head.addWidget(self._dots(entry))
        card.add(head)
        if entry.text:
            card.add(_text(entry))
        if entry.remark:
            card.add(Label(entry.remark, Face.SMALL, "muted", wrap=True, selectable=True))
        if entry.pictures:
            card.add(self._pictures(entry))
        if entry.actions or (entry.badge and not entry.pictures):
            card.add(self._foot(entry))
        return card

    def _dots(self, entry: Entry) -> IconButton:
        name = _("More for {title}", title=entry.title)
        choices = [(words, partial(self._ask, entry.id, action)) for action, words in entry.more]
        dots = IconButton(
            "dots-horizontal", name, lambda: Picker(dots, name, choices).open(), size=16, tight=True
        )
        return dots

    def _ask(self, entry: object, action: str) -> None:
        self.asked.emit(entry, action)

    def _pictures(self, entry: Entry) -> QHBoxLayout:
        holder = QWidget()
        flow = Flow(holder)
        for picture in entry.pictures:
            flow.addWidget(self._picture(entry, picture))
        row = QHBoxLayout()
        row.addWidget(holder, 1)
        if entry.badge:
            row.addWidget(Badge(*entry.badge), alignment=Qt.AlignmentFlag.AlignVCenter)
        return row

    def _foot(self, entry: Entry) -> QHBoxLayout:
        holder = QWidget()
        actions = Flow(holder)
        for action, words in entry.actions:
            actions.addWidget(Button(words, partial(self._ask, entry.id, action), look=Look.LINK))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(holder, 1)
        if entry.badge and not entry.pictures:
            row.addWidget(Badge(*entry.badge), alignment=Qt.AlignmentFlag.AlignVCenter)
        return row

    def _picture(self, entry: Entry, picture: Picture) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIcon(_thumbnail(picture))
        button.setIconSize(PICTURE)
        button.setFont(theme.font(Face.CAPTION))
        width = PICTURE.width()
        shown = button.fontMetrics().elidedText(picture.name, Qt.TextElideMode.ElideMiddle, width)
        button.setText(plain(shown))
        button.setAccessibleName(picture.name)
        tip(button, picture.name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.opened.emit(entry.id, picture.id))
        return button


def _head(entry: Entry) -> QHBoxLayout:
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Icon(entry.icon, entry.tone.value if entry.tone else "muted"))
    muted = entry.minor or entry.withdrawn
    title = Elided(
        entry.title,
        Face.BODY if entry.minor else Face.STRONG,
        "muted" if muted else "",
        language=entry.language,
    )
    if entry.withdrawn:
        theme.set_look(title, struck=True)
    head.addWidget(title, 1)
    time = Label(entry.time, tone="muted")
    tip(time, entry.exact)
    head.addWidget(time)
    return head


def _earlier(count: int) -> str:
    return _(N_("Show {count} earlier entries"), count=number(count))


def _text(entry: Entry) -> Label:
    text = entry.text if len(entry.text) <= TEXT_MOST else entry.text[:TEXT_MOST] + " ..."
    tone = "muted" if entry.withdrawn else ""
    label = Label(text, tone=tone, language=entry.language, wrap=True, selectable=True)
    if entry.minor:
        label.setIndent(MINOR_INDENT)
    return label


def _thumbnail(picture: Picture) -> QIcon:
    pixmap = QPixmap()
    if picture.png is not None and pixmap.loadFromData(picture.png, "PNG"):
        return QIcon(pixmap)
    return icons.icon(picture.icon, "muted")
