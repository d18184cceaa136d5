"""Every field in which somebody types, as a call that writes into it and returns what the store then has."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from console.access import Actor, Role
from console.cases.actions import rename_case, show_case
from console.cases.records import Channel
from console.customers.actions import correct_account, reveal_account
from console.customers.records import Account, Address, Contact, ContactKind, Guardian, Name, Script
from console.disputes.actions import open_dispute
from console.disputes.answer_actions import issue_answer
from console.disputes.deciding_actions import decide, withdraw_decision
from console.disputes.facts_actions import record_product
from console.disputes.records import Kind, Outcome
from console.drafts import read_draft, save_draft
from console.evidence.actions import add_evidence
from console.letters.actions import hand_over_letter, take_back_hand_over
from console.letters.records_register import KeptAddress
from console.messages.actions import (
    record_call,
    record_chat,
    record_letter_received,
    record_note,
    show_message,
)
from console.messages.records import Message
from console.operators.actions import add_operator
from console.settings import change_profile, checked_profile, read_settings
from db.work import SqlBackend
from tests.parts.files import ROOM
from tests.parts.letters import DRAWER
from tests.parts.world import PASSWORD, World


@dataclass
class Bench:
    """The small world, inside one transaction."""

    here: World
    case_id: int
    letter_id: int
    decided_id: int

    def actor(self, role: Role = Role.AGENT) -> Actor:
        return self.here.actor(role)

    @property
    def backend(self) -> SqlBackend:
        return self.here.backend

    def account(self) -> Account:
        with self.backend.read() as work:
            return work.customers.get(self.here.account_id)


Write = Callable[[Bench, str], str]  # writes it and returns what the store has then


def name_of_person(bench: Bench, text: str) -> str:
    correct_account(bench.backend, bench.actor(), replace(bench.account(), names=(Name(text, Script.LATIN),)))
    return bench.account().names[0].text


def contact_of_person(bench: Bench, text: str) -> str:
    contacts = (Contact(ContactKind.EMAIL, text), Contact(ContactKind.PHONE, text))
    correct_account(bench.backend, bench.actor(), replace(bench.account(), contacts=contacts))
    mail, phone = bench.account().contacts
    assert phone.value == mail.value
    return mail.value


def address_of_person(bench: Bench, text: str) -> str:
    address = Address((text, text), text, text, text, "CA")
    correct_account(bench.backend, bench.actor(), replace(bench.account(), addresses=(address,)))
    kept = bench.account().addresses[0]
    assert {kept.region, kept.postcode} == {kept.city}
    return kept.city


def guardian(bench: Bench, text: str) -> str:
    correct_account(bench.backend, bench.actor(), replace(bench.account(), guardian=Guardian(text, text)))
    kept = bench.account().guardian
    return kept.name if kept else ""


def reason_to_reveal(bench: Bench, text: str) -> str:
    reveal_account(bench.backend, bench.actor(), bench.here.account_id, reason=text)
    return text.strip()


def words_of_dispute(bench: Bench, text: str) -> str:
    new = open_dispute(
        bench.backend,
        bench.actor(),
        order_id=bench.here.order_id,
        kind=Kind.OTHER,
        text=text,
        title=text[:90],
    )
    with bench.backend.read() as work:
        return work.disputes.get(new.case.id).text


def title_of_case(bench: Bench, text: str) -> str:
    no = rename_case(bench.backend, bench.actor(), bench.case_id, text).no
    return show_case(bench.backend, bench.actor(), no).title


def product(bench: Bench, text: str) -> str:
    record_product(bench.backend, bench.actor(), bench.case_id, text)
    with bench.backend.read() as work:
        kept = work.disputes.get(bench.case_id).product
    assert kept is not None
    return kept.text


def reason(bench: Bench, text: str) -> str:
    decide(bench.backend, bench.actor(), bench.case_id, Outcome.DENY, reason=text)
    with bench.backend.read() as work:
        kept = work.disputes.get(bench.case_id).decision
    withdraw_decision(bench.backend, bench.actor(), bench.case_id)
    assert kept is not None
    return kept.reason


def _said(bench: Bench, message: Message) -> str:
    return show_message(bench.backend, bench.actor(), message.id).body


def note(bench: Bench, text: str) -> str:
    return _said(bench, record_note(bench.backend, bench.actor(), bench.case_id, text))


def call(bench: Bench, text: str) -> str:
    now = bench.backend.now()
    begun = now - timedelta(minutes=2)
    return _said(
        bench,
        record_call(bench.backend, bench.actor(), bench.case_id, started_at=begun, ended_at=now, text=text),
    )


def chat(bench: Bench, text: str) -> str:
    return _said(bench, record_chat(bench.backend, bench.actor(), bench.case_id, text))


def letter_received(bench: Bench, text: str) -> str:
    now = bench.backend.now()
    return _said(
        bench, record_letter_received(bench.backend, bench.actor(), bench.case_id, text, received_at=now)
    )


def draft(bench: Bench, text: str) -> str:
    save_draft(bench.backend, bench.actor(), "case:1", "note", text)
    kept = read_draft(bench.backend, bench.actor(), "case:1", "note")
    return kept.text if kept else ""


def name_of_operator(bench: Bench, text: str) -> str:
    manager = bench.actor(Role.ADMINISTRATOR)
    new = add_operator(bench.backend, manager, text, Role.AGENT, PASSWORD)
    with bench.backend.read() as work:
        return work.operators.get(new.id).name


def profile(bench: Bench, text: str) -> str:
    manager = bench.actor(Role.ADMINISTRATOR)
    typed = checked_profile(
        name=text, names={"ja": text}, address=(text,), addresses={"ja": (text,)},
        email=text, phone=text, web=text, privacy_contact=text,
    )  # fmt: skip
    change_profile(bench.backend, manager, typed)
    kept = read_settings(bench.backend, manager).profile
    assert kept == typed
    return kept.name


def who_handed_over(bench: Bench, text: str) -> str:
    kept = hand_over_letter(
        bench.backend,
        bench.actor(),
        bench.letter_id,
        channel=Channel.LETTER,
        at=bench.backend.now(),
        person=text,
    )
    take_back_hand_over(bench.backend, bench.actor(), bench.letter_id)
    assert kept.handed_over is not None
    return kept.handed_over.person


def name_of_file(bench: Bench, text: str) -> str:
    data = f"file {hash(text)}".encode()
    taken = add_evidence(bench.backend, bench.actor(), bench.case_id, text, [data], room=ROOM)
    with bench.backend.read() as work:
        return work.evidence.get(taken.evidence.id).name


def address_of_letter(bench: Bench, text: str) -> str:
    to = KeptAddress(text, (text,), "DE", "en")
    letter = issue_answer(bench.backend, bench.actor(), DRAWER, bench.decided_id, to)
    with bench.backend.read() as work:
        kept = work.letters.get(letter.id).to
    assert kept.lines == (kept.name,)
    return kept.name
