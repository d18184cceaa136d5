"""What the answer to a dispute says, and to whom: pure composition of a letter's facts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.cases.records import CaseFile
from console.customers.records import Account, Address, Name, Script
from console.disputes.labels import ANSWERS, label
from console.disputes.records import Decision, Dispute, Snapshot
from console.letters.records import Clause, DisputeAnswer, Finding, OrderRecord, Organisation, Recipient
from console.letters.records_register import KeptAddress
from console.orders.records import Recipient as OrderRecipient
from console.rulebook.labels import source_of
from console.rulebook.records import Clause as Rule
from console.settings import Limits, Profile
from console.words import N_, translator

WRITTEN_IN = ("en", "ja")  # languages in which letters are worded
NAME_BY_LANGUAGE = {
    "ja": (Script.HAN, Script.KANA),
    "zh": (Script.HAN,),
    "ko": (Script.HANGUL, Script.HAN),
}


class Origin(StrEnum):
    """Where the address on a letter comes from."""

    CASE = "case"  # typed or confirmed on an earlier letter of the case
    ACCOUNT = "account"
    ORDER = "order"  # the recipient of the order, who is the customer
    NOWHERE = "nowhere"  # none is on record: it is typed on the letter


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter would go, and how sure that is."""

    to: KeptAddress
    origin: Origin

    @property
    def unverified(self) -> bool:
        """Whether an operator must be warned (policy L78, B-08)."""
        return not self.to.verified


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the letter's page begins with."""

    case: CaseFile
    decision: Decision
    addressee: Addressee
    account_address: KeptAddress | None


def addressee_of(account: Account, snapshot: Snapshot, kept: KeptAddress | None) -> Addressee:
    """Return to whom the answer goes: the address kept on the case, else the account's, else the order's."""
    if kept is not None:
        return Addressee(kept, Origin.CASE)
    if account.addresses:
        return Addressee(account_address(account, account.addresses[0]), Origin.ACCOUNT)
    recipient = snapshot.recipient
    if recipient is not None and not recipient.is_other_person:
        return Addressee(_order_address(account, recipient), Origin.ORDER)
    return Addressee(KeptAddress(name_for(account), (), account.country, account.language), Origin.NOWHERE)


def account_address(account: Account, address: Address) -> KeptAddress:
    """Return an address of the account as a letter takes it."""
    lines = postal_lines(address, account.language)
    country = address.country or account.country
    return KeptAddress(name_for(account), lines, country, account.language, address.verified_at is not None)


def _order_address(account: Account, recipient: OrderRecipient) -> KeptAddress:
    lines = postal_lines(recipient.address, account.language)
    country = recipient.address.country or account.country
    return KeptAddress(recipient.name or name_for(account), lines, country, account.language)


def name_for(account: Account) -> str:
    """Return the form of the name that fits the person's language; empty where none is known."""
    wanted = NAME_BY_LANGUAGE.get(account.language.split("-")[0], (Script.LATIN,))
    by_wish = sorted(account.names, key=lambda n: _rank(n, wanted))
    return by_wish[0].text if by_wish else ""


def _rank(name: Name, wanted: tuple[Script, ...]) -> int:
    return wanted.index(name.script) if name.script in wanted else len(wanted)


def postal_lines(address: Address, language: str) -> tuple[str, ...]:
    """Return the lines of an address without name and country, in the order its country writes them."""
    if address.country == "JP" and language.startswith("ja"):
        town = f"{address.region}{address.city}"
        lines = (f"〒{address.postcode}" if address.postcode else "", *_joined(town, address.lines))
    elif address.country in {"US", "CA", "AU"}:
        town = " ".join(p for p in (address.city, address.region, address.postcode) if p)
        lines = (*address.lines, town)
    elif address.country in {"GB", "IE"}:
        lines = (*address.lines, address.city, address.postcode)
    else:
        town = " ".join(p for p in (address.postcode, address.city) if p)
        lines = (*address.lines, town, address.region if address.region != address.city else "")
    return tuple(line.strip() for line in lines if line.strip())


def _joined(town: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    if not lines:
        return (town,)
    return lines if lines[0].startswith(town) else (town + lines[0], *lines[1:])


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an answer rests on."""

    case: CaseFile
    dispute: Dispute
    decision: Decision
    rule: Rule | None


def answer_facts(
    grounds: Grounds, to: KeptAddress, profile: Profile, limits: Limits, now: datetime
) -> DisputeAnswer:
    """Return the facts of the letter that answers a dispute, dated `now` in the business time zone."""
    case, dispute, decision = grounds.case, grounds.dispute, grounds.decision
    local = now.astimezone(profile.zone)
    return DisputeAnswer(
        organisation=organisation_of(profile),
        recipient=Recipient(to.name, to.lines, to.language, to.country),
        case_no=case.no,
        order_number=dispute.snapshot.number,
        dated_on=local.date(),
        received_on=case.received_at.astimezone(profile.zone).date(),
        kind=dispute.kind.value,
        outcome=decision.outcome.value,
        amount=decision.amount,
        reason=decision.reason,
        clause=_clause(grounds.rule, decision, _written(to.language)),
        order=_order_record(dispute.snapshot, profile),
        findings=_findings(dispute, grounds.rule, decision, _written(to.language)),
        law_may_void=bool(decision.warnings),
        appeal_days=limits.appeal_days,
    )


def organisation_of(profile: Profile) -> Organisation:
    """Return the sender as letters show it."""
    addresses = {"en": profile.address, **profile.addresses} if profile.address else dict(profile.addresses)
    contacts = tuple(c for c in (profile.email, profile.phone, profile.web) if c)
    return Organisation(profile.name, profile.home_law, dict(profile.names), addresses, contacts)


def _written(language: str) -> str:
    short = language.split("-", maxsplit=1)[0].lower()
    return short if short in WRITTEN_IN else "en"


def _clause(rule: Rule | None, decision: Decision, language: str) -> Clause | None:
    if rule is None:
        return None
    tr = translator(language)
    return Clause(tr(rule.title), tr(rule.text), decision.policy_version, source_of(rule, tr))


def _order_record(snapshot: Snapshot, profile: Profile) -> OrderRecord:
    return OrderRecord(
        number=snapshot.number,
        created_at=snapshot.placed_at.astimezone(profile.zone),
        products=tuple(i.product for i in snapshot.items),
        amount=snapshot.amount,
        remarks=snapshot.remarks,
        recipient=snapshot.recipient.name if snapshot.recipient else "",
    )


def _findings(dispute: Dispute, rule: Rule | None, decision: Decision, language: str) -> tuple[Finding, ...]:
    """Return one row: what the customer told, what the answers on record found, by which rule."""
    if dispute.product is None or not dispute.answers:
        return ()
    tr = translator(language)
    version = decision.policy_version
    cited = tr(N_("{rule}, version {version}"), rule=tr(rule.title), version=version) if rule else ""
    found = "\n".join(f"{tr(label(a.question))} {tr(ANSWERS.get(a.value, a.value))}" for a in dispute.answers)
    return (Finding(dispute.product.text, found, cited),)
