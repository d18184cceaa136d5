"""A case: number, owner, clock, and the one timeline on which everything stands."""
