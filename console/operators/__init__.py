"""The people who work at the desk: roles, passwords, training."""
