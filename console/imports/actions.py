"""The verbs: take in a shop's export, go on with one that broke off, try one, look at those before."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from console.access import Actor
from console.actions import action, query
from console.audit import Fact
from console.backend import Backend
from console.errors import Conflict, Invalid, NotFound
from console.imports.gathering import gather
from console.imports.opening import open_sources
from console.imports.profile import Profile, profile_kept
from console.imports.records import Outcome, Plan, Report, Run, SourceSeen, Standing
from console.imports.sources import TableSource
from console.imports.store import Work
from console.imports.taking import Taking
from console.imports.workbooks import Sheets
from console.progress import Cancelled, Progress, Token, silent
from console.words import N_

MOST_LOOKED_AT = 200


@action("import:run", tag="import:taken")
def take_in(
    backend: Backend[Work],
    actor: Actor,
    profile: Profile,
    files: Sequence[Path | TableSource],
    *,
    progress: Progress = silent,
    token: Token | None = None,
    sheets: Sheets | None = None,
) -> Run:
    """Take in the files of one export, a batch a transaction, and return the import with its report.

    Asked to stop, it keeps the batches that were committed and says so; asked to wait, it waits between two.
    `sheets` reads workbooks. What is taken in is searchable once `keep_up` has run. Raises: Invalid.
    """
    began, token = time.monotonic(), token or Token()
    sources = _opened(profile, files, sheets)
    seen = tuple(SourceSeen(s.name, s.origin, s.fingerprint()) for s in sources)
    gathered = gather(profile, sources, _heard(progress, token))
    try:
        taking = Taking(profile, gathered, began)
        run, claim = _begin(backend, actor, taking, Plan(profile.model_dump_json(), seen))
        return _go_on(backend, actor, run, claim, taking, progress, token)
    finally:
        gathered.close()


@action("import:run", tag="import:resumed")
def resume(
    backend: Backend[Work],
    actor: Actor,
    run_id: int,
    files: Sequence[Path | TableSource] = (),
    *,
    progress: Progress = silent,
    token: Token | None = None,
    sheets: Sheets | None = None,
) -> Run:
    """Go on with an import that was stopped, or whose program ended under it, at the batch where it was.

    The files must be those that it began with, where they lay or as given.

    Raises: NotFound, Conflict, Invalid.
    """
    began, token = time.monotonic(), token or Token()
    with backend.read() as work:
        run = work.import_runs.get(run_id)
        if run.standing is Standing.DONE:
            raise Conflict(N_("This import has ended. There is nothing to go on with."))
        plan = work.import_steps.plan(run_id)
    profile = profile_kept(plan.profile)
    sources = _same_sources(_opened(profile, files or _places_of(plan), sheets), plan)
    gathered = gather(profile, sources, _heard(progress, token))
    try:
        taking = Taking(profile, gathered, began)
        with backend.begin() as work:
            claim = work.import_steps.claim(run_id)
            run = replace(run, standing=Standing.RUNNING, ended_at=None)
            work.import_runs.put(run)
            position, found = work.import_steps.reached(run_id)
            _record(work, actor, run, "import:resumed", done=position.done if position else 0)
        if position is not None:
            taking.put_back(position, found)
        return _go_on(backend, actor, run, claim, taking, progress, token)
    finally:
        gathered.close()


def _heard(progress: Progress, token: Token) -> Callable[[int], None]:
    """Return what hears how many lines were read: it tells, and asks whether to go on."""

    def hear(lines: int) -> None:
        token.check()
        progress(lines, None)

    return hear


def _opened(
    profile: Profile, files: Sequence[Path | TableSource], sheets: Sheets | None
) -> list[TableSource]:
    opened = ([f] if not isinstance(f, Path) else open_sources(f, profile.form, sheets) for f in files)
    return [source for several in opened for source in several]


def _places_of(plan: Plan) -> list[Path]:
    """Return where the files of an import lay; a workbook with several sheets lies there once."""
    return [Path(origin) for origin in dict.fromkeys(s.origin for s in plan.sources)]


def _same_sources(sources: Sequence[TableSource], plan: Plan) -> list[TableSource]:
    """Return the sources in the order that the import had them. Raises: Invalid."""
    given = {s.fingerprint(): s for s in sources}
    for seen in plan.sources:
        if seen.fingerprint not in given:
            raise Invalid(
                N_("{file} is not any more as it was when this import began. Take the files in anew."),
                file=seen.name,
            )
    return [given[seen.fingerprint] for seen in plan.sources]


def _begin(backend: Backend[Work], actor: Actor, taking: Taking, plan: Plan) -> tuple[Run, int]:
    with backend.begin() as work:
        run = Run(
            id=work.import_runs.next_id(),
            profile=taking.profile.name,
            operator_id=actor.operator_id,
            operator_name=actor.name,
            started_at=backend.now(),
            standing=Standing.RUNNING,
            report=taking.report(),
        )
        work.import_runs.put(run)
        work.import_steps.begin(run.id, plan)
        _record(work, actor, run, "import:started", profile=run.profile, read=run.report.read)
        return run, work.import_steps.claim(run.id)


def _go_on(
    backend: Backend[Work],
    actor: Actor,
    run: Run,
    claim: int,
    taking: Taking,
    progress: Progress,
    token: Token,
) -> Run:
    """Take in what is left, each batch with its audit entry and the position after it; end the import."""
    standing = Standing.DONE
    try:
        for batch in taking.batches(progress, token):
            began = time.monotonic()
            with backend.begin(lightly=True) as work:
                changes = taking.take(work.imports, batch)
                work.imports.keep(batch.kind, taking.profile.source, changes)
                work.import_steps.put(run.id, claim, taking.position_after(batch), taking.found())
                facts: dict[str, Fact] = {"kind": batch.kind.value, "records": len(batch.records)}
                _record(work, actor, run, "import:taken", **facts)
            taking.took(time.monotonic() - began)
    except Cancelled:
        standing = Standing.STOPPED
    report = replace(taking.report(), likely_same=_likely_same(backend, taking.profile))
    ended = replace(run, standing=standing, report=report, ended_at=backend.now())
    with backend.begin() as work:
        work.import_runs.put(ended)
        if standing is Standing.DONE:
            work.import_steps.end(run.id)
        totals = {o.value: ended.report.total(o) for o in Outcome}
        _record(
            work, actor, run, "import:ended", standing=standing.value, refused=ended.report.refused, **totals
        )
    return ended


def _likely_same(backend: Backend[Work], profile: Profile) -> int:
    if not profile.has_guests:
        return 0
    with backend.read() as work:
        return work.links.undecided(profile.source)


def _record(work: Work, actor: Actor, run: Run, tag: str, **facts: Fact) -> None:
    work.audit.record(actor, tag, stream=f"import:{run.id}", subject=f"import:{run.id}", facts=facts)


@query("import:run")
def try_out(
    backend: Backend[Work],
    actor: Actor,
    profile: Profile,
    files: Sequence[Path | TableSource],
    *,
    progress: Progress = silent,
    token: Token | None = None,
    sheets: Sheets | None = None,
) -> Report:
    """Return the report that taking the files in would give; nothing is written. Raises: Invalid."""
    began, token = time.monotonic(), token or Token()
    gathered = gather(profile, _opened(profile, files, sheets), _heard(progress, token))
    try:
        taking = Taking(profile, gathered, began)
        for batch in taking.batches(progress, token):
            with backend.read() as work:
                taking.take(work.imports, batch)
        return taking.report()
    finally:
        gathered.close()


@query("import:run")
def past_imports(backend: Backend[Work], actor: Actor, *, limit: int = 50) -> Sequence[Run]:
    """Return the newest imports with their reports, newest first."""
    with backend.read() as work:
        return work.import_runs.newest(limit)


@query("import:run")
def broken_off(backend: Backend[Work], actor: Actor, run_id: int | None = None) -> Run:
    """Return the import with this number, or the newest that is not done. Raises: NotFound."""
    with backend.read() as work:
        if run_id is not None:
            return work.import_runs.get(run_id)
        open_ones = [r for r in work.import_runs.newest(MOST_LOOKED_AT) if r.standing is not Standing.DONE]
    if not open_ones:
        raise NotFound(N_("No import has broken off."))
    return open_ones[0]


@query("import:run")
def show_import(backend: Backend[Work], actor: Actor, run_id: int) -> Run:
    """Return one import with its report. Raises: NotFound."""
    with backend.read() as work:
        return work.import_runs.get(run_id)
