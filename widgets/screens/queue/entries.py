"""The timeline's entries in words: each kind of entry has its teller."""

from collections.abc import Callable
from dataclasses import replace

from console.access import Grant
from console.cases.labels import CHANNEL
from console.cases.records import CaseState, Channel, EntryKind, TimelineEntry
from console.customers.labels import language_name
from console.disputes.labels import ANSWERS, label
from console.disputes.records import Asked, Decision, Draft, IdentityCheck, Kind, Question
from console.letters.records_register import Letter, LetterState
from console.words import N_, _, language, listed, n_, p_
from widgets.kit.timeline import Entry
from widgets.kit.wording import exact_words, moment_words, number
from widgets.screens.desk import Desk
from widgets.screens.queue.entries_talk import id_in, tell_evidence, tell_message
from widgets.screens.queue.pages import CasePage
from widgets.theme import Tone

CHANNEL_ICON = {
    Channel.PHONE: "phone-outline",
    Channel.EMAIL: "email-outline",
    Channel.CHAT: "chat-outline",
    Channel.LETTER: "mailbox-open-outline",
    Channel.IN_PERSON: "account-voice",
    Channel.PUSH: "bell-outline",
    Channel.OTHER: "inbox-arrow-down-outline",
}
LETTER_BADGE = {
    LetterState.ISSUED: (N_("Not gone out yet"), Tone.WARNING),
    LetterState.HANDED_OVER: (N_("Gone out"), Tone.GOOD),
    LetterState.VOID: (N_("Void"), Tone.NEUTRAL),
}
WITHDRAW = "withdraw"
Teller = Callable[[CasePage, TimelineEntry, Entry, Desk], Entry]


def entries_of(page: CasePage, desk: Desk) -> list[Entry]:
    """Return a case's timeline as it is shown, oldest first."""
    return [told(page, entry, desk) for entry in page.entries]


def told(page: CasePage, entry: TimelineEntry, desk: Desk) -> Entry:
    """Return one entry as it is shown."""
    plain = Entry(
        id=entry.id,
        icon="circle-small",
        title="",
        time=moment_words(entry.at, desk.zone),
        exact=exact_words(entry.at, desk.zone),
        withdrawn=entry.withdrawn_at is not None,
    )
    return TELLERS[entry.kind](page, entry, plain, desk)


def by(words: str, entry: TimelineEntry) -> str:
    """Return `words` and who did it."""
    return f"{words} · {entry.operator_name}" if entry.operator_name else words


def _opened(page: CasePage, entry: TimelineEntry, plain: Entry, _desk: Desk) -> Entry:
    case = page.case
    title = " · ".join((page.account.title, _(CHANNEL[case.channel]), _(N_("dispute opened"))))
    return replace(
        plain,
        icon=CHANNEL_ICON[case.channel],
        title=by(title, entry),
        text=page.dispute.text,
        language=page.account.language or None,
    )


def _fact(page: CasePage, entry: TimelineEntry, plain: Entry, _desk: Desk) -> Entry:
    subject, _colon, rest = entry.ref.partition(":")
    tell = FACTS.get(subject)
    words, icon = tell(rest) if tell else (entry.ref, "information-outline")
    shown = replace(plain, icon=icon, title=by(words, entry), minor=True)
    product = page.dispute.product
    if subject == "product" and product and not plain.withdrawn:
        return replace(shown, text=product.text, language=page.account.language or None)
    return shown


def _identity(rest: str) -> tuple[str, str]:
    how = IdentityCheck(rest.partition("=")[2])
    return _("Identity checked: {how}", how=_(label(how))), "account-check-outline"


def _product(_rest: str) -> tuple[str, str]:
    return _(N_("What the product is and what is wrong with it")), "package-variant"


def _answer(rest: str) -> tuple[str, str]:
    question, _equal, value = rest.partition(":")[2].partition("=")
    return f"{_(label(Question(question)))} {_(ANSWERS.get(value, value))}", "help-circle-outline"


def _shown(rest: str) -> tuple[str, str]:
    asked = Asked(rest.partition(":")[2])
    return _("There: {evidence}", evidence=_(label(asked))), "paperclip-check"


def _kind(rest: str) -> tuple[str, str]:
    return _("Kind changed: {kind}", kind=_(label(Kind(rest.partition(":")[2])))), "shape-outline"


FACTS: dict[str, Callable[[str], tuple[str, str]]] = {
    "identity": _identity,
    "product": _product,
    "answer": _answer,
    "shown": _shown,
    "kind": _kind,
}


def decision_words(decision: Decision | Draft) -> str:
    """Return what was decided: "Refund in part ¥12,000"."""
    amount = decision.amount.show(language()) if decision.amount else ""
    return f"{_(label(decision.outcome))} {amount}".strip()


