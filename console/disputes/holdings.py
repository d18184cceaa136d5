"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "disputes",
    {
        "dispute": {
            "text": DataClass.COMMUNICATION,
            "snapshot": DataClass.ORDER,
            "product": DataClass.COMMUNICATION,
            "draft_reason": DataClass.DECISION,
        },
        "decision": {"reason": DataClass.DECISION},
    },
)
