"""The first records of a file as a profile takes them, in words, with what is wrong below each."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from PySide6.QtWidgets import QPlainTextEdit

from console.imports.fields import ENTITIES, Sort
from console.imports.guessing import Place
from console.imports.labels import KINDS, SEVERITIES, reason_of
from console.imports.labels_fields import FIELDS, WORDS
from console.imports.previewing import Previewed
from console.imports.records import OWN, Incoming, Kind, Problem, Value
from console.money import Money
from console.words import N_, _, language
from widgets.kit.card import Card
from widgets.kit.wording import exact_words

LINES_SHOWN = 14
INDENT = "    "
PARTS = {Kind.ACCOUNTS: "account", Kind.ORDERS: "order", Kind.PARCELS: "parcel"}
ACCOUNT = FIELDS["account"]
SETS = {"names": "name", "emails": "email", "phones": "phone", "addresses": "address"}


class PreviewCard(Card):
    """Nothing was written; arrows and Page Down walk what is shown."""

    def __init__(self, found: Sequence[Previewed], zone: tzinfo | None) -> None:
        title = _(N_("The first records, as they would be taken"))
        super().__init__(title, icon="clipboard-text-outline")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        self.text.setFixedHeight(LINES_SHOWN * self.text.fontMetrics().lineSpacing() + 12)
        self.text.setPlainText("\n".join(line for each in found for line in _lines(each, zone)))
        self.add(self.text)


def _lines(found: Previewed, zone: tzinfo | None) -> Iterator[str]:
    record = found.record
    title = f"{_(KINDS[record.kind])}: {record.key}" if record else _(N_("Nothing of this line is taken"))
    yield f"{title} · {_('line {line}', line=found.line)}"
    if record:
        yield from (f"{INDENT}{fact}" for fact in _facts(record, zone))
    yield from (f"{INDENT}{_wrong(problem)}" for problem in found.problems)


def _wrong(problem: Problem) -> str:
    words = f"{_(SEVERITIES[problem.severity])}: {reason_of(problem, _)}"
    return f"⚠ {words} ({problem.column})" if problem.column else f"⚠ {words}"


def _facts(record: Incoming, zone: tzinfo | None) -> Iterator[str]:
    currency = str(record.parts.get(OWN, {}).get("currency", ""))
    if who := record.parts.get(OWN, {}).get("account"):
        yield f"{_(N_('Customer'))}: {who}"
    for name, elements in record.sets.items():
        if name in SETS:
            words = _(ACCOUNT[SETS[name]])
            shown = (
                element[0] if name == "names" else " ".join(filter(None, element)) for element in elements
            )
            yield f"{words}: {', '.join(shown)}"
    for part, fields in record.parts.items():
        entity = part.partition(":")[0] or PARTS[record.kind]
        facts = [
            f"{_(FIELDS[entity][name])}: {_value(Place(entity, name), value, currency, zone)}"
            for name, value in fields.items()
            if name in FIELDS[entity] and value not in ("", None)
        ]
        yield from facts if part == OWN else [" · ".join(facts)]


def _value(place: Place, value: Value, currency: str, zone: tzinfo | None) -> str:
    if isinstance(value, datetime):
        return exact_words(value, zone)
    if ENTITIES[place.entity][place.field].sort is Sort.AMOUNT and isinstance(value, int) and currency:
        return Money(value, currency).show(language())
    ours = WORDS.get(place, {}).get(str(value))
    return _(ours) if ours else str(value)
