"""How the history of imports is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.errors import NotFound
from console.imports.records import Count, FileRead, Kind, Problem, Reason, Report, Run, Standing
from console.words import N_
from db.base import Moment, Row, plain
from db.operators import OperatorRow


class ImportRunRow(Row):
    """One import. Its report names files, lines and records, never what a cell says of a person."""

    __tablename__ = "import_run"
    profile: Mapped[str] = mapped_column(String(40), info=plain())
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    standing: Mapped[str] = mapped_column(String(10), info=plain())
    report: Mapped[str] = mapped_column(Text, info=plain())


class SqlImportRuns:
    """Keeps the history; see console/imports/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next_id(self) -> int:
        """Return the number for a new import."""
        return (self._session.scalar(select(func.max(ImportRunRow.id))) or 0) + 1

    def put(self, run: Run) -> None:
        """Keep an import as given."""
        self._session.merge(
            ImportRunRow(
                id=run.id,
                profile=run.profile,
                operator_id=run.operator_id,
                started_at=run.started_at,
                ended_at=run.ended_at,
                standing=run.standing.value,
                report=json.dumps(_plain(run.report), ensure_ascii=False),
            )
        )
        self._session.flush()

    def get(self, run_id: int) -> Run:
        """Return one import. Raises: NotFound."""
        found = self._session.execute(_with_names().where(ImportRunRow.id == run_id)).first()
        if found is None:
            raise NotFound(N_("There is no import with this number."))
        return _run(found[0], found[1])

    def newest(self, limit: int) -> Sequence[Run]:
        """Return the newest imports first."""
        query = _with_names().order_by(ImportRunRow.id.desc()).limit(limit)
        return [_run(row, name) for row, name in self._session.execute(query)]


def _with_names() -> Select[tuple[ImportRunRow, str]]:
    return select(ImportRunRow, OperatorRow.name).join(
        OperatorRow, OperatorRow.id == ImportRunRow.operator_id
    )


def _run(row: ImportRunRow, name: str) -> Run:
    return Run(
        id=row.id,
        profile=row.profile,
        operator_id=row.operator_id,
        operator_name=name,
        started_at=row.started_at,
        standing=Standing(row.standing),
        report=_report(json.loads(row.report)),
        ended_at=row.ended_at,
    )


def _plain(report: Report) -> dict[str, Any]:
    return {
        **{n: getattr(report, n) for n in ("profile", "read", "refused", "problems_left_out", "seconds")},
        "likely_same": report.likely_same,
        **{n: list(getattr(report, n)) for n in ("differing", "rounding", "without_items")},
        "files": [asdict(f) for f in report.files],
        "by_kind": {k.value: asdict(c) for k, c in report.by_kind.items()},
        "problems": [[p.file, p.line, p.column, p.reason.value, dict(p.params)] for p in report.problems],
    }


def _report(found: Mapping[str, Any]) -> Report:
    return Report(
        profile=found["profile"],
        read=found["read"],
        refused=found["refused"],
        problems_left_out=found["problems_left_out"],
        seconds=found["seconds"],
        likely_same=found.get("likely_same", 0),
        differing=tuple(found["differing"]),
        rounding=tuple(found["rounding"]),
        without_items=tuple(found["without_items"]),
        files=tuple(FileRead(**f) for f in found["files"]),
        by_kind={Kind(k): Count(**c) for k, c in found["by_kind"].items()},
        problems=tuple(Problem(f, n, c, Reason(r), p) for f, n, c, r, p in found["problems"]),
    )
