"""How imports under way are kept: how far each is, and what its batches found; gone when it ends."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, Text, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.errors import Conflict, NotFound
from console.imports.records import Count, Found, Kind, Place, Plan, Position, Problem, Reason, SourceSeen
from console.words import N_
from db.base import Base, Id, plain
from db.imports_rows import table_of
from db.imports_runs import ImportRunRow

CLAIMS = 1 << 62


class ImportStepRow(Base):
    """One import that runs or broke off: its plan, whose it is, and its position. No cell stands in it."""

    __tablename__ = "import_step"
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), primary_key=True, autoincrement=False)
    claim: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(10), info=plain())
    done: Mapped[int]
    counts: Mapped[str] = mapped_column(Text, info=plain())
    plan: Mapped[str] = mapped_column(Text, info=plain())


class ImportFoundRow(Base):
    """What a batch found: places and numbers of records, never what a cell says of a person."""

    __tablename__ = "import_found"
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    found: Mapped[str] = mapped_column(Text, info=plain())


RUN, STEP, FOUND = table_of(ImportRunRow), table_of(ImportStepRow), table_of(ImportFoundRow)


class SqlImportSteps:
    """Keeps how far imports are; see console/imports/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, run_id: int, plan: Plan) -> None:
        """Keep what a new import needs to go on if it breaks off."""
        kept = json.dumps(asdict(plan), ensure_ascii=False)
        row = {"run_id": run_id, "claim": 0, "kind": "", "done": 0, "counts": "{}", "plan": kept}
        self._session.execute(insert(STEP).values(row))

    def claim(self, run_id: int) -> int:
        """Make the import one's own and return the claim: whoever had it cannot write any more."""
        claim = secrets.randbelow(CLAIMS) + 1
        self._session.execute(update(STEP).where(STEP.c.run_id == run_id).values(claim=claim))
        return claim

    def put(self, run_id: int, claim: int, position: Position, found: Found) -> None:
        """Keep how far the import is, and what the batch at hand found. Raises: Conflict."""
        counts = json.dumps([position.seconds, {k: asdict(c) for k, c in position.counts.items()}])
        here = (STEP.c.run_id == run_id) & (STEP.c.claim == claim)
        new = {"kind": position.kind.value, "done": position.done, "counts": counts}
        done: Any = self._session.execute(update(STEP).where(here).values(new))
        kept = select(RUN.c.id).where(RUN.c.id == run_id)
        if not done.rowcount and self._session.scalar(kept) is not None:
            raise Conflict(N_("This import goes on elsewhere."))
        if found:
            last = self._session.scalar(select(func.max(FOUND.c.seq)).where(FOUND.c.run_id == run_id)) or 0
            self._session.execute(
                insert(FOUND).values(run_id=run_id, seq=last + 1, found=json.dumps(_plain(found)))
            )

    def plan(self, run_id: int) -> Plan:
        """Return what an import that broke off needs to go on. Raises: NotFound."""
        kept = self._session.scalar(select(STEP.c.plan).where(STEP.c.run_id == run_id))
        if kept is None:
            raise NotFound(N_("There is no import with this number."))
        plan = json.loads(kept)
        return Plan(plan["profile"], tuple(SourceSeen(**s) for s in plan["sources"]))

    def reached(self, run_id: int) -> tuple[Position | None, Sequence[Found]]:
        """Return how far it came, None where no batch was written, and what was found until there."""
        row = self._session.execute(select(STEP).where(STEP.c.run_id == run_id)).first()
        if row is None or not row.kind:
            return None, ()
        seconds, by_kind = json.loads(row.counts)
        counts = {Kind(k): Count(**c) for k, c in by_kind.items()}
        query = select(FOUND.c.found).where(FOUND.c.run_id == run_id).order_by(FOUND.c.seq)
        found = [_found(json.loads(f)) for f in self._session.scalars(query)]
        return Position(Kind(row.kind), row.done, counts, seconds), found

    def end(self, run_id: int) -> None:
        """Forget all of this."""
        for table in (FOUND, STEP):
            self._session.execute(delete(table).where(table.c.run_id == run_id))


def _plain(found: Found) -> dict[str, Any]:
    return {
        "problems": [
            [at, p.file, p.line, p.column, p.reason.value, dict(p.params)] for at, p in found.problems
        ],
        "left_out": found.left_out,
        "refused": found.refused,
        "faults": found.faults,
        "money": found.money,
    }


def _found(kept: Mapping[str, Any]) -> Found:
    return Found(
        problems=tuple((at, Problem(f, n, c, Reason(r), p)) for at, f, n, c, r, p in kept["problems"]),
        left_out=kept["left_out"],
        refused=tuple(Place(*p) for p in kept["refused"]),
        faults=tuple((Kind(k), n, Place(*p)) for k, n, p in kept["faults"]),
        money=tuple((Reason(r), n) for r, n in kept["money"]),
    )
