"""What each field of a profile is called: msgids."""

from collections.abc import Mapping
from types import MappingProxyType

from console.customers.labels import STATUS
from console.imports.guessing import Place
from console.orders.labels import OPTION, ORDER_STATE, PAYMENT_STATE
from console.parcels.labels import CONDITION, PARCEL_STATE
from console.words import N_

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "account": N_("Customers"),
        "order": N_("Orders"),
        "item": N_("Items"),
        "payment": N_("Payments"),
        "parcel": N_("Parcels"),
    }
)
FIELDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "account": {
            "id": N_("The shop's id of the customer"),
            "known_as": N_("Another id that orders name"),
            "name": N_("Name"),
            "name_kana": N_("Name in kana"),
            "name_latin": N_("Name in Latin letters"),
            "email": N_("E-mail"),
            "phone": N_("Phone"),
            "address": N_("Address"),
            "city": N_("City or town"),
            "region": N_("Region"),
            "postcode": N_("Postcode"),
            "country": N_("Country"),
            "language": N_("Language"),
            "since_on": N_("Customer since"),
            "status": N_("Standing of the account"),
            "birth_year": N_("Year of birth"),
            "guardian_name": N_("Guardian's name"),
            "guardian_relation": N_("Guardian is whose"),
        },
        "order": {
            "number": N_("Order number"),
            "state": N_("How far the order is"),
            "currency": N_("Currency"),
            "placed_at": N_("Ordered at"),
            "paid_at": N_("Paid at"),
            "shipped_at": N_("Shipped at"),
            "delivered_at": N_("Delivered at"),
            "promised_at": N_("Promised for"),
            "declared": N_("Declared value"),
            "freight": N_("Freight of the whole order"),
            "remarks": N_("Remarks"),
            "options": N_("Options ordered"),
            "recipient_name": N_("Recipient's name"),
            "recipient_phone": N_("Recipient's phone"),
            "recipient_address": N_("Recipient's address"),
            "recipient_city": N_("Recipient's city"),
            "recipient_region": N_("Recipient's region"),
            "recipient_postcode": N_("Recipient's postcode"),
            "recipient_country": N_("Recipient's country"),
        },
        "item": {
            "position": N_("Place in the order"),
            "product": N_("Product's name"),
            "product_ref": N_("Product's number"),
            "seller": N_("Seller"),
            "quantity": N_("Quantity"),
            "price": N_("Price of one"),
            "freight": N_("Freight of the item"),
        },
        "payment": {
            "position": N_("Place in the order"),
            "provider": N_("Paid by way of"),
            "account": N_("Card or account"),
            "amount": N_("Amount"),
            "state": N_("Whether it was paid"),
            "instalments": N_("Instalments"),
            "paid_at": N_("Paid at"),
        },
        "parcel": {
            "number": N_("Parcel's number"),
            "state": N_("How far the parcel is"),
            "carrier": N_("Carrier"),
            "tracking": N_("Tracking number"),
            "intake_at": N_("Came in at"),
            "intake_grams": N_("Weight when it came in"),
            "condition": N_("Condition"),
            "condition_note": N_("Note on the condition"),
            "stored_since": N_("Stored since"),
            "consolidated_at": N_("Consolidated at"),
            "outbound_grams": N_("Weight when it left"),
            "shipped_at": N_("Shipped at"),
            "customs_at": N_("At customs at"),
            "customs_note": N_("Note on customs"),
            "delivered_at": N_("Delivered at"),
        },
    }
)
WORDS: Mapping[Place, Mapping[str, str]] = MappingProxyType(  # what our words are called
    {
        Place("account", "status"): {str(k): v for k, v in STATUS.items()},
        Place("order", "state"): {str(k): v for k, v in ORDER_STATE.items()},
        Place("order", "options"): {str(k): v for k, v in OPTION.items()},
        Place("payment", "state"): {str(k): v for k, v in PAYMENT_STATE.items()},
        Place("parcel", "state"): {str(k): v for k, v in PARCEL_STATE.items()},
        Place("parcel", "condition"): {str(k): v for k, v in CONDITION.items()},
    }
)


def field_words(place: Place) -> str:
    """Return what a field is called."""
    return FIELDS[place.entity][place.field]
