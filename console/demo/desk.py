"""Works on made-up cases with the console's own verbs, as operators did in the past weeks."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from typing import Any

from console.access import Actor, Role
from console.backend import Backend
from console.cases.records import Channel
from console.demo.quarrels import PRODUCT, Planned, Stage
from console.demo.sending import Sending
from console.disputes.actions import close_dispute, open_dispute, show_dispute
from console.disputes.answer_actions import issue_answer, prepare_answer
from console.disputes.answer_store import AnswerDrawer
from console.disputes.deciding_actions import decide, weigh
from console.disputes.facts_actions import (
    answer_question,
    record_identity,
    record_product,
    show_evidence,
)
from console.disputes.guidance import DisputeView
from console.disputes.records import CHOICES, DATE_ANSWERS, PAYING, IdentityCheck, Outcome, Question
from console.disputes.refusals import NeedsSecond
from console.evidence.room import Room
from console.letters.actions import hand_over_letter
from console.messages.actions import record_call, record_chat, record_note
from console.money import Money

MOST_LETTERS = 40  # drawing one takes as long as ten other steps
CARRIER = "Post office, counter 3"
REASONS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.DENY: "The facts on record match the clause; nothing speaks for an exception.",
        Outcome.ASSIST: "No liability, but the warehouse keeps searching and tells the customer.",
        Outcome.RESEND: "The item was found on the shelf and goes out again at our cost.",
        Outcome.PARTIAL: "The guaranteed delivery was bought and not kept.",
        Outcome.REFUND: "The second booking is given back.",
        Outcome.GOODWILL: "A gesture: the customer has ordered for years.",
        Outcome.ESCALATE: "The record leaves room for doubt: legal looks at it.",
    }
)


@dataclass(frozen=True, slots=True)
class At:
    """A backend whose present is another moment: what is recorded tells of then, the audit of now."""

    backend: Backend[Any]
    moment: datetime

    def begin(self, *, lightly: bool = False) -> AbstractContextManager[Any]:
        """Return one write transaction."""
        return self.backend.begin(lightly=lightly)

    def read(self) -> AbstractContextManager[Any]:
        """Return one read-only view."""
        return self.backend.read()

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment


class Desk:
    """The operators who worked on the made-up cases, and the verbs they used."""

    def __init__(
        self,
        backend: Backend[Any],
        actors: Sequence[Actor],
        seed: int,
        drawer: AnswerDrawer | None,
        room: Room | None = None,
    ) -> None:
        self._sending = Sending(seed, room) if room else None
        self._backend, self._now = backend, backend.now()
        self._actors, self._drawer, self._letters = actors, drawer, 0
        self._deciders = [a for a in actors if a.role is Role.SUPERVISOR]
        self._rng = Random(f"desk {seed}")

    def work_on(self, planned: Planned) -> None:
        """Make one case up, from its opening as far as it has come."""
        owner = self._rng.choice(self._actors)
        opened = self._then(planned.received_at, 0.1, 3)
        view = self._open(planned, owner, opened)
        if planned.stage is Stage.FRESH:
            return
        known = self._then(opened, 0.5, 20)
        self._record_facts(planned, view.case.id, owner, known)
        if planned.stage is Stage.DRAFT:
            self._draft(view.case.id, owner, self._then(known, 1, 20))
        elif planned.stage is not Stage.FACTS:
            self._finish(planned, view.case.id, owner, self._then(known, 4, 60))

    def _then(self, moment: datetime, soonest: float, latest: float) -> datetime:
        """Return a moment some hours later, but not one to come."""
        return min(moment + timedelta(hours=self._rng.uniform(soonest, latest)), self._now)

    def _open(self, planned: Planned, owner: Actor, opened: datetime) -> DisputeView:
        about, quarrel, at = planned.about, planned.quarrel, At(self._backend, opened)
        product = about.order.items[0].product.split(" · ")
        text = quarrel.text_in(about.language)
        channel = self._rng.choice((Channel.EMAIL, Channel.EMAIL, Channel.PHONE, Channel.CHAT))
        view = open_dispute(
            at,
            owner,
            order_id=about.order_id,
            kind=quarrel.kind,
            text=text,
            channel=channel,
            received_at=planned.received_at,
            title=quarrel.title.replace(PRODUCT, product[min(1, len(product) - 1)]),
        )
        if channel is Channel.CHAT:
            chat = f"{about.latin or 'Customer'}: {text}\n{owner.name}: Thank you, I am looking into it."
            record_chat(at, owner, view.case.id, chat, at=planned.received_at)
        return view

    def _record_facts(self, planned: Planned, case_id: int, owner: Actor, known: datetime) -> None:
        at, quarrel = At(self._backend, known), planned.quarrel
        began = max(known - timedelta(minutes=self._rng.randrange(3, 9)), planned.received_at)
        record_call(at, owner, case_id, started_at=began, ended_at=known, text=quarrel.call)
        record_identity(at, owner, case_id, self._rng.choice((IdentityCheck.EMAIL, IdentityCheck.ACCOUNT)))
        record_product(at, owner, case_id, f"{planned.about.order.items[0].product}. {quarrel.call}")
        if self._sending:
            self._sending.send(at, owner, case_id, planned)
        record_note(at, self._rng.choice(self._actors), case_id, quarrel.note)
        if planned.stage is not Stage.FACTS:
            self._complete(planned, case_id, owner, at)

    def _complete(self, planned: Planned, case_id: int, owner: Actor, at: At) -> None:
        """Answer what the rule asks and show the evidence that it wants."""
        while open_questions := show_dispute(at, owner, case_id).guidance.open_questions:
            question = open_questions[0]
            answer = planned.quarrel.answers.get(question) or self._some_answer(question, at.moment)
            answer_question(at, owner, case_id, question, answer)
        for asked in show_dispute(at, owner, case_id).guidance.missing:
            show_evidence(at, owner, case_id, asked)

    def _some_answer(self, question: Question, now: datetime) -> str:
        if question in DATE_ANSWERS:
            return (now - timedelta(days=3)).date().isoformat()
        return CHOICES[question][-1]

    def _draft(self, case_id: int, owner: Actor, moment: datetime) -> None:
        """Let an agent try what needs a second person: the draft waits for one."""
        agent = next((a for a in self._actors if a.role is Role.AGENT), owner)
        at, gesture = At(self._backend, moment), Money(2000, "JPY")
        if show_dispute(at, agent, case_id).left_to_pay.minor > gesture.minor:
            with suppress(NeedsSecond):
                decide(at, agent, case_id, Outcome.GOODWILL, amount=gesture, reason=REASONS[Outcome.GOODWILL])

    def _finish(self, planned: Planned, case_id: int, owner: Actor, moment: datetime) -> None:
        """Decide, and where the case has come further answer and close it."""
        outcome = self._decide(case_id, owner, moment)
        if outcome in (None, Outcome.ESCALATE) or planned.stage is Stage.DECIDED:
            return
        if planned.about.latin:  # drawn with the fonts that letters have
            self._answer(case_id, owner, self._then(moment, 1, 20))
        if planned.stage is Stage.CLOSED:
            close_dispute(At(self._backend, self._then(moment, 30, 80)), owner, case_id)

    def _decide(self, case_id: int, owner: Actor, moment: datetime) -> Outcome | None:
        """Take the first decision that the rules let somebody else than the owner take."""
        at = At(self._backend, moment)
        others = [a for a in self._deciders if a.operator_id != owner.operator_id]
        decider = self._rng.choice(others) if others else owner
        view = show_dispute(at, decider, case_id)
        for outcome in (*view.guidance.suggested, Outcome.GOODWILL, Outcome.DENY, Outcome.ESCALATE):
            amount, reason = self._amount(view, outcome), REASONS[outcome]
            if weigh(at, decider, case_id, outcome, reason=reason, amount=amount).allowed:
                decide(at, decider, case_id, outcome, reason=reason, amount=amount)
                return outcome
        return None

    def _answer(self, case_id: int, owner: Actor, moment: datetime) -> None:
        """Answer by letter, where there is somebody to draw it."""
        if self._drawer is None or self._letters >= MOST_LETTERS:
            return
        self._letters += 1
        at = At(self._backend, moment)
        to = prepare_answer(at, owner, case_id).addressee.to
        letter = issue_answer(at, owner, self._drawer, case_id, to)
        hand_over_letter(at, owner, letter.id, channel=Channel.LETTER, at=moment, person=CARRIER)

    def _amount(self, view: DisputeView, outcome: Outcome) -> Money | None:
        if outcome not in PAYING or outcome is Outcome.REFUND:
            return None
        share = 5 if outcome is Outcome.PARTIAL else 10
        return Money(max(view.left_to_pay.minor // share, 1), view.left_to_pay.currency)
