"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "evidence",
    {
        "evidence": {"name": DataClass.EVIDENCE, "inside": DataClass.EVIDENCE},
        "evidence_content": {"data": DataClass.EVIDENCE, "thumbnail": DataClass.EVIDENCE},
    },
)
