"""Where this feature keeps personal data (of the people who work here)."""

from console.holdings import DataClass, declare

HOLDING = declare("operators", {"operator": {"name": DataClass.OPERATOR, "folded": DataClass.OPERATOR}})
