"""The list on a customer's page: cards made a few between two events, those whose facts are the same kept."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from widgets.kit.scroll import Column
from widgets.kit.slices import Slices
from widgets.kit.stack import Stack

Part = tuple[Hashable, Callable[[], QWidget]]  # what the card shows, how it is made


class Records(Column):
    """`shown()` once every card that was wanted is there."""

    shown = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, margin=0)
        self._cards: dict[Hashable, QWidget] = {}
        self._stack = Stack()
        self._foot: QWidget | None = None
        self._slices = Slices(self)
        self._slices.ended.connect(self.shown)
        self.add(self._stack)
        self.body.addStretch(1)

    @property
    def waiting(self) -> int:
        """How many steps it takes until every card stands in its place."""
        return self._slices.waiting

    def show_cards(self, wanted: Sequence[Part], foot: QWidget | None) -> None:
        """Show a card for each of `wanted`, in their order, and `foot` below them."""
        keys = {key for key, _make in wanted}
        gone = [self._cards.pop(key) for key in list(self._cards) if key not in keys]
        for card in gone:
            self._stack.take(card)
        self._stack.arrange()
        self._put_foot(foot)
        making = [partial(self._make, at, *each) for at, each in enumerate(wanted)]
        clearing = [card.deleteLater for card in gone]
        self._slices.begin([*making, *clearing])

    def _make(self, at: int, key: Hashable, make: Callable[[], QWidget]) -> None:
        card = self._cards.get(key)
        if card is None:
            self._cards[key] = card = make()
            self._stack.insert(at, card)
        else:
            self._stack.put(at, card)
        self._stack.arrange()

    def _put_foot(self, foot: QWidget | None) -> None:
        if self._foot is not None:
            self._foot.hide()
            self._foot.deleteLater()
        self._foot = foot
        if foot is not None:
            self.body.insertWidget(1, foot)
