"""Letters of made-up people, to change one thing at a time; and the drawer that draws them."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pypdfium2

from console.letters.records import (
    Clause,
    DisputeAnswer,
    Drawn,
    Finding,
    Heading,
    LetterContent,
    OrderRecord,
    Organisation,
    Paragraph,
    Recipient,
    Reference,
    Table,
)
from console.money import Money
from reports.drawer import Letters

DRAWER = Letters()
TOKYO = timezone(timedelta(hours=9), "JST")
SENDER = Organisation(
    "Rakufun",
    "JP",
    {"en": "Rakufun Inc.", "ja": "株式会社ラクファン"},
    {"en": ("1-1 Example", "Chuo-ku, Tokyo 100-0000"), "ja": ("〒100-0000", "東京都中央区見本1-1")},
    ("help@rakufun.example",),
)
ORDER = OrderRecord(
    "RK-88213407",
    datetime(2026, 10, 2, 14, 3, tzinfo=TOKYO),
    ("Figure “Night Sky”, 1/8", "Postcards"),
    Money(12800, "JPY"),
    "Please keep the shop's wrapping.",
    "Anna Muster",
)
CLAUSE = Clause(
    "Packaging", "Damage to the packaging alone is not compensated.", "2026-05", "Shopping terms, “Packaging”"
)
ENGLISH = DisputeAnswer(
    organisation=SENDER,
    recipient=Recipient("Anna Muster", ("Example Street 12", "10115 Berlin"), "en", "DE"),
    case_no="D-2026-01482",
    order_number="RK-88213407",
    dated_on=date(2026, 11, 23),
    received_on=date(2026, 11, 20),
    kind="packaging",
    outcome="deny",
    amount=None,
    reason="We have compared your photographs with ours. The figure is unharmed.",
    clause=CLAUSE,
    order=ORDER,
    findings=(Finding("Outer box crushed", "Agreed", "Packaging, version 2026-05"),),
)
JAPANESE = replace(
    ENGLISH,
    recipient=Recipient("見本 太郎", ("〒150-0001", "東京都見本区見本町1-2-3"), "ja", "JP"),
    reason="写真を照合いたしました。商品本体に損傷は見られませんでした。",
)
CONTENT = LetterContent(
    language="en",
    forms="ja",
    dated_on=date(2026, 11, 23),
    brand="Rakufun",
    author="Rakufun Inc.",
    sender_line="Rakufun Inc. · 1-1 Example, Tokyo",
    recipient_lines=("Anna Muster", "Example Street 12", "10115 Berlin"),
    recipient_country="DE",
    references=(Reference("Our reference", "D-2026-01482"),),
    title="Our answer",
    blocks=(
        Paragraph("Dear Anna Muster,"),
        Heading("What we found"),
        Table(("Told", "Found"), (("Box crushed", "Agreed"),), (1, 1)),
    ),
    footer="help@rakufun.example",
    continued="Rakufun · D-2026-01482",
)


def content(**changes: Any) -> LetterContent:
    """Return a letter that differs from the plain one by `changes`."""
    return replace(CONTENT, **changes)


def drawn(text: str, language: str = "en") -> Drawn:
    """Return a letter with one paragraph."""
    return DRAWER.letter(content(language=language, blocks=(Paragraph(text),)), language)


def dense(text: str) -> str:
    """Return `text` without its blanks: readers of a file make them up from distances."""
    return "".join(text.split())


def read(pdf: bytes) -> list[str]:
    """Return each page's text as pdfium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]
    finally:
        document.close()
