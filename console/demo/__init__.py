"""Made-up people and what they bought: for trying the console, for its pictures and its measurements."""
