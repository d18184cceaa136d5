"""Pieces of made-up screens that the gallery shows."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import (
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
from widgets import theme
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, IconButton, Look, Tabs
from widgets.kit.card import Card
from widgets.kit.countdown import Countdown
from widgets.kit.drafts import Draft
from widgets.kit.form import Form
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.kit.masked import Masked
from widgets.kit.notice import Notice
from widgets.kit.progress import Progress
from widgets.kit.rail import Place, Rail
from widgets.kit.scroll import Column
from widgets.kit.searchfield import SearchField
from widgets.kit.steps import Steps, staged
from widgets.kit.table import RecordList, RowFace
from widgets.kit.timeline import Entry, Picture, Timeline
from widgets.theme import Face, Tone

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


def order(number: str, words: str, price: str, at: int) -> Card:
    """Return a card with a row of steps."""
    card = Card()
    line = row(Label(number, Face.STRONG), Label(words, tone="muted", language="ja"))
    line.addWidget(Label(price, Face.STRONG))
    card.add(line)
    card.add(Steps(staged(WAY, at, BELOW)))
    chips = row(
        Badge("Paid · Visa •••• 4417", Tone.GOOD),
        Badge("Recipient is another person", Tone.WARNING),
        Badge("Insurance", Tone.ACCENT),
        Badge("Second-hand"),
    )
    chips.addWidget(Label("EMS EN 882 014 773 JP", tone="muted"))
    card.add(chips)
    return card


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
    column.add(Label("A-1029-3384  ·  customer since 2019  ·  Vancouver, Canada", tone="muted"))
    tabs = Tabs("Parts", [("o", "Orders 42"), ("p", "Parcels 17"), ("m", "Messages 12")], str)
    tabs.choose("o")
    column.add(tabs)
    column.add(order("RK-88213407", "12 Nov 2026 · 南部鉄器 急須 小", "¥12,800", 4))
    column.add(order("RK-87990121", "2 Nov 2026 · 1/7 scale figure", "¥48,600", 5))
    column.body.addStretch(1)
    return column


def queue() -> RecordList[RowFace]:
    """Return a list as a queue shows it."""
    made: RecordList[RowFace] = RecordList("Queue", lambda face: face)
    made.rows.show_records(
        [
            RowFace(title, no, who, kind, (due, tone), language="ja")
            for no, title, who, kind, due, tone in ROWS
        ]
    )
    made.choose_row(0)
    return made


def timeline() -> Timeline:
    """Return a mail with files, a call and a note."""
    made = Timeline("Timeline")
    files = [Picture(n, f"box-{n}.jpg", png(184, 128, c)) for n, c in ((1, "#8e99b3"), (2, "#a7b0c4"))]
    label = Picture(3, "a very long name of a label.pdf", icon="file-pdf-box")
    call = "Confirmed the figure is undamaged. 直骨角 <b>not markup</b>"
    note = "Warehouse photo at intake shows the box intact."
    verified = ("3 files verified", Tone.GOOD)
    made.show_entries(
        [
            Entry(
                1,
                "email-outline",
                "Lin Chao-Wei",
                "20 Nov 09:14",
                "",
                LETTER,
                None,
                verified,
                [*files, label],
            ),
            Entry(2, "phone-outline", "Call · 4 min", "20 Nov 11:02", text=call, language="zh-Hant"),
            Entry(3, "lock-outline", "Internal note", "20 Nov 11:10", text=note, tone=Tone.WARNING),
        ]
    )
    return made


def reply() -> Card:
    """Return a card to write in, with its draft saved."""
    editor = QPlainTextEdit()
    editor.setAccessibleName("Reply")
    editor.setFont(theme.font(Face.BODY))
    editor.setPlainText("Dear Lin Chao-Wei, we have now compared your photos with our intake record ...")
    theme.set_look(editor, bare=True)
    draft = Draft(editor, lambda _text, saved: saved(NOW), zone=UTC)
    draft.flush()
    card = Card("Reply")
    card.head.addWidget(draft.status)
    card.add(editor)
    card.setFixedHeight(150)
    buttons = row(IconButton("paperclip", "Attach"), IconButton("translate", "Language"))
    buttons.addWidget(Button("Preview letter", look=Look.PRIMARY))
    card.add(buttons)
    return card


def context() -> Column:
    """Return who it is, what was bought, what the rules say."""
    column = Column("Context", margin=14)
    who = Card("Lin Chao-Wei  林兆偉", language="zh-Hant")
    who.head.addWidget(Badge("Verified", Tone.GOOD))
    phone = Masked("Phone", "+886 9•• ••• 417", print, icon="phone-outline")
    phone.show_value("+886 912 345 417")
    who.add(Masked("E-mail", "l•••••@example.com", print, icon="email-outline"))
    who.add(phone)
    order = Card("ORDER  RK-88213407", caption=True)
    order.add_fact("Item", "1/7 scale figure")
    order.add_fact("Paid", "¥48,600 · Alipay")
    order.add_fact("Shipped", "15 Nov · EMS EN882014773JP, by air, with a long remark")
    policy = Card("What the policy says", tone=Tone.ACCENT, icon="scale-balance")
    policy.add(Label("Damage to packaging alone is outside returns and compensation.", wrap=True))
    policy.add(Badge("or goodwill up to ¥3,000", Tone.GOOD))
    for card in (who, order, policy):
        column.add(card)
    column.body.addStretch(1)
    return column


def fields() -> Column:
    """Return a form with an error, and every button."""
    column = Column("Form")
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
    column.add(form)
    column.add(row(*(Button(each.value.title(), look=each) for each in Look)))
    off = Button("Disabled", look=Look.PRIMARY)
    off.setEnabled(False)
    undo = Button("Undo", icon="undo", look=Look.QUIET)
    column.add(row(off, Button("Icon", icon="phone-outline"), undo))
    column.body.addStretch(1)
    return column


def signs() -> Column:
    """Return notices, chips, clocks and progress."""
    column = Column("Notices")
    for tone in Tone:
        column.add(Notice(f"A notice: {tone.value}", "What happened, what was kept, what to do.", tone))
    column.add(row(*(Badge(tone.value, tone, icon="circle-medium") for tone in Tone)))
    ends = (NOW + timedelta(hours=hours, minutes=10) for hours in (60, 27, 2, -1))
    column.add(row(*(Countdown(end, lambda: NOW) for end in ends)))
    progress = Progress()
    progress.begin("Reading the file", print)
    progress.step(1200, 3000)
    progress.show()
    column.add(progress)
    column.body.addStretch(1)
    return column
