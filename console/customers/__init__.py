"""The people who buy: names in their scripts, ways to reach them, addresses."""
