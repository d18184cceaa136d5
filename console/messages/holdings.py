"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "messages",
    {
        "message": {
            "body": DataClass.COMMUNICATION,
            "subject": DataClass.COMMUNICATION,
            "people": DataClass.COMMUNICATION,
            "message_id": DataClass.COMMUNICATION,
            "answers": DataClass.COMMUNICATION,
            "topic": DataClass.COMMUNICATION,
        },
        "message_reference": {"reference": DataClass.COMMUNICATION},
    },
)
