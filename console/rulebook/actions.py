"""The verbs: read the rulebook, propose a version of the policy, release it as a second person.

Versions only add: what a decision cites stays. A version released by mistake is followed by one from the same
day, which then holds.
"""

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.errors import Conflict, Invalid, NotAllowed, NotFound
from console.rulebook.loader import (
    consumer_laws,
    kept_form,
    proposals_from,
    read_version,
    shipped_text,
    texts_from,
    versions_from,
)
from console.rulebook.records import PolicyVersion, Proposal, Rulebook
from console.rulebook.rules import check_new
from console.settings import Work
from console.words import N_

LONGEST = 262_144  # characters of a version
RULEBOOK = "policy"  # one lock for what holds and what waits: a release moves from one to the other
SECOND_PERSON = N_("You proposed this version. Another privacy officer releases it.")


@query("rulebook:read")
def read_rulebook(backend: Backend[Work], actor: Actor) -> Rulebook:
    """Return the versions that hold and those that wait."""
    with backend.read() as work:
        kept = work.settings.values()
        return Rulebook(versions_from(kept), proposals_from(kept))


@query("rulebook:read")
def text_of_version(backend: Backend[Work], actor: Actor, version_id: str) -> str:
    """Return a version, held or proposed, as it is written. Raises: NotFound."""
    with backend.read() as work:
        kept = work.settings.values()
    written = [shipped_text(), *texts_from(kept), *(p.text for p in proposals_from(kept))]
    found = next((text for text in written if read_version(text).id == version_id), None)
    if found is None:
        raise _unknown(version_id)
    return found


@action("rulebook:propose", tag="policy:proposed")
def propose_version(backend: Backend[Work], actor: Actor, text: str) -> Proposal:
    """Keep a version (TOML) for a second person to release, and return it. Raises: Invalid."""
    if len(text) > LONGEST:
        raise Invalid(N_("This is longer than {most} characters."), most=LONGEST, field="text")
    proposal = Proposal(read_version(text), text, actor.operator_id, backend.now())
    with backend.begin() as work:
        work.settings.hold(RULEBOOK)
        kept = work.settings.values()
        waiting = proposals_from(kept)
        check_new(proposal.version, versions_from(kept), consumer_laws())
        if proposal.version.id in {p.version.id for p in waiting}:
            raise Invalid(N_("A version {text} is proposed already."), text=proposal.version.id, field="id")
        work.settings.put("policy_proposals", kept_form([*waiting, proposal]))
        _note(work, actor, "policy:proposed", proposal.version)
    return proposal


@action("rulebook:release", tag="policy:released")
def release_version(backend: Backend[Work], actor: Actor, version_id: str) -> PolicyVersion:
    """Let a version hold that somebody else proposed, and return it.

    Raises: NotFound, NotAllowed, Invalid, Conflict.
    """
    with backend.begin() as work:
        work.settings.hold(RULEBOOK)
        kept = work.settings.values()
        proposal = _waiting(work, version_id)
        if proposal.proposed_by == actor.operator_id:
            raise NotAllowed(SECOND_PERSON)
        check_new(proposal.version, versions_from(kept), consumer_laws())
        work.settings.put("policy_versions", [*texts_from(kept), proposal.text])
        _put_away(work, version_id)
        _note(work, actor, "policy:released", proposal.version)
    return proposal.version


@action("rulebook:propose", tag="policy:proposal-withdrawn")
def withdraw_proposal(backend: Backend[Work], actor: Actor, version_id: str) -> Proposal:
    """Take a proposal back and return it; who proposed it may, and who releases.

    Raises: NotFound, NotAllowed, Conflict.
    """
    with backend.begin() as work:
        work.settings.hold(RULEBOOK)
        proposal = _waiting(work, version_id)
        if proposal.proposed_by != actor.operator_id and not actor.may("rulebook:release"):
            raise NotAllowed(N_("Only who proposed a version, or a privacy officer, takes it back."))
        _put_away(work, version_id)
        _note(work, actor, "policy:proposal-withdrawn", proposal.version)
    return proposal


def _waiting(work: Work, version_id: str) -> Proposal:
    kept = work.settings.values()
    for proposal in proposals_from(kept):
        if proposal.version.id == version_id:
            return proposal
    if version_id in {v.id for v in versions_from(kept)}:
        raise Conflict(N_("This version holds already. Versions that hold stay: propose a later one."))
    raise _unknown(version_id)


def _put_away(work: Work, version_id: str) -> None:
    rest = [p for p in proposals_from(work.settings.values()) if p.version.id != version_id]
    work.settings.put("policy_proposals", kept_form(rest))


def _unknown(version_id: str) -> NotFound:
    return NotFound(N_("No version of the policy is called {text}."), text=version_id[:20])


def _note(work: Work, actor: Actor, tag: str, version: PolicyVersion) -> None:
    day = version.effective_from.isoformat() if version.effective_from else ""
    facts = {"version": version.id, "effective_from": day}
    work.audit.record(actor, tag, stream="policy", subject=f"policy:{version.id}", facts=facts)
