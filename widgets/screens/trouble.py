"""The store could not be opened: what happened, that nothing was lost, what to do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from console.errors import Refused
from console.stores.records import Place
from console.stores.rules import KeyringNeeded
from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.theme import Face

WIDTH = 480


class TroubleScreen(QWidget):
    """Says why, offers the passphrase, another try, or another file."""

    def __init__(
        self,
        refusal: Refused,
        place: Place,
        again: Callable[[str], object],
        open_other: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self._again, self._open_other, self._place = again, open_other, place
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._try)
        form = Form()
        form.add_row("passphrase", _(N_("Passphrase of the store")), self.passphrase)
        card = Card()
        card.setFixedWidth(WIDTH)
        card.add(Label(_(N_("The store could not be opened")), Face.TITLE))
        card.add(Label(refusal.text(), wrap=True, selectable=True))
        card.add(Label(str(place), tone="muted", wrap=True, selectable=True))
        card.add(form)
        form.setVisible(place.is_file and not isinstance(refusal, KeyringNeeded))
        card.add(Button(_(N_("Try again")), self._try, look=Look.PRIMARY))
        card.add(Button(_(N_("Open another store …")), self._choose, look=Look.QUIET))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _try(self) -> None:
        self._again(self.passphrase.text())

    def _choose(self) -> None:
        start = str(self._place.path.parent) if self._place.path else ""
        name, _kind = QFileDialog.getOpenFileName(self, _(N_("Open a store")), start)
        if name:
            self._open_other(Path(name))
