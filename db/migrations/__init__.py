"""The schema through time: which revisions there are, and bringing a store from one to another.

Opening compares one number, so that Alembic is imported only where something must be done.
"""

RELEASED = ("0001",)  # oldest first; out in the world, so never written again
NEXT = "0002"  # what the models say; `python -m db.migrations.freeze` writes it until it is released too
REVISIONS = (*RELEASED, NEXT)
HEAD = NEXT
