"""Taking in a shop's exports: read by a profile, matched by the shop's ids, told line by line."""
