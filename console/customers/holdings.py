"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "customers",
    {
        "account": {
            "shop_id": DataClass.IDENTITY,
            "guardian_name": DataClass.IDENTITY,
            "guardian_relation": DataClass.IDENTITY,
        },
        "account_name": {"text": DataClass.IDENTITY},
        "account_contact": {
            "value": DataClass.CONTACT,
            "folded": DataClass.CONTACT,
            "domain": DataClass.CONTACT,
        },
        "account_address": {
            "lines": DataClass.ADDRESS,
            "city": DataClass.ADDRESS,
            "region": DataClass.ADDRESS,
            "postcode": DataClass.ADDRESS,
        },
        "reveal": {"reason": DataClass.COMMUNICATION},
    },
)
