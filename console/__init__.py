"""What the console knows and does: no Qt, no SQL, no PDF."""
