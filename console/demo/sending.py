"""Lets made-up customers send files: some a mail with a photograph, some a photograph, some a receipt."""

from random import Random
from typing import Any

from console.access import Actor
from console.backend import Backend
from console.demo import files
from console.demo.quarrels import Planned
from console.evidence.actions import add_evidence
from console.evidence.room import Room
from console.messages.mail_actions import take_mail

MOST_FILES = 12  # each is looked at by the guarded child
SHARE = 0.75  # of the cases on which somebody worked


class Sending:
    """Sends files to the first cases on which somebody works, kind after kind."""

    def __init__(self, seed: int, room: Room) -> None:
        self._room, self._sent = room, 0
        self._rng = Random(f"files {seed}")

    def send(self, backend: Backend[Any], actor: Actor, case_id: int, planned: Planned) -> None:
        """Let one customer send what fits; most do, until enough have."""
        if self._sent >= MOST_FILES or self._rng.random() > SHARE:
            return
        kind, order, room = self._sent % 3, planned.about.order, self._room
        self._sent += 1
        if kind == 0:
            text = planned.quarrel.text_in(planned.about.language)
            sender, picture = planned.about.latin or "A customer", files.photograph(self._rng)
            data = files.mail(_ascii(sender), order.number, text, planned.received_at, picture)
            take_mail(backend, actor, case_id, "mail.eml", [data], room=room)
        elif kind == 1:
            add_evidence(backend, actor, case_id, "box.png", [files.photograph(self._rng)], room=room)
        else:
            day = order.placed_at.date().isoformat()
            data = files.receipt(order.number, f"{order.amount.minor:,} {order.currency}", day)
            add_evidence(backend, actor, case_id, "receipt.pdf", [data], room=room)


def _ascii(name: str) -> str:
    return name.encode("ascii", "ignore").decode("ascii").strip() or "A customer"
