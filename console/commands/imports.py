"""`import`: take in a shop's export."""

import argparse
from pathlib import Path

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.errors import Conflict, Invalid
from console.exports import write_list
from console.imports.actions import broken_off, resume, take_in, try_out
from console.imports.draft_actions import draft_profile
from console.imports.labels import KINDS, SEVERITIES, reason_of
from console.imports.profile import profile_names, text_of
from console.imports.profile_actions import find_profile, keep_profile, profile_text
from console.imports.records import Outcome, Problem, Report, Run, Standing
from console.progress import Cancelled, Progress
from console.stores.rules import check_target
from console.words import N_, _, listed, n_

MOST_LINES = 40
GUESTS_ALIKE = N_(
    "Guests who share an e-mail with another account of this shop: {n}. Their pages propose it."
)
NEWEST = 0  # no import has this number


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(run)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=_("all files of one export"))
    names = listed(profile_names())
    parser.add_argument("--profile", metavar="NAME", help=_("{names}, or a file", names=names))
    parser.add_argument(
        "--resume",
        nargs="?",
        type=int,
        const=NEWEST,
        metavar="RUN",
        help=_("go on with an import that broke off, the newest unless named"),
    )
    parser.add_argument(
        "--problems", type=Path, metavar="CSV", help=_("write what there is to tell as a list")
    )
    parser.add_argument(
        "--draft", type=Path, metavar="TOML", help=_("write a profile guessed from FILE, to correct")
    )
    parser.add_argument(
        "--keep", type=Path, metavar="TOML", help=_("keep a profile in the store, by its name")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("report what it would do, write nothing"))


def run(desk: Desk, given: argparse.Namespace) -> Said:
    """Take the files in, try them out, or go on with what broke off."""
    if given.problems:
        check_target(given.problems, desk.place.path)
    if given.keep:
        kept = keep_profile(desk.backend, desk.actor, text_of(given.keep), given.keep.name)
        words = _("The profile {name} is kept, version {version}.", name=kept.name, version=kept.version)
        return Said({"profile": kept.name, "version": kept.version}, [words])
    if given.draft:
        return _drafted(desk, given)
    if given.resume is None and not (given.files and given.profile):
        raise Invalid(N_("Name the profile and the files, or --resume."))
    progress = desk.progress(_("Taking in"))
    if given.dry_run:
        report = try_out(
            desk.backend,
            desk.actor,
            find_profile(desk.backend, desk.actor, given.profile or ""),
            given.files,
            progress=progress,
            token=desk.token,
            sheets=desk.guard,
        )
        return _told(report, given.problems, dry_run=True)
    done = _taken(desk, given, progress)
    desk.store.keep_up(token=desk.token, progress=desk.progress(_("Making searchable")))
    if done.standing is Standing.STOPPED:
        raise Cancelled
    return _told(done.report, given.problems, dry_run=False)


def _drafted(desk: Desk, given: argparse.Namespace) -> Said:
    """Write a profile for a file that none knows; a file that is there already is left alone."""
    if len(given.files) + bool(given.profile) != 1 or given.draft.suffix != ".toml":
        raise Invalid(N_("Name one file to guess from, and a new file that ends in .toml."))
    if given.draft.exists():
        raise Conflict(N_("{file} is there already. Choose another name."), file=given.draft.name)
    check_target(given.draft, desk.place.path)
    if given.profile:
        text = profile_text(desk.backend, desk.actor, given.profile)
    else:
        text = draft_profile(desk.backend, desk.actor, given.files[0], sheets=desk.guard)
    try:
        given.draft.write_text(text, encoding="utf-8")
    except OSError:
        raise Invalid(N_("{file} cannot be written."), file=given.draft.name) from None
    words = _(
        "Look at {file}, correct it, and try it: import --profile {file} --dry-run", file=given.draft.name
    )
    return Said({"draft": given.draft.name}, [words])


def _taken(desk: Desk, given: argparse.Namespace, progress: Progress) -> Run:
    backend, actor, token, sheets = desk.backend, desk.actor, desk.token, desk.guard
    if given.resume is None:
        profile = find_profile(backend, actor, given.profile)
        return take_in(backend, actor, profile, given.files, progress=progress, token=token, sheets=sheets)
    run = broken_off(backend, actor, given.resume or None)
    return resume(backend, actor, run.id, given.files, progress=progress, token=token, sheets=sheets)


def _write(report: Report, file: Path) -> None:
    """Write the problems as a list for a spreadsheet. Raises: Invalid."""
    columns = [_("File"), _("Line"), _("Column"), _("Taken?"), _("Reason")]
    rows = [(p.file, p.line, p.column, _(SEVERITIES[p.severity]), reason_of(p, _)) for p in report.problems]
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            write_list(out, columns, rows)
    except OSError:
        raise Invalid(N_("{file} cannot be written."), file=file.name) from None


def _told(report: Report, list_file: Path | None, *, dry_run: bool) -> Said:
    if list_file:
        _write(report, list_file)
    totals = {outcome.value: report.total(outcome) for outcome in Outcome}
    document = {
        "read": report.read,
        **totals,
        "refused": report.refused,
        "by_kind": report.by_kind,
        "problems": [_problem(problem) for problem in report.problems],
        "problems_left_out": report.problems_left_out,
        "payments_differ": report.differing,
        "rounding": report.rounding,
        "without_items": report.without_items,
        "likely_same": report.likely_same,
        "files": report.files,
        "dry_run": dry_run,
        "seconds": report.seconds,
    }
    return Said(document, _lines(report, dry_run=dry_run))


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "reason": reason_of(problem, _),
        "severity": problem.severity,
        "code": problem.reason,
    }


def _lines(report: Report, *, dry_run: bool) -> list[str]:
    lines = [_("Nothing is written: this is a trial.")] if dry_run else []
    lines.append(
        n_(
            "{read} line read, {refused} left out.",
            "{read} lines read, {refused} left out.",
            report.read,
            read=f"{report.read:,}",
            refused=f"{report.refused:,}",
        )
    )
    if blank := sum(file.blank for file in report.files):
        lines.append(n_("{n} blank line passed over.", "{n} blank lines passed over.", blank, n=f"{blank:,}"))
    if report.likely_same:
        lines.append(_(GUESTS_ALIKE, n=f"{report.likely_same:,}"))
    lines += [
        _(
            "{kind}: {created} new, {updated} changed, {unchanged} as before.",
            kind=_(KINDS[kind]),
            created=f"{count.created:,}",
            updated=f"{count.updated:,}",
            unchanged=f"{count.unchanged:,}",
        )
        for kind, count in report.by_kind.items()
    ]
    shown = report.problems[:MOST_LINES]
    lines += [f"{p.file}:{p.line} {p.column}: {_(SEVERITIES[p.severity])}: {reason_of(p, _)}" for p in shown]
    more = len(report.problems) + report.problems_left_out - len(shown)
    return [*lines, _("{count} more; --json lists them.", count=f"{more:,}")] if more else lines
