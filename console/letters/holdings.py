"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "letters",
    {
        "letter": {
            "to_name": DataClass.LETTER,
            "to_lines": DataClass.LETTER,
            "pdf": DataClass.LETTER,
            "person": DataClass.LETTER,
        },
        "letter_address": {"name": DataClass.LETTER, "lines": DataClass.LETTER},
    },
)
