"""Draws every part of the kit, light and dark, into PNG files: python -m tests.widgets.gallery FOLDER."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from tests.widgets.conftest import font_files
from tests.widgets.scene_parts import context, fields, frame, page, person, queue, reply, row, signs, timeline
from widgets import theme
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look
from widgets.kit.dialogs import Choice, Dialog
from widgets.kit.empty import Empty
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.kit.palette import command_groups
from widgets.kit.panes import Pane, Panes
from widgets.kit.pdfview import PageView
from widgets.kit.results import Group, Result, Results
from widgets.kit.shortcuts import Command, Commands, key_sheet
from widgets.kit.undo_bar import UndoBar
from widgets.theme import Face, Scheme, Tone

HOLDERS: list[QWidget] = []


def lookup() -> QWidget:
    """Return the search field answering, like lookup-*.png."""
    window, search = frame(person())
    window.show()
    search.edit.setText("山田")
    search.edit.setFocus()
    theme.set_look(search, near=True)
    results = Results(window, "Results", ("↑ ↓ choose", "⏎ open", "Ctrl+⏎ open beside", ">  commands"))
    people = [
        Result(1, "山田 花子 · Hanako Yamada", "account-outline", [(0, 2)], "Vancouver · 42 orders", "ja"),
        Result(2, "山田 健太郎 · Kentarō Yamada", "account-outline", [(0, 2)], "Osaka · 8 orders", "ja"),
        Result(3, "小山田 美咲 · Misaki Oyamada", "account-outline", [(1, 3)], "Taipei · 3 orders", "ja"),
    ]
    orders = [
        Result(
            4,
            "RK-88213407 · recipient 山田 太郎",
            "package-variant-closed",
            [(24, 26)],
            "12 Nov · in customs",
            "ja",
        ),
        Result(
            5,
            "RK-86310552 · 山田 錦 · 日本酒グラス with a long name of a product that has to be cut",
            "package-variant-closed",
            [(14, 16)],
            "1 Sep · delivered",
            "ja",
        ),
    ]
    results.show_groups(
        [Group("People", "3 of 214", people), Group("Orders", "2 of 1,881", orders)],
        timing="5 ms",
        note="Still searching addresses ...",
    )
    results.place_below(search)
    return window


def commands() -> QWidget:
    """Return the palette over an empty list."""
    window, search = frame(
        Empty(
            "inbox-outline",
            "Nothing waits",
            "Open a case from an order, or take in a mail.",
            Button("Open the lookup", look=Look.PRIMARY),
        )
    )
    window.show()
    search.edit.setText("> op")
    known = Commands(window)
    known.add(
        Command("open", "Open a case", print, "Ctrl+D", "Case", "scale-balance"),
        Command("note", "Write a note, or open the one begun", print, "Ctrl+N", "Case", "note-outline"),
        Command("dark", "Open the settings", print, "Ctrl+,", "Window", "cog-outline"),
    )
    palette = Results(window, "Commands", ("↑ ↓ choose", "⏎ run", "Esc back"))
    palette.show_groups(command_groups(known.possible(), "> op"))
    palette.place_below(search)
    bar = UndoBar(window)
    bar.offer("Case A-01482 assigned to you", print)
    return window


def work() -> QWidget:
    """Return three panes like workspace-*.png."""
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.setContentsMargins(22, 16, 22, 16)
    column.setSpacing(12)
    head = row(Label("Box arrived crushed", Face.TITLE), Badge("Investigating", Tone.ACCENT))
    head.addWidget(Button("Assign"))
    head.addWidget(Button("Decide ...", look=Look.PRIMARY))
    column.addLayout(head)
    column.addWidget(timeline(), 1)
    column.addWidget(reply())
    panes = [Pane(queue(), 330), Pane(middle, 700, grows=True), Pane(context(), 330)]
    return frame(Panes("work", panes, {}))[0]


def parts() -> QWidget:
    """Return forms, notices and pages beside one another."""
    view = PageView("Letter")
    view.show_pages([page(), page()])
    panes = [Pane(fields(), 420), Pane(signs(), 460, grows=True), Pane(view, 460)]
    return frame(Panes("parts", panes, {}))[0]


def _holder() -> QWidget:
    """Return a parent for a dialog that outlives this call."""
    HOLDERS.append(QWidget())
    return HOLDERS[-1]


def dialog() -> QWidget:
    """Return a dialog that asks before what cannot be undone."""
    holder = _holder()
    form = Form()
    form.add_row("why", "Reason", QPlainTextEdit(), hint="It is kept in the trail.")
    made = Dialog(
        holder,
        "Erase 2,140 records of this person?",
        "They cannot be brought back. Two messages stay with the open case.",
        form=form,
        choices=(Choice("Erase 2,140 records", print, Look.DANGER),),
    )
    made.show_notice("The store is locked by another window.")
    return made


def keys() -> QWidget:
    """Return the sheet of keys."""
    holder = _holder()
    return key_sheet(
        holder,
        [
            Command("a", "Search", print, "Ctrl+K", "Window"),
            Command("b", "Open a case", print, "Ctrl+D", "Case"),
            Command("c", "Next in the list", print, "J", "Case"),
        ],
    )


SCENES: dict[str, Callable[[], QWidget]] = {
    "person": lambda: frame(person())[0],
    "lookup": lookup,
    "commands": commands,
    "work": work,
    "parts": parts,
    "dialog": dialog,
    "keys": keys,
}


def draw(folder: Path, wanted: list[str]) -> None:
    """Write scene-scheme.png for each scene and scheme into `folder`."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look = theme.apply(app, fonts=font_files())
    look.load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    for name in wanted or SCENES:
        widget = SCENES[name]()
        widget.show()
        for scheme in Scheme:
            look.use(scheme)
            for _turn in range(5):
                app.processEvents()
            widget.grab().save(str(folder / f"{name}-{scheme.value}.png"))
        widget.hide()


if __name__ == "__main__":
    draw(Path(sys.argv[1]), sys.argv[2:])
