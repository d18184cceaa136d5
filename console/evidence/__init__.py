"""Files that prove something: taken in, kept byte for byte, their custody on record."""
