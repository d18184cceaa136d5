"""What was bought, for how much, and how it was paid."""
