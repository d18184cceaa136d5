"""Real parts for tests: servers, keyrings and readers of our own source."""
