"""Draws every part of the kit, light and dark, into PNG files: python -m tests.widgets.gallery FOLDER."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from console.errors import Invalid
from tests.widgets.conftest import font_files
from widgets import theme
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, IconButton, Look, Tabs
from widgets.kit.card import Card
from widgets.kit.countdown import Countdown
from widgets.kit.dialogs import Choice, Dialog
from widgets.kit.drafts import Draft
from widgets.kit.empty import Empty
from widgets.kit.form import Form
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.kit.masked import Masked
from widgets.kit.notice import Notice
from widgets.kit.palette import command_groups
from widgets.kit.panes import Pane, Panes
from widgets.kit.pdfview import PageView
from widgets.kit.progress import Progress
from widgets.kit.rail import Place, Rail
from widgets.kit.results import Group, Result, Results
from widgets.kit.scroll import Column
from widgets.kit.searchfield import SearchField
from widgets.kit.shortcuts import Command, Commands, key_sheet
from widgets.kit.steps import Steps, staged
from widgets.kit.table import RecordList, RowFace
from widgets.kit.timeline import Entry, Picture, Timeline
from widgets.kit.undo_bar import UndoBar
from widgets.theme import Face, Scheme, Tone

SIZE = (1440, 900)
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
PLACES = (
    Place("lookup", "Lookup", "account-search-outline", "Ctrl+1"),
    Place("queue", "Queue", "inbox-outline", "Ctrl+2"),
    Place("settings", "Settings", "cog-outline", foot=True),
)
WAY = ("Bought", "Warehouse", "Consolidated", "Shipped", "Customs", "Delivered")
BELOW = ("12 Nov", "14 Nov · 1.31 kg", "17 Nov", "18 Nov · EMS", "21 Nov")
LETTER = (
    "The figure came today. The outer box is crushed on one corner and the window is torn. The figure itself"
    " looks fine but it is a collector item. I would like my money back."
)
HOLDERS: list[QWidget] = []
ROWS = (
    ("A-01482", "Box arrived crushed", "Lin Chao-Wei · ¥48,600", "Packaging", "2 h 10 m", Tone.WARNING),
    (
        "A-01479",
        "One of three parcels missing",
        "佐々木 美咲 · ¥12,300",
        "Missing",
        "Overdue 40 m",
        Tone.DANGER,
    ),
    ("A-01475", "Charge not in the price", "M. Dubois · €84.10", "Customs", "1 d 4 h", Tone.GOOD),
    ("A-01471", "Charged twice", "王小明 · ¥1,280.00", "Payment", "3 h 25 m", Tone.WARNING),
    (
        "A-01466",
        "Seller sent the wrong size, and the customer wrote a very long title about it",
        "K. Okafor",
        "Wrong item",
        "2 d",
        Tone.GOOD,
    ),
)


def png(width: int, height: int, color: str) -> bytes:
    """Return a plain picture as PNG."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return png_of(image)


