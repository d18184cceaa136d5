"""The answer to a dispute: its facts put into a letter's words, in the customer's language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date

from console.disputes.records import Kind, Outcome
from console.errors import Invalid
from console.letters.records import (
    Block,
    DisputeAnswer,
    Field,
    Heading,
    LetterContent,
    OrderRecord,
    Paragraph,
    Reference,
    Table,
)
from console.letters.rules import address_block, is_fallback, language_name, letter_language
from console.money import Money
from console.words import N_, counter, translator
from reports.dispute_wording import decision_of, title_of

_NEEDS_AMOUNT = frozenset({Outcome.REFUND, Outcome.PARTIAL})


def dispute_content(facts: DisputeAnswer) -> LetterContent:
    """Return the letter that answers a dispute. Raises: Invalid where a payment has no amount."""
    if facts.amount is None and Outcome(facts.outcome) in _NEEDS_AMOUNT:
        raise Invalid(N_("The letter needs the amount that is paid."), field="amount")
    language = letter_language(facts.recipient.language)
    writer = _Writer(facts, language, translator(language), _locale(language, facts.recipient.country))
    return writer.content()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts one dispute's facts into words."""

    facts: DisputeAnswer
    language: str
    tr: Callable[..., str]
    locale: Locale

    def content(self) -> LetterContent:
        """Return the whole letter."""
        facts, tr = self.facts, self.tr
        sender = facts.organisation
        return LetterContent(
            language=self.language,
            forms=facts.recipient.language,
            dated_on=facts.dated_on,
            brand=sender.name,
            author=sender.named(self.language),
            sender_line=self._sender_line(),
            recipient_lines=address_block(facts.recipient, self.language, sender.country),
            recipient_country=facts.recipient.country,
            references=(
                Reference(tr(N_("Date")), self._day(facts.dated_on)),
                Reference(tr(N_("Our reference")), facts.case_no),
                Reference(tr(N_("Your order")), facts.order_number),
            ),
            title=tr(title_of(self._kind, self._outcome)),
            blocks=tuple(self._blocks()),
            footer=self._footer(),
            continued=f"{sender.name} · {facts.case_no}",
        )

    @property
    def _kind(self) -> Kind:
        return Kind(self.facts.kind)

    @property
    def _outcome(self) -> Outcome:
        return Outcome(self.facts.outcome)

    @property
    def _is_open(self) -> bool:
        return self._outcome is Outcome.ESCALATE

    def _blocks(self) -> Iterator[Block]:
        yield from self._opening()
        yield from self._decision()
        yield from self._findings()
        yield from self._rule()
        yield from self._next_steps()
        yield self._closing()
        yield Heading(self.tr(N_("Your order as we have it on record")))
        yield self._order(self.facts.order)

    def _closing(self) -> Paragraph:
        regards = self.tr(N_("Kind regards,"))
        signed = self.tr(N_("{name} Customer Service"), name=self.facts.organisation.name)
        return Paragraph(f"{regards}\n{signed}", Field.ORGANISATION)

    def _opening(self) -> Iterator[Block]:
        facts, tr = self.facts, self.tr
        name = facts.recipient.name.strip()
        yield Paragraph(
            tr(N_("Dear {name},"), name=name) if name else tr(N_("Dear customer,")), Field.RECIPIENT
        )
        if is_fallback(facts.recipient.language):
            wished = language_name(facts.recipient.language, self.language)
            yield Paragraph(
                tr(
                    N_(
                        "You wish to receive letters in {language}. We do not have this letter in that "
                        "language yet and therefore write in English."
                    ),
                    language=wished,
                )
            )
        opening = (
            N_(
                "Thank you for your message about order {order}, which we received on {date}. We are still "
                "looking into it; this letter tells you where the matter stands."
            )
            if self._is_open
            else N_(
                "Thank you for your message about order {order}, which we received on {date}. We have "
                "looked into it carefully, and this is our answer."
            )
        )
        yield Paragraph(tr(opening, order=facts.order_number, date=self._day(facts.received_on)))

    def _decision(self) -> Iterator[Block]:
        facts, tr = self.facts, self.tr
        yield Heading(tr(N_("Where the matter stands") if self._is_open else N_("What we decided")))
        sentence = decision_of(self._kind, self._outcome, with_amount=facts.amount is not None)
        amount = self._money(facts.amount) if facts.amount else ""
        yield Paragraph(tr(sentence, amount=amount))
        if facts.reason.strip():
            yield Paragraph(facts.reason, Field.REASON)

    def _findings(self) -> Iterator[Block]:
        if self.facts.findings:
            yield Heading(self.tr(N_("What we looked at")))
            yield Table(
                tuple(map(self.tr, (N_("What you told us"), N_("Our finding"), N_("Rule")))),
                tuple((row.told, row.found, row.rule) for row in self.facts.findings),
                (37.5, 21.25, 41.25),
                Field.FINDINGS,
            )

    def _rule(self) -> Iterator[Block]:
        clause, tr = self.facts.clause, self.tr
        yield Heading(tr(N_("The rule")))
        if clause is None:
            yield Paragraph(tr(N_("Our terms have no rule for this matter; it is judged on its own merits.")))
        else:
            yield Paragraph(tr(N_("{title}: {rule}"), title=clause.title, rule=clause.text), Field.RULE)
            yield Paragraph(
                tr(
                    N_(
                        "You find this rule in our terms: {source}. It applies in the version that was in "
                        "force on the day of your order (version {version})."
                    ),
                    source=clause.source,
                    version=clause.version,
                ),
                Field.RULE,
            )
        if self.facts.law_may_void:
            yield Paragraph(
                tr(
                    N_(
                        "Where the consumer law of your country gives you further rights, our terms do "
                        "not take them away."
                    )
                )
            )

    def _next_steps(self) -> Iterator[Block]:
        tr, days = self.tr, self.facts.appeal_days
        if self._is_open:
            yield Heading(tr(N_("If you wish to add something")))
            yield Paragraph(
                tr(
                    N_(
                        "Write to us and name the reference above. Whatever you send us will be looked at "
                        "together with your case."
                    )
                )
            )
            return
        yield Heading(tr(N_("If you do not agree")))
        if days is None:
            how = tr(N_("Write to us and name the reference above."))
        else:
            n_ = counter(self.language)
            how = n_(
                "Write to us within {days} day of the date of this letter and name the reference above.",
                "Write to us within {days} days of the date of this letter and name the reference above.",
                days,
                days=days,
            )
        review = tr(N_("A colleague who did not take this decision will look at it again."))
        outside = tr(N_("You may also turn to a consumer body in your country."))
        yield Paragraph(self._joined(how, review, outside))

    def _order(self, order: OrderRecord) -> Table:
        tr = self.tr
        none = tr(N_("none"))
        rows = (
            (tr(N_("Order number")), order.number),
            (tr(N_("Ordered on")), self._moment(order.created_at)),
            (tr(N_("Products")), "\n".join(order.products) or none),
            (tr(N_("Amount")), self._money(order.amount)),
            (tr(N_("Remarks")), order.remarks.strip() or none),
            (tr(N_("Recipient")), order.recipient.strip() or none),
        )
        return Table((tr(N_("Entry")), tr(N_("As recorded"))), rows, (25, 75), Field.ORDER)

    def _sender_line(self) -> str:
        sender = self.facts.organisation
        address = (" " if self.language == "ja" else ", ").join(sender.addressed(self.language))
        parts = (sender.named(self.language), self.tr(N_("Customer Service")), address)
        return " · ".join(part for part in parts if part)

    def _footer(self) -> str:
        contacts = " · ".join(self.facts.organisation.contacts)
        if not contacts:
            return self.tr(N_("Please name the reference {no} when you write to us."), no=self.facts.case_no)
        return self.tr(N_("Questions: {contacts} · reference {no}"), contacts=contacts, no=self.facts.case_no)

    def _joined(self, *sentences: str) -> str:
        return ("" if self.language == "ja" else " ").join(sentences)

    def _day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self.locale))

    def _moment(self, moment: datetime) -> str:
        return self.tr(
            N_("{date}, {time} ({zone})"),
            date=self._day(moment.date()),
            time=f"{moment:%H:%M}",
            zone=moment.tzname() or "UTC",
        )

    def _money(self, money: Money) -> str:
        if money.currency == "JPY":  # "¥" alone could be yuan
            return self.tr(N_("{number} yen"), number=f"{money.minor:,}")
        return money.show(str(self.locale))


def _locale(language: str, country: str) -> Locale:
    """Return how dates and amounts are written: English as in Britain, to America as there."""
    if language == "en":
        return Locale("en", "US" if country.upper() == "US" else "GB")
    return Locale.parse(language)
