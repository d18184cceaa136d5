"""What an issue gives a figure for, measured."""
