"""What cases do when earlier features announce something."""

from console.cases.records import EntryKind
from console.cases.store import Work
from console.customers.records import Reveal
from console.errors import Conflict
from console.events import hears
from console.words import N_


@hears(Reveal)
def tell_reveal(work: Work, reveal: Reveal) -> None:
    """Let the case from which a person was revealed tell it on its timeline. Raises: NotFound, Conflict."""
    if not reveal.case_id:
        return
    if work.cases.get(reveal.case_id).account_id != reveal.account_id:
        raise Conflict(N_("This case is about somebody else."))
    work.timeline.add(reveal.case_id, reveal.at, EntryKind.REVEAL, reveal.operator_id, f"reveal:{reveal.id}")
