"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "orders",
    {
        "shop_order": {
            "remarks": DataClass.ORDER,
            "recipient_name": DataClass.IDENTITY,
            "recipient_phone": DataClass.CONTACT,
            "recipient_phone_folded": DataClass.CONTACT,
            "recipient_lines": DataClass.ADDRESS,
            "recipient_city": DataClass.ADDRESS,
            "recipient_region": DataClass.ADDRESS,
            "recipient_postcode": DataClass.ADDRESS,
        },
        "order_item": {"product": DataClass.ORDER},
        "payment": {"account_shown": DataClass.PAYMENT},
    },
)
