"""Where this feature keeps personal data: digests alone, but of a person's fields."""

from console.holdings import DataClass, declare

HOLDING = declare("imports", {"import_mark": {"fields": DataClass.IDENTITY}})
