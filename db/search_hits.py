"""How a found record is shown: what matched stands in its title or beside it, and is marked there."""

from collections.abc import Sequence

from console.lookup.records import Field, FieldKind, Hit, HitKind, Mark, Shape
from console.lookup.rules import email_key, phone_key
from db.search_match import holds, marks_in
from db.search_plan import Typed
from db.searchable import Card
from db.tokens import Word


def hit_from(kind: HitKind, key: int, card: Card, typed: Typed) -> Hit:
    """Return the record as a hit, masked for who asks."""
    words = [word for meant in typed.marked for word in meant]
    title_marks = marks_in(card.title, words)
    beside = _matched_field(card, typed, _unseen(card, typed))
    detail = typed.sought.shown(beside) if beside else ""
    if not any(map(str.isalnum, detail)):  # nothing readable is left of it
        detail = card.detail
    return Hit(
        kind=kind,
        key=key,
        id=card.id,
        title=card.title,
        detail=detail,
        title_marks=title_marks,
        detail_marks=_detail_marks(beside, detail, typed, words),
        on=beside.kind if beside else None,
        state=card.state,
        at=card.at,
        account_key=card.account_key,
        orders=card.orders,
        is_similar=typed.is_similar,
    )


def _unseen(card: Card, typed: Typed) -> list[Word]:
    """Return the words that stand neither in the title nor beside it."""
    return [
        meant[0]
        for meant in typed.marked
        if not marks_in(card.title, meant) and not marks_in(card.detail, meant)
    ]


def _matched_field(card: Card, typed: Typed, unseen: Sequence[Word]) -> Field | None:
    """Return the first field that matched without standing in the title."""
    for field in card.fields:
        if _is_identified(field, typed):
            return field
    return next((f for word in unseen for f in card.fields if holds(f, word)), None)


def _is_identified(field: Field, typed: Typed) -> bool:
    match field.kind:
        case FieldKind.PHONE:
            digits = "".join(c for c in field.text if c.isdecimal())
            return bool(typed.phone) and phone_key(digits).startswith(typed.phone)
        case FieldKind.EMAIL if typed.sought.shape is Shape.DOMAIN:
            return holds(field, typed.words[0])
        case FieldKind.EMAIL if typed.inside:
            return typed.inside in email_key(field.text)
        case FieldKind.EMAIL:
            return bool(typed.email) and email_key(field.text).startswith(typed.email)
    return False


def _detail_marks(field: Field | None, detail: str, typed: Typed, words: Sequence[Word]) -> tuple[Mark, ...]:
    """Return where the match stands in the detail as it is shown, which may be masked."""
    if field is None or not _is_identified(field, typed):
        return marks_in(detail, words)
    if field.kind is FieldKind.PHONE:
        return _last_digits(field.text, len(typed.phone)) if len(detail) == len(field.text) else ()
    if typed.inside:
        return _piece(field.text, detail, typed.inside)
    local, at, domain = typed.sought.text.partition("@")
    shown_local, _at, _domain = detail.partition("@")
    if not local:
        return (Mark(len(shown_local), len(at + domain)),)
    if detail == field.text:
        return (Mark(0, len(typed.sought.text)),)
    return (Mark(0, len(shown_local + at + domain)),)


def _piece(text: str, detail: str, piece: str) -> tuple[Mark, ...]:
    """Mark the piece where it stands; where the name is masked, all that is shown of the name."""
    at = email_key(text).rfind(piece)
    shown_name, name = detail.partition("@")[0], text.partition("@")[0]
    if detail == text:
        return (Mark(at, len(piece)),)
    if at > len(name):
        return (Mark(at - len(name) + len(shown_name), len(piece)),)
    return (Mark(0, len(shown_name) + max(0, at + len(piece) - len(name))),)


def _last_digits(text: str, count: int) -> tuple[Mark, ...]:
    """Mark from the last `count`-th digit on; masking keeps every character's place."""
    places = [i for i, c in enumerate(text) if c.isdecimal()][-count:]
    return (Mark(places[0], places[-1] + 1 - places[0]),) if places else ()
