"""The settings: a list of pages, only those that the operator's role may open."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.settings import Settings
from console.words import N_, _
from widgets.kit.buttons import Tabs
from widgets.screens.desk import Desk
from widgets.screens.settings.imports import ImportPage
from widgets.screens.settings.operators import OperatorsPage
from widgets.screens.settings.organisation import limits_page, organisation_page
from widgets.screens.settings.own import OwnPage
from widgets.screens.settings.policy import PolicyPage
from widgets.screens.settings.store import StorePage


class SettingsScreen(QWidget):
    """Pages behind tabs; made when they are first opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._makers = self._pages()
        self._made: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        self.tabs = Tabs(
            _(N_("Settings")), [(name, _(words)) for name, words, _make in self._makers], self._show
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _pages(self) -> list[tuple[str, str, Callable[[], QWidget]]]:
        desk, may = self._desk, self._desk.actor.may
        pages: list[tuple[bool, tuple[str, str, Callable[[], QWidget]]]] = [
            (True, ("own", N_("Yours"), lambda: OwnPage(desk))),
            (True, ("organisation", N_("Organisation"), lambda: organisation_page(desk, self._changed))),
            (True, ("limits", N_("Rules and limits"), lambda: limits_page(desk, self._changed))),
            (may("rulebook:read"), ("policy", N_("Policy"), lambda: PolicyPage(desk))),
            (may("operator:read"), ("operators", N_("Operators"), lambda: OperatorsPage(desk))),
            (True, ("store", N_("Store"), lambda: StorePage(desk))),
            (may("import:run"), ("import", N_("Import"), lambda: ImportPage(desk))),
        ]
        return [page for allowed, page in pages if allowed]

    def begin(self) -> None:
        """Show the page shown last, the first one at first."""
        self.tabs.choose(self.tabs.current or self._makers[0][0])

    def show_page(self, name: str) -> None:
        """Show the page `name`, if the role may."""
        if any(name == known for known, _words, _make in self._makers):
            self.tabs.choose(name)

    def _show(self, name: str) -> None:
        if name not in self._made:
            make = next(make for known, _words, make in self._makers if known == name)
            self._made[name] = make()
            self.stack.addWidget(self._made[name])
        self.stack.setCurrentWidget(self._made[name])

    def _changed(self, settings: Settings) -> None:
        self._desk.settings = replace(settings)