def page() -> bytes:
    """Return a page with some lines of text as PNG."""
    image = QImage(620, 877, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(theme.font(Face.TITLE))
    painter.drawText(QRect(60, 60, 500, 40), "Your order RK-88213407")
    painter.setFont(theme.font(Face.BODY))
    painter.drawText(QRect(60, 120, 500, 200), "Dear customer,\n\nthank you for writing to us.")
    painter.end()
    return png_of(image)


def png_of(image: QImage) -> bytes:
    """Return `image` as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def row(*parts: QWidget) -> QHBoxLayout:
    """Return `parts` beside one another."""
    layout = QHBoxLayout()
    layout.setSpacing(8)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return layout


def frame(body: QWidget) -> tuple[QWidget, SearchField]:
    """Return a window with rail, search field and `body`, and its search field."""
    window = QWidget()
    theme.set_look(window, ground="background")
    window.resize(*SIZE)
    rail = Rail("Places", "R", PLACES)
    rail.show_place("lookup")
    search = SearchField("Search", "Find an order, e-mail, phone, name, tracking number ...")
    search.setFixedWidth(520)
    top = QFrame()
    theme.set_look(top, bar="top")
    top.setFixedHeight(54)
    bar = QHBoxLayout(top)
    bar.setContentsMargins(16, 0, 16, 0)
    bar.setSpacing(12)
    bar.addWidget(search)
    bar.addStretch(1)
    bar.addWidget(Badge("Stored, encrypted", Tone.GOOD))
    bar.addWidget(Icon("bell-outline", size=18))
    bar.addWidget(Label("Agent 014"))
    right = QVBoxLayout()
    right.setSpacing(0)
    right.addWidget(top)
    right.addWidget(body, 1)
    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(rail)
    across.addLayout(right, 1)
    return window, search


def person() -> Column:
    """Return a page like customer-*.png."""
    column = Column("Customer", margin=24, spacing=14)
    head = row(
        Label("山田 花子", Face.TITLE, language="ja"),
        Label("Hanako Yamada", Face.TITLE),
        Badge("Verified", Tone.GOOD, icon="check"),
        Badge("日本語", Tone.ACCENT, language="ja"),
    )
    for button in (Button("Reveal ..."), Button("Note"), Button("Open a dispute ...", look=Look.PRIMARY)):
        head.addWidget(button)
    column.add(head)
    column.add(
        Label(
            "A-1029-3384  ·  customer since 2019  ·  Vancouver, Canada  ·  h•••••@example.com", tone="muted"
        )
    )
    tabs = Tabs("Parts", [("o", "Orders 42"), ("p", "Parcels 17"), ("m", "Messages 12")], str)
    tabs.choose("o")
    column.add(tabs)
    for at, (number, words, price) in enumerate(
        (
            ("RK-88213407", "12 Nov 2026 · 南部鉄器 急須 小", "¥12,800"),
            ("RK-87990121", "2 Nov 2026 · 1/7 scale figure", "¥48,600"),
        )
    ):
        card = Card()
        line = row(Label(number, Face.STRONG), Label(words, tone="muted", language="ja"))
        line.addWidget(Label(price, Face.STRONG))
        card.add(line)
        card.add(Steps(staged(WAY, 4 if at == 0 else 6, BELOW)))
        chips = row(
            Badge("Paid · Visa •••• 4417", Tone.GOOD),
            Badge("Recipient is another person", Tone.WARNING),
            Badge("Insurance", Tone.ACCENT),
            Badge("Second-hand"),
        )
        chips.addWidget(Label("EMS EN 882 014 773 JP", tone="muted"))
        card.add(chips)
        column.add(card)
    column.body.addStretch(1)
    return column


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
    queue: RecordList[RowFace] = RecordList("Queue", lambda face: face)
    queue.rows.show_records(
        [
            RowFace(title, no, who, kind, (due, tone), language="ja")
            for no, title, who, kind, due, tone in ROWS
        ]
    )
    queue.choose_row(0)
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.setContentsMargins(22, 16, 22, 16)
    column.setSpacing(12)
    head = row(Label("Box arrived crushed", Face.TITLE), Badge("Investigating", Tone.ACCENT))
    head.addWidget(Button("Assign"))
    head.addWidget(Button("Decide ...", look=Look.PRIMARY))
    column.addLayout(head)
    timeline = Timeline("Timeline")
    files = [Picture(n, f"box-{n}.jpg", png(184, 128, c)) for n, c in ((1, "#8e99b3"), (2, "#a7b0c4"))]
    timeline.show_entries(
        [
            Entry(
                1,
                "email-outline",
                "Lin Chao-Wei",
                "20 Nov 09:14",
                text=LETTER,
                pictures=[*files, Picture(3, "a very long name of a label.pdf", icon="file-pdf-box")],
                badge=("3 files verified", Tone.GOOD),
            ),
            Entry(
                2,
                "phone-outline",
                "Call · 4 min · Agent 014",
                "20 Nov 11:02",
                text="Confirmed the figure is undamaged. 直骨角 <b>not markup</b>",
                language="zh-Hant",
            ),
            Entry(
                3,
                "lock-outline",
                "Internal note · Agent 014",
                "20 Nov 11:10",
                text="Warehouse photo at intake shows the box intact.",
                tone=Tone.WARNING,
            ),
        ]
    )
    column.addWidget(timeline, 1)
    editor = QPlainTextEdit()
    editor.setAccessibleName("Reply")
    editor.setFont(theme.font(Face.BODY))
    editor.setPlainText("Dear Lin Chao-Wei, we have now compared your photos with our intake record ...")
    theme.set_look(editor, bare=True)
    draft = Draft(editor, lambda _text, saved: saved(NOW), zone=UTC)
    draft.flush()
    reply = Card("Reply")
    reply.head.addWidget(draft.status)
    reply.add(editor)
    reply.setFixedHeight(150)
    buttons = row(IconButton("paperclip", "Attach"), IconButton("translate", "Language"))
    buttons.addWidget(Button("Preview letter", look=Look.PRIMARY))
    reply.add(buttons)
    column.addWidget(reply)
    context = Column("Context", margin=14)
    who = Card("Lin Chao-Wei  林兆偉", language="zh-Hant")
    who.head.addWidget(Badge("Verified", Tone.GOOD))
    mail = Masked("E-mail", "l•••••@example.com", print, icon="email-outline")
    phone = Masked("Phone", "+886 9•• ••• 417", print, icon="phone-outline")
    phone.show_value("+886 912 345 417")
    for part in (mail, phone):
        who.add(part)
    order = Card("ORDER  RK-88213407", caption=True)
    for word, value in (
        ("Item", "1/7 scale figure"),
        ("Paid", "¥48,600 · Alipay"),
        ("Shipped", "15 Nov · EMS EN882014773JP, by air, with a long remark"),
    ):
        order.add_fact(word, value)
    policy = Card("What the policy says", tone=Tone.ACCENT, icon="scale-balance")
    policy.add(Label("Damage to packaging alone is outside returns and compensation.", wrap=True))
    policy.add(Badge("or goodwill up to ¥3,000", Tone.GOOD))
    for card in (who, order, policy):
        context.add(card)
    context.body.addStretch(1)
    panes = Panes("work", [Pane(queue, 330), Pane(middle, 700, grows=True), Pane(context, 330)], {})
    window, _search = frame(panes)
    return window


def parts() -> QWidget:
    """Return forms, notices, clocks, progress and the rest."""
    left = Column("Form")
    form = Form()
    form.add_row("name", "Name", QLineEdit("山田 花子"), hint="As it stands on the parcel.")
    form.add_row("mail", "E-mail", QLineEdit("hanako@"))
    kind = QComboBox()
    kind.addItems(["Refund", "Resend"])
    form.add_row("kind", "Outcome", kind)
    form.add_row("text", "Reason", QPlainTextEdit())
    agreed = QCheckBox("The photos were looked at")
    agreed.setChecked(True)
    form.add_row("agree", "Evidence", agreed)
    form.show_invalid(Invalid("This is no e-mail address.", field="mail"))
    left.add(form)
    left.add(
        row(
            Button("Plain"),
            Button("Primary", look=Look.PRIMARY),
            Button("Quiet", look=Look.QUIET),
            Button("Danger", look=Look.DANGER),
        )
    )
    off = Button("Disabled", look=Look.PRIMARY)
    off.setEnabled(False)
    left.add(row(off, Button("Icon", icon="phone-outline"), Button("Undo", icon="undo", look=Look.QUIET)))
    left.body.addStretch(1)
    middle = Column("Notices")
    for tone in Tone:
        middle.add(
            Notice(f"A notice that is {tone.value}", "What happened, what was kept, what to do.", tone)
        )
    middle.add(row(*(Badge(tone.value, tone, icon="circle-medium") for tone in Tone)))
    middle.add(row(*(Countdown(NOW + timedelta(hours=h, minutes=10), lambda: NOW) for h in (60, 27, 2, -1))))
    progress = Progress()
    progress.begin("Reading the file", print)
    progress.step(1200, 3000)
    progress.show()
    middle.add(progress)
    middle.body.addStretch(1)
    view = PageView("Letter")
    view.show_pages([page(), page()])
    return frame(Panes("parts", [Pane(left, 420), Pane(middle, 460, grows=True), Pane(view, 460)], {}))[0]


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
