"""Parts that screens are made of. Nothing in here knows a feature."""
