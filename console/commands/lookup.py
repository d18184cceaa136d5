"""`lookup`: what the search field would show."""

import argparse
from collections.abc import Sequence
from itertools import zip_longest

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.errors import Invalid
from console.lookup.actions import LIMIT, finish
from console.lookup.records import Answer, Hit
from console.words import N_, _

MOST = 1000


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(lookup)
    parser.add_argument("text", metavar="TEXT", help=_("a number, an e-mail, a phone, a name, a product"))
    parser.add_argument(
        "--limit", type=int, metavar="N", help=_("hits in all; else as many as the field shows")
    )


def lookup(desk: Desk, given: argparse.Namespace) -> Said:
    """Search until everything is found and counted; what is not searchable yet is made so first."""
    if given.limit is not None and not 1 <= given.limit <= MOST:
        raise Invalid(N_("A limit is a number from 1 to {most}."), field="limit", most=MOST)
    desk.store.keep_up(token=desk.token, progress=desk.progress(_("Making searchable")))
    answer = finish(desk.backend, desk.actor, given.text, limit=given.limit or LIMIT, token=desk.token)
    hits = answer.hits if given.limit is None else _fairly(answer, given.limit)
    cut = answer.cut or len(hits) < len(answer.hits)
    return Said(
        {
            "total": answer.total,
            "total_is_exact": answer.total_is_exact,
            "not_searchable_yet": answer.behind,
            "cut": cut,
            "seconds": round(answer.seconds, 4),
            "hits": [_document(hit) for hit in hits],
        },
        [*map(_line, hits), _counted(answer, len(hits))],
    )


def _fairly(answer: Answer, limit: int) -> Sequence[Hit]:
    """Return at most `limit` hits, of each kind as many as there are places for."""
    rounds = zip_longest(*(group.hits for group in answer.groups))
    kept = [hit for hits in rounds for hit in hits if hit is not None][:limit]
    return [hit for hit in answer.hits if hit in kept]


def _document(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "matched": " … ".join(hit.matched),
        "detail": hit.detail,
        "field": hit.on,
        "similar": hit.is_similar,
        "state": hit.state,
        "at": hit.at,
    }


def _line(hit: Hit) -> str:
    similar = _("similar spelling") if hit.is_similar else ""
    own = "" if hit.title.split(" · ")[0] == hit.id else hit.id  # an order's title begins with its number
    return " · ".join(part for part in (hit.kind.value, own, hit.title, hit.detail, similar) if part)


def _counted(answer: Answer, shown: int) -> str:
    if answer.behind:
        return _(
            "{shown} of more than {total} are shown; not searchable yet are {behind} records.",
            shown=shown,
            total=f"{answer.total:,}",
            behind=f"{answer.behind:,}",
        )
    if answer.total_is_exact:
        return _("{shown} of {total} are shown.", shown=shown, total=f"{answer.total:,}")
    return _("{shown} of more than {total} are shown.", shown=shown, total=f"{answer.total:,}")
