"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare(
    "parcels",
    {
        "parcel": {
            "condition_note": DataClass.PARCEL,
            "tracking": DataClass.PARCEL,
            "tracking_folded": DataClass.PARCEL,
            "customs_note": DataClass.PARCEL,
            "photos": DataClass.PARCEL,
        },
    },
)