def _decision(page: CasePage, entry: TimelineEntry, plain: Entry, desk: Desk) -> Entry:
    decision = page.decisions.get(id_in(entry.ref))
    if decision is None:
        return replace(plain, icon="gavel", title=by(_(N_("Decision")), entry))
    version = _("version {version}", version=decision.policy_version)
    cited = f"{decision.clause} · {version}" if decision.clause else _(N_("Policy silent"))
    actions = ((WITHDRAW, _(N_("Take back"))),) if may_take_back(page, desk) else ()
    holds = page.dispute.decision is not None and page.dispute.decision.id == decision.id
    words = _("Decided: {outcome}", outcome=decision_words(decision))
    return replace(
        plain,
        icon="gavel",
        title=by(words, entry),
        text=decision.reason,
        tone=None if plain.withdrawn else Tone.ACCENT,
        badge=(cited, Tone.NEUTRAL),
        actions=actions if holds and not plain.withdrawn else (),
    )


def may_take_back(page: CasePage, desk: Desk) -> bool:
    """Tell whether the decision can be taken back: before its letter, by who took it or a supervisor."""
    decision, grant = page.dispute.decision, desk.actor.grant("case:decide")
    if decision is None or grant is None or page.case.state is not CaseState.DECIDED:
        return False
    said = any(
        x.decision_id == decision.id and x.state is not LetterState.VOID for x in page.letters.values()
    )
    return not said and (grant is Grant.YES or decision.decided_by == desk.actor.operator_id)


def _letter(page: CasePage, entry: TimelineEntry, plain: Entry, desk: Desk) -> Entry:
    letter = page.letters.get(id_in(entry.ref))
    if letter is None:
        return replace(plain, icon="email-seal-outline", title=by(_(N_("Letter")), entry))
    pages = n_("{n} page", "{n} pages", letter.pages, n=number(letter.pages))
    title = " · ".join((_(N_("Letter")), language_name(letter.language), pages))
    words, tone = LETTER_BADGE[letter.state]
    return replace(
        plain,
        icon="email-seal-outline",
        title=by(title, entry),
        text=listed((letter.to.name, *letter.to.lines)),
        badge=(_(words), tone),
        actions=_letter_actions(letter) if desk.actor.may("case:letter") else (),
        more=_letter_more(page, letter) if desk.actor.may("case:letter") else (),
        language=page.account.language or None,
    )


def _letter_actions(letter: Letter) -> tuple[tuple[str, str], ...]:
    opened = (("open", _(N_("Open"))), ("print", _(N_("Print …"))))
    if letter.state is LetterState.ISSUED:
        return (*opened, ("hand-over", _(N_("Record hand-over …"))))
    return opened if letter.state is LetterState.HANDED_OVER else ()


def _letter_more(page: CasePage, letter: Letter) -> tuple[tuple[str, str], ...]:
    if page.case.state is CaseState.CLOSED:
        return ()
    return {
        LetterState.ISSUED: (("void", _(N_("Make void"))),),
        LetterState.HANDED_OVER: (("take-back", _(N_("Take hand-over back"))),),
        LetterState.VOID: (("restore", _(N_("Restore"))),),
    }[letter.state]


def _state(page: CasePage, entry: TimelineEntry, plain: Entry, desk: Desk) -> Entry:
    subject, key = entry.ref.partition(":")[0], id_in(entry.ref)
    if subject == "owner":
        words, icon = _("Assigned to {name}", name=page.name_of(key)), "account-arrow-right-outline"
    elif subject == "hand-over":
        words, icon = _handed_over(page.letters.get(key), desk), "mailbox-up-outline"
    else:
        words, icon = {
            "closed": (p_("event", "Closed"), "check-circle-outline"),
            "reopened": (p_("event", "Reopened"), "lock-open-variant-outline"),
        }.get(subject, (entry.ref, "information-outline"))
    return replace(plain, icon=icon, title=by(words, entry), minor=True)


def _handed_over(letter: Letter | None, desk: Desk) -> str:
    if letter is None or letter.handed_over is None:
        return _(N_("Letter handed over"))
    how = letter.handed_over
    return _(
        "Letter handed over: {channel}, {person}, {at}",
        channel=_(CHANNEL[how.channel]),
        person=how.person,
        at=moment_words(how.at, desk.zone),
    )


def _reveal(page: CasePage, entry: TimelineEntry, plain: Entry, _desk: Desk) -> Entry:
    why = page.reveals.get(id_in(entry.ref), "")
    words = _("Personal data revealed: {reason}", reason=why) if why else _(N_("Personal data revealed"))
    return replace(plain, icon="eye-outline", title=by(words, entry), minor=True)


def _other(_page: CasePage, entry: TimelineEntry, plain: Entry, _desk: Desk) -> Entry:
    return replace(plain, title=by(entry.ref, entry), minor=True)


TELLERS: dict[EntryKind, Teller] = {
    **dict.fromkeys(EntryKind, _other),
    EntryKind.OPENED: _opened,
    EntryKind.FACT: _fact,
    EntryKind.DECISION: _decision,
    EntryKind.LETTER: _letter,
    EntryKind.EVIDENCE: tell_evidence,
    **dict.fromkeys(
        (EntryKind.MESSAGE, EntryKind.CALL, EntryKind.NOTE, EntryKind.CHAT, EntryKind.LETTER_IN), tell_message
    ),
    EntryKind.STATE: _state,
    EntryKind.REVEAL: _reveal,
}
