"""The life of a store: created, opened, backed up, restored, checked."""
