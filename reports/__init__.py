"""What leaves the console as a document."""
