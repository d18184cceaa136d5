"""The schema through time: which revisions there are, and bringing a store from one to another.

Opening compares one number, so that Alembic is imported only where something must be done.
"""

REVISIONS = ("0001",)  # oldest first; the last one is what the models say
HEAD = REVISIONS[-1]
