"""Tests are sentences; each folder mirrors one of the product."""
