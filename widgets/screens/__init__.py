"""The screens, one a feature."""
