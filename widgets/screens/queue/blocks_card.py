"""What stops a decision, or some outcomes of it."""

from console.disputes.guidance import ANY_OUTCOME, Blocked, DisputeView
from console.disputes.labels import label
from console.disputes.records import Outcome
from console.words import N_, _, listed
from widgets.kit.card import Card
from widgets.screens.queue.policy_card import row


class BlocksCard(Card):
    """Each block with its reason, and what it stops where that is not everything."""

    def __init__(self, view: DisputeView) -> None:
        super().__init__(_(N_("Blocks")).upper(), caption=True)
        for block in view.guidance.blocks:
            self.add(row("hand-back-right-outline", block_words(block), "warning"))


def block_words(block: Blocked) -> str:
    """Return why a decision is blocked, and which outcomes it stops."""
    words = _(label(block.why))
    if block.stops == ANY_OUTCOME:
        return words
    stopped = listed(_(label(o)) for o in Outcome if o in block.stops)
    return f"{words} {_('Stops: {outcomes}', outcomes=stopped)}"
