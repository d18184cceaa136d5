"""What a profile can map: the fields of each kind, how their cells are read, and which must be there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

from console.customers.records import AccountStatus
from console.orders.records import Option, OrderState, PaymentState
from console.parcels.records import Condition, ParcelState


class Sort(Enum):
    """How a cell is read."""

    KEY = "key"  # an id: kept as it stands, leading zeros too, without blanks around it
    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    MOMENT = "moment"
    DAY = "day"
    YEAR = "year"
    COUNTRY = "country"
    CURRENCY = "currency"
    EMAIL = "e-mail"
    PHONE = "phone"
    WORD = "word"  # one of a list
    WORDS = "words"  # several of a list, by blanks, commas or bars
    CARD = "card"  # a card or account as the payment service names it: long numbers are always masked


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `longest` counts characters; a WORD is one of `words`; an empty cell means `default`."""

    sort: Sort = Sort.TEXT
    required: bool = False
    longest: int = 10_000
    words: type[StrEnum] | None = None
    default: str | int | None = None


ADDRESS_FIELDS = frozenset({"address", "recipient_address"})  # of several lines
KEY = Field(Sort.KEY, required=True, longest=200)
ID = Field(Sort.KEY, longest=200)
MOMENT = Field(Sort.MOMENT)
COUNTRY = Field(Sort.COUNTRY)

ACCOUNT: Mapping[str, Field] = MappingProxyType(
    {
        "id": KEY,
        "known_as": ID,  # what orders call the person, where that is another id
        "name": Field(),
        "name_kana": Field(),
        "name_latin": Field(),
        "email": Field(Sort.EMAIL, longest=320),
        "phone": Field(Sort.PHONE, longest=100),
        "address": Field(),
        "city": Field(),
        "region": Field(),
        "postcode": Field(),
        "country": COUNTRY,
        "language": Field(longest=35),
        "since_on": Field(Sort.DAY),
        "status": Field(Sort.WORD, words=AccountStatus, default=AccountStatus.ACTIVE),
        "birth_year": Field(Sort.YEAR),
        "guardian_name": Field(),
        "guardian_relation": Field(),
    }
)
ORDER: Mapping[str, Field] = MappingProxyType(
    {
        "number": KEY,
        "account": KEY,
        "state": Field(Sort.WORD, required=True, words=OrderState),
        "currency": Field(Sort.CURRENCY),
        "placed_at": Field(Sort.MOMENT, required=True),
        "paid_at": MOMENT,
        "shipped_at": MOMENT,
        "delivered_at": MOMENT,
        "promised_at": MOMENT,
        "declared": Field(Sort.AMOUNT),
        "freight": Field(Sort.AMOUNT),  # of the whole order; it goes to the first item
        "remarks": Field(longest=100_000),
        "options": Field(Sort.WORDS, words=Option),
        "recipient_name": Field(),
        "recipient_phone": Field(Sort.PHONE, longest=100),
        "recipient_address": Field(),
        "recipient_city": Field(),
        "recipient_region": Field(),
        "recipient_postcode": Field(),
        "recipient_country": COUNTRY,
    }
)
ITEM: Mapping[str, Field] = MappingProxyType(
    {
        "order": KEY,
        "position": Field(Sort.NUMBER),
        "product": Field(),
        "product_ref": ID,
        "seller": ID,
        "quantity": Field(Sort.NUMBER, default=1),
        "price": Field(Sort.AMOUNT, required=True),
        "freight": Field(Sort.AMOUNT, default=0),
    }
)
PAYMENT: Mapping[str, Field] = MappingProxyType(
    {
        "order": KEY,
        "position": Field(Sort.NUMBER),
        "provider": Field(required=True),
        "account": Field(Sort.CARD),
        "amount": Field(Sort.AMOUNT, required=True),
        "state": Field(Sort.WORD, required=True, words=PaymentState),
        "instalments": Field(Sort.NUMBER, default=1),
        "paid_at": MOMENT,
    }
)
PARCEL: Mapping[str, Field] = MappingProxyType(
    {
        "number": Field(Sort.KEY, required=True, longest=100),
        "order": KEY,
        "state": Field(Sort.WORD, required=True, words=ParcelState),
        "carrier": Field(longest=100),
        "tracking": Field(longest=100),
        "intake_at": MOMENT,
        "intake_grams": Field(Sort.NUMBER),
        "condition": Field(Sort.WORD, words=Condition, default=Condition.UNKNOWN),
        "condition_note": Field(),
        "stored_since": MOMENT,
        "consolidated_at": MOMENT,
        "outbound_grams": Field(Sort.NUMBER),
        "shipped_at": MOMENT,
        "customs_at": MOMENT,
        "customs_note": Field(),
        "delivered_at": MOMENT,
    }
)
ENTITIES: Mapping[str, Mapping[str, Field]] = MappingProxyType(
    {"account": ACCOUNT, "order": ORDER, "item": ITEM, "payment": PAYMENT, "parcel": PARCEL}
)
