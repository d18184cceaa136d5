"""Which version, law and figure hold: on what day, for whom."""

from collections.abc import Iterable, Sequence
from datetime import date

from console.errors import Invalid
from console.rulebook.records import ConsumerLaw, PolicyVersion, Since
from console.words import N_


def version_for(day: date, versions: Sequence[PolicyVersion]) -> PolicyVersion:
    """Return the version in force on `day`: the day of the order, or of receipt for a request (V-01).

    Of two that begin on one day the one entered later holds.
    """
    begun = [v for v in versions if _begins(v.effective_from) <= day]
    return max(reversed(begun), key=lambda v: _begins(v.effective_from))


def version_named(version_id: str, versions: Iterable[PolicyVersion]) -> PolicyVersion:
    """Return the version with this id. Raises: Invalid."""
    for version in versions:
        if version.id == version_id:
            return version
    raise Invalid(N_("No version of the policy is called {text}."), field="version", text=version_id[:20])


def check_new(version: PolicyVersion, known: Sequence[PolicyVersion], laws: Iterable[ConsumerLaw]) -> None:
    """Let pass what may follow the versions `known`. Raises: Invalid."""
    ids = {v.id for v in known}
    if version.id in ids:
        raise Invalid(
            N_("There is a version {text} already. Give this one another name."), text=version.id, field="id"
        )
    if version.effective_from is None:
        raise Invalid(N_("A later version needs the day from which it holds (effective_from)."), field="day")
    newest = max(_begins(v.effective_from) for v in known)
    if version.effective_from < newest:
        raise Invalid(
            N_("A version from {day} holds already. A later one cannot begin before it."),
            day=newest.isoformat(),
            field="day",
        )
    named = {i for c in version.clauses.values() for i in c.kinder_than} - ids
    named |= {i for c in version.clauses.values() for i in c.voidable_by} - {law.id for law in laws}
    if named:
        raise Invalid(N_("No version and no law is called {text}."), text=min(named), field="clauses")


def kinder_newer(
    clause_id: str, day: date, today: date, versions: Sequence[PolicyVersion]
) -> PolicyVersion | None:
    """Return the version in force `today` if its clause is kinder to the customer than on `day`."""
    then, newest = version_for(day, versions), version_for(today, versions)
    clause = newest.clauses.get(clause_id)
    return newest if clause and then.id in clause.kinder_than else None


def laws_for(country: str, home: str, laws: Iterable[ConsumerLaw]) -> frozenset[str]:
    """Return the ids of the laws that protect who lives in `country`; nobody knows where: those of `home`."""
    where = (country or home).upper()
    return frozenset(law.id for law in laws if where in law.countries)


def figure_on(day: date, history: Sequence[Since]) -> int | None:
    """Return the figure in force on `day`, None where none was ever set.

    The first one that was set covers the days before it too: until then nothing else was known.
    """
    begun = [since for since in history if _begins(since.effective_from) <= day]
    if begun:
        return max(reversed(begun), key=lambda since: _begins(since.effective_from)).value
    return min(history, key=lambda since: _begins(since.effective_from)).value if history else None


def _begins(start: date | None) -> date:
    return start or date.min
