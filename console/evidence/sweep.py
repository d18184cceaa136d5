"""Clear away files beside the store that no row needs: what a crash before the commit leaves."""

from datetime import timedelta

from console.backend import Backend
from console.evidence.store import FileVault, Work

GRACE = timedelta(hours=1)  # another desk may be between writing a file and committing its row


def sweep(backend: Backend[Work], vault: FileVault, *, grace: timedelta = GRACE) -> int:
    """Drop files that no row needs and that are older than `grace`; return how many. For the start."""
    found = [name for name, at in vault.names() if at <= backend.now() - grace]
    with backend.read() as work:
        needed = work.contents.sealed_names()
    unneeded = [name for name in found if name not in needed]
    for name in unneeded:
        vault.drop(name)
    return len(unneeded)
