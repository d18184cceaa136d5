"""What the policy says to the dispute shown, by which clause of which version."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.disputes.guidance import Citation, DisputeView, Exempt
from console.disputes.labels import DEFAULT_ONLY, SILENT, SUPPLIED, label
from console.disputes.records import Outcome
from console.rulebook.labels import place_of
from console.rulebook.records import Clause, Confidence
from console.words import N_, _, listed, sentences
from widgets.kit.badge import Badge
from widgets.kit.card import Card
from widgets.kit.flow import Flow
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.theme import Face, Tone

OUTCOME_TONE = {Outcome.DENY: Tone.ACCENT, Outcome.ESCALATE: Tone.WARNING}


def citation_words(citation: Citation, clause: Clause) -> str:
    """Return where a rule stands: "D-06 · Shopping terms (L109) · version 2026-05"."""
    version = _("version {version}", version=citation.version)
    return " · ".join((citation.clause, place_of(clause), version))


class PolicyCard(Card):
    """The clause in our own words, its source, what it suggests, and what speaks against it."""

    def __init__(self, view: DisputeView) -> None:
        super().__init__(_(N_("What the policy says")), tone=Tone.ACCENT, icon="scale-balance")
        said = view.guidance
        if said.citation is None:
            self.add(Label(_(SILENT), wrap=True))
            self.add(Label(_("version {version}", version=said.version), tone="muted"))
        else:
            self._add_clause(view.clauses[said.citation.clause], said.citation)
        for also in said.also:
            clause = view.clauses[also.clause]
            self.add(Label(f"{_(clause.title)}: {_(clause.text)}", wrap=True, selectable=True))
            self.add(Label(citation_words(also, clause), Face.SMALL, "muted", wrap=True))
        if said.suggested:
            self.add(_suggestions(said.suggested))
        if said.citation is not None and Outcome.DENY in said.suggested:
            self.add(Label(_(DEFAULT_ONLY), Face.SMALL, "muted", wrap=True))
        self._add_kinder(view)

    def _add_clause(self, clause: Clause, citation: Citation) -> None:
        self.add(Label(_(clause.title), Face.STRONG, wrap=True))
        self.add(Label(_(clause.text), wrap=True, selectable=True))
        self.add(Label(citation_words(citation, clause), tone="muted", wrap=True))
        if clause.supplied:
            counsel = _(N_("To be confirmed by counsel.")) if clause.confidence is Confidence.MEMORY else ""
            words = sentences((_(SUPPLIED), clause.source, counsel))
            self.add(Label(words, Face.SMALL, "warning", wrap=True))

    def _add_kinder(self, view: DisputeView) -> None:
        kinder, clause = view.guidance.kinder, view.kinder_clause
        if kinder is None or clause is None:
            return
        title = _(N_("A newer version is kinder to the customer"))
        self.add(row("heart-outline", title, "good", face=Face.STRONG))
        self.add(Label(_(clause.text), wrap=True, selectable=True))
        self.add(Label(citation_words(kinder, clause), Face.SMALL, "muted", wrap=True))


class CautionCard(Card):
    """What takes the dispute out of the rule, what law may void it, what must be seen and done."""

    def __init__(self, view: DisputeView) -> None:
        super().__init__(_(N_("Mind")).upper(), caption=True)
        said = view.guidance
        for flag in said.flags:
            self.add(row("flag-outline", _(label(flag)), "warning"))
        for exempt in said.exempt:
            self.add(row("call-split", exempt_words(exempt), "accent"))
        for law in said.warnings:
            self.add(row("gavel", _("If declined: {warning}", warning=_(label(law))), "warning"))
        for step in said.steps:
            self.add(row("arrow-right-circle-outline", _(label(step)), "accent"))

    @staticmethod
    def wanted(view: DisputeView) -> bool:
        """Tell whether there is anything to mind."""
        said = view.guidance
        return bool(said.flags or said.exempt or said.warnings or said.steps)


def exempt_words(exempt: Exempt) -> str:
    """Return an exemption and where it leads: "We declared wrongly → Refund in part"."""
    outcomes = listed(_(label(o)) for o in exempt.leads_to)
    return f"{_(label(exempt.why))} → {outcomes}" if outcomes else _(label(exempt.why))


def _suggestions(outcomes: tuple[Outcome, ...]) -> QWidget:
    holder = QWidget()
    flow = Flow(holder, spacing=6)
    for at, outcome in enumerate(outcomes):
        words = _(label(outcome))
        first = _("Suggested: {outcome}", outcome=words) if at == 0 else _("or {outcome}", outcome=words)
        tone = OUTCOME_TONE.get(outcome, Tone.GOOD)
        flow.addWidget(Badge(first, tone, icon="star-outline" if at == 0 else None))
    return holder


def row(icon: str, words: str, tint: str, *, face: Face = Face.BODY) -> QHBoxLayout:
    """Return a sign and the sentence beside it."""
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(Icon(icon, tint), alignment=Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(words, face, wrap=True, selectable=True), 1)
    return line
