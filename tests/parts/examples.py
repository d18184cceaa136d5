"""One example call a verb; a verb without one fails the walk over all actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from console.access import Role
from console.cases.records import CaseFilter, Channel
from console.disputes.records import Asked, IdentityCheck, Kind, Outcome, Question
from console.imports.profile import profile_named, shipped_text
from console.imports.profile_actions import keep_profile
from console.letters.records_register import KeptAddress
from console.settings import Limits, Profile
from reports.drawer import Letters
from tests.parts import disputes, files, people, policy
from tests.parts.life import KEEPER, STORE
from tests.parts.shop import ACCOUNTS, broken_off, taken_in
from tests.parts.world import PASSWORD, World, customer

LETTERS = Letters()
PLAIN = profile_named("plain")
OWN = shipped_text("plain").replace('name = "plain"', 'name = "my-shop"')
TO = KeptAddress("Hanako Yamada", ("12 Example Street", "Vancouver BC V6B 1A1"), "CA", "en")


@dataclass(frozen=True)
class Call:
    """What to call a verb with; `only` names the roles for which the rules beyond the table let it pass."""

    args: tuple[Any, ...] = ()
    kwargs: dict[str, Any] = field(default_factory=dict)
    only: tuple[Role, ...] | None = None

    def roles(self, allowed: Sequence[Role]) -> Sequence[Role]:
        """Return the allowed roles with which this example passes."""
        return [r for r in allowed if self.only is None or r in self.only]


def own_profile(world: World) -> str:
    """Return the name of a profile that was kept."""
    return keep_profile(world.backend, world.actor(Role.ADMINISTRATOR), OWN).name


Example = Callable[[World], Call]


def call(*args: Any, only: tuple[Role, ...] | None = None, **kwargs: Any) -> Call:
    """Return a call, written as one writes calls."""
    return Call(args, kwargs, only)


EXAMPLES: dict[str, Example] = {
    "console.settings.read_settings": lambda _: call(),
    "console.settings.change_profile": lambda _: call(Profile(name="Rakufun Two")),
    "console.settings.change_limits": lambda _: call(Limits(storage_days=90)),
    "console.rulebook.actions.read_rulebook": lambda _: call(),
    "console.rulebook.actions.text_of_version": lambda _: call("1"),
    "console.rulebook.actions.propose_version": lambda _: call(policy.LATER),
    "console.rulebook.actions.release_version": lambda w: call(policy.proposed(w)),
    "console.rulebook.actions.withdraw_proposal": lambda w: call(
        policy.proposed(w), only=(Role.SUPERVISOR, Role.PRIVACY_OFFICER)
    ),
    "console.operators.actions.sign_out": lambda _: call(),
    "console.operators.actions.lock": lambda _: call(),
    "console.operators.actions.unlock": lambda _: call(PASSWORD),
    "console.operators.actions.change_password": lambda _: call(PASSWORD, "another open sesame"),
    "console.operators.actions.staffing": lambda _: call(),
    "console.operators.actions.list_operators": lambda _: call(),
    "console.operators.actions.add_operator": lambda _: call("Aoi", Role.AGENT, PASSWORD),
    "console.operators.actions.reset_password": lambda w: call(w.agent_id, PASSWORD),
    "console.operators.actions.disable_operator": lambda w: call(w.agent_id),
    "console.operators.actions.enable_operator": lambda w: call(w.agent_id),
    "console.operators.actions.change_role": lambda w: call(w.agent_id, Role.SUPERVISOR),
    "console.operators.actions.record_training": lambda w: call(w.agent_id, date(2026, 3, 31)),
    "console.operators.actions.set_children_duty": lambda w: call(w.agent_id, duty=True),
    "console.stores.actions.back_up": lambda _: call(KEEPER, STORE, Path("backup.zip")),
    "console.stores.actions.set_passphrase": lambda _: call(KEEPER, STORE, PASSWORD),
    "console.stores.actions.set_keyring": lambda _: call(KEEPER, STORE, kept=True),
    "console.stores.actions.verify_trail": lambda _: call(),
    "console.imports.actions.take_in": lambda _: call(PLAIN, [ACCOUNTS]),
    "console.imports.actions.resume": lambda w: call(broken_off(w.backend, w.actor(Role.ADMINISTRATOR))),
    "console.imports.actions.broken_off": lambda w: call(broken_off(w.backend, w.actor(Role.ADMINISTRATOR))),
    "console.imports.profile_actions.keep_profile": lambda _: call(OWN),
    "console.imports.profile_actions.withdraw_profile": lambda w: call(own_profile(w)),
    "console.imports.profile_actions.own_profiles": lambda _: call(),
    "console.imports.profile_actions.find_profile": lambda _: call("plain"),
    "console.imports.profile_actions.profile_text": lambda _: call("plain"),
    "console.imports.draft_actions.draft_profile": lambda _: call(ACCOUNTS),
    "console.imports.draft_actions.look_into_file": lambda _: call(ACCOUNTS),
    "console.imports.draft_actions.preview_file": lambda _: call(shipped_text("plain"), ACCOUNTS),
    "console.imports.actions.try_out": lambda _: call(PLAIN, [ACCOUNTS]),
    "console.imports.actions.past_imports": lambda _: call(),
    "console.imports.actions.show_import": lambda w: call(taken_in(w.backend, w.actor(Role.ADMINISTRATOR))),
    "console.demo.actions.fill": lambda _: call(accounts=2, orders=0, cases=0, seed=1),
    "console.demo.personas.meet_personas": lambda _: call(),
    "console.customers.actions.show_account": lambda w: call(w.account_id),
    "console.customers.actions.reveals_of": lambda w: call(w.account_id, 1),
    "console.customers.actions.find_account": lambda _: call("C-100"),
    "console.customers.actions.reveal_account": lambda w: call(w.account_id, reason="the customer calls"),
    "console.customers.actions.correct_account": lambda w: call(
        replace(customer(), id=w.account_id, language="en")
    ),
    "console.customers.link_actions.same_person": lambda w: call(people.guests(w)[0]),
    "console.customers.link_actions.confirm_same": lambda w: call(*people.guests(w)),
    "console.customers.link_actions.dismiss_same": lambda w: call(*people.guests(w)),
    "console.customers.link_actions.undecide_same": lambda w: call(*people.linked(w)),
    "console.lookup.actions.search": lambda _: call("yamada figure"),
    "console.lookup.actions.finish": lambda _: call("yamada figure"),
    "console.orders.actions.show_order": lambda w: call(w.order_id),
    "console.orders.actions.find_order": lambda _: call("RK-88213407"),
    "console.orders.actions.orders_of": lambda w: call(w.account_id),
    "console.parcels.actions.show_parcel": lambda w: call(w.parcel_id),
    "console.parcels.actions.parcels_of": lambda w: call(w.account_id),
    "console.parcels.actions.parcels_of_orders": lambda w: call([w.order_id]),
    "console.cases.actions.list_cases": lambda _: call(CaseFilter()),
    "console.cases.actions.count_cases": lambda _: call(),
    "console.cases.actions.show_case": lambda w: call(w.case().no),
    "console.cases.actions.timeline_of": lambda w: call(w.case().id),
    "console.cases.actions.colleagues": lambda _: call(),
    "console.cases.actions.assign_case": lambda w: call(w.case().id, w.actor(Role.SUPERVISOR).operator_id),
    "console.cases.actions.rename_case": lambda w: call(w.case().id, "Another title"),
    "console.disputes.answer_actions.prepare_answer": lambda w: call(disputes.decided(w)),
    "console.disputes.answer_actions.preview_answer": lambda w: call(LETTERS, disputes.decided(w), TO),
    "console.disputes.answer_actions.issue_answer": lambda w: call(LETTERS, disputes.decided(w), TO),
    "console.drafts.save_draft": lambda w: call(f"account:{w.account_id}", "reply", "Dear customer"),
    "console.drafts.read_draft": lambda w: call(*files.draft(w)),
    "console.drafts.drafts_about": lambda w: call(files.draft(w)[0]),
    "console.drafts.drop_draft": lambda w: call(*files.draft(w)),
    "console.evidence.actions.inspect_file": lambda _: call("a.txt", [b"text"], 4, guard=files.GUARD),
    "console.evidence.actions.add_evidence": lambda w: call(
        w.case().id, "box.jpg", [files.photograph()], room=files.ROOM
    ),
    "console.evidence.actions.evidence_of": lambda w: call(w.case().id),
    "console.evidence.actions.also_on": lambda w: call(files.evidence(w).case_id),
    "console.evidence.actions.thumbnails_of": lambda w: call([files.evidence(w).id]),
    "console.evidence.actions.custody_of": lambda w: call(files.evidence(w).id),
    "console.evidence.actions.open_evidence": lambda w: call(files.evidence(w).id, room=files.ROOM),
    "console.evidence.actions.export_evidence": lambda w: call(
        files.evidence(w).id, files.FOLDER / "box.jpg", room=files.ROOM
    ),
    "console.evidence.actions.verify_evidence": lambda w: call(files.evidence(w).case_id, room=files.ROOM),
    "console.evidence.actions.withdraw_evidence": lambda w: call(files.evidence(w).id),
    "console.evidence.actions.restore_evidence": lambda w: call(files.withdrawn_evidence(w).id),
    "console.messages.actions.messages_of": lambda w: call(files.note(w).case_id),
    "console.messages.actions.show_message": lambda w: call(files.note(w).id),
    "console.messages.actions.record_call": lambda w: call(
        w.case().id, started_at=w.backend.now(), ended_at=w.backend.now(), text="Asked for a photograph."
    ),
    "console.messages.actions.record_note": lambda w: call(w.case().id, "Look at the photograph."),
    "console.messages.actions.record_chat": lambda w: call(w.case().id, "Mori: Hello\nLin: Good day"),
    "console.messages.actions.record_letter_received": lambda w: call(
        w.case().id, "The box is crushed.", received_at=w.backend.now()
    ),
    "console.messages.actions.withdraw_message": lambda w: call(files.note(w).id),
    "console.messages.actions.restore_message": lambda w: call(files.withdrawn_note(w).id),
    "console.messages.mail_actions.case_of_mail": lambda _: call(files.read_mail()),
    "console.messages.mail_actions.take_mail": lambda w: call(
        w.case().id, "box.eml", [files.MAIL], room=files.ROOM
    ),
    "console.letters.actions.letters_of": lambda w: call(w.case().id),
    "console.letters.actions.open_letter": lambda w: call(w.letter().id),
    "console.letters.actions.hand_over_letter": lambda w: call(
        w.letter().id, channel=Channel.LETTER, at=w.backend.now(), person="Post office"
    ),
    "console.letters.actions.take_back_hand_over": lambda w: call(w.handed_over_letter().id),
    "console.letters.actions.void_letter": lambda w: call(w.letter().id),
    "console.letters.actions.restore_letter": lambda w: call(w.void_letter().id),
    "console.disputes.actions.open_dispute": lambda w: call(
        order_id=w.order_id, kind=Kind.PACKAGING, text="The box is crushed."
    ),
    "console.disputes.actions.show_dispute": lambda w: call(disputes.opened(w).case.id),
    "console.disputes.actions.find_dispute": lambda w: call(disputes.opened(w).case.no),
    "console.disputes.actions.decisions_of": lambda w: call(disputes.decided(w)),
    "console.disputes.actions.change_kind": lambda w: call(disputes.opened(w).case.id, Kind.QUALITY),
    "console.disputes.actions.close_dispute": lambda w: call(disputes.decided(w)),
    "console.disputes.actions.reopen_dispute": lambda w: call(disputes.closed(w)),
    "console.disputes.facts_actions.record_identity": lambda w: call(
        disputes.opened(w).case.id, IdentityCheck.PHONE
    ),
    "console.disputes.facts_actions.record_product": lambda w: call(disputes.opened(w).case.id, "A figure"),
    "console.disputes.facts_actions.answer_question": lambda w: call(
        disputes.opened(w).case.id, Question.ITEM_DAMAGED, "no"
    ),
    "console.disputes.facts_actions.show_evidence": lambda w: call(
        disputes.opened(w).case.id, Asked.OUTER_PHOTO
    ),
    "console.disputes.deciding_actions.decide": lambda w: call(
        disputes.ready(w), Outcome.DENY, reason="Only the box is damaged."
    ),
    "console.disputes.deciding_actions.weigh": lambda w: call(
        disputes.ready(w), Outcome.DENY, reason="Only the box is damaged."
    ),
    "console.disputes.deciding_actions.withdraw_decision": lambda w: call(
        disputes.decided(w), only=(Role.AGENT, Role.SUPERVISOR)
    ),
    "console.disputes.deciding_actions.drop_draft": lambda w: call(disputes.drafted(w)),
}
