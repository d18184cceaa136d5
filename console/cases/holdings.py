"""Where this feature keeps personal data."""

from console.holdings import DataClass, declare

HOLDING = declare("cases", {"case_file": {"title": DataClass.COMMUNICATION}})
