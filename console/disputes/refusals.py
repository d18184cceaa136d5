"""Refusals that have more than one reason: every sentence is said."""

from collections.abc import Callable, Sequence

from console.disputes.guidance import Verdict
from console.disputes.labels import OWN_CASE, label
from console.errors import Conflict, NotAllowed
from console.words import N_, _, sentences

DRAFT_KEPT = N_("The draft is kept.")


class NotYet(Conflict):
    """The decision is blocked; `verdict` says by what. Nothing was kept."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.sentences = tuple(label(block.why) for block in verdict.blocks)
        super().__init__(self.sentences[0])

    def text(self, translate: Callable[..., str] | None = None) -> str:
        """Return every reason, a sentence each."""
        return _joined(self.sentences, translate)


class NeedsSecond(NotAllowed):
    """A supervisor who did not record the case must decide; the draft is kept for one."""

    def __init__(self, verdict: Verdict) -> None:
        own = (OWN_CASE,) if verdict.own_case else ()
        self.verdict = verdict
        self.sentences = (*(label(why) for why in verdict.approvals), *own, DRAFT_KEPT)
        super().__init__(self.sentences[0])

    def text(self, translate: Callable[..., str] | None = None) -> str:
        """Return every reason, a sentence each."""
        return _joined(self.sentences, translate)


def _joined(reasons: Sequence[str], translate: Callable[..., str] | None) -> str:
    return sentences((translate or _)(one) for one in reasons)
