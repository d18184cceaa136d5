"""Runs one command from its words to its exit status.

0 done, 1 refused (the reason in one line on the error output), 2 wrong usage, 3 our bug.
"""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence

from console import crash
from console.commands import nouns
from console.commands.desk import Desk
from console.commands.given import Given, Parser, add_globals, globals_from, split
from console.commands.said import Said, say
from console.errors import Refused
from console.house import House, has_display
from console.progress import Cancelled, silent
from console.words import N_, _

LOG = logging.getLogger("console")
PROGRAM = "main.py"
DONE, REFUSED, BUG = 0, 1, 3
NO_DISPLAY = N_("There is no display here. See --help for what can be done without one.")
NOT_SAID = N_("It is done, but the answer could not be written out ({why}).")
STOPPED = N_("Stopped, as asked. What was done until then is kept.")


def run(arguments: Sequence[str], make_house: Callable[[], House]) -> int:
    """Do what `arguments` say and return the exit status. Raises: SystemExit on wrong usage."""
    own, rest = split(arguments)
    given = globals_from(own)
    _log_from(given.log_level)
    if not rest or rest[0].startswith("-"):
        front = _front().parse_args(rest)
        return _guarded(make_house(), lambda house: _open_window(house, given, demo=front.demo))
    command, *words = rest
    if command not in nouns.COMMANDS:
        _front().error(_("there is no command {name}", name=command))
    asked = nouns.read(PROGRAM, command, words)
    return _guarded(make_house(), lambda house: _at_a_desk(house, given, asked))


def _log_from(level: str) -> None:
    """Have our own log on the error output; that of libraries stays shut, for it can hold rows."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    LOG.setLevel(level.upper())


def _open_window(house: House, given: Given, *, demo: bool) -> int:
    if not has_display():
        raise Refused(NO_DISPLAY)
    if demo:
        from console.commands.throw_away import throw_away  # noqa: PLC0415 -- else it delays every first page

        with throw_away(house, silent) as made:
            return house.window(house, made.place, passphrase=made.passphrase, actor=made.actor)
    desk = Desk(house, given)
    return house.window(house, desk.place, passphrase=desk.passphrase)


def _at_a_desk(house: House, given: Given, asked: argparse.Namespace) -> int:
    desk = Desk(house, given)
    LOG.info("the store is %s", desk.place)
    try:
        said = asked.run(desk, asked)
    finally:
        desk.close()
    _say(said, as_document=given.json)
    return _refuse(said.refused) if said.refused else DONE


def _say(said: Said, *, as_document: bool) -> None:
    """Print the answer. Raises: Refused where the output does not take it: what was done stays done."""
    try:
        say(said, as_document=as_document)
        if sys.stdout is not None:  # None: it was closed before we began
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _let_go_of_output()
        raise Refused(NOT_SAID, why=error.strerror or type(error).__name__) from None


def _let_go_of_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _guarded(house: House, work: Callable[[House], int]) -> int:
    try:
        return work(house)
    except Refused as refused:
        return _refuse(refused.text())
    except BrokenPipeError:  # whoever read our output has seen enough
        _let_go_of_output()
        return REFUSED
    except (Cancelled, KeyboardInterrupt):
        return _refuse(_(STOPPED))
    except Exception as error:  # noqa: BLE001 -- whatever else is raised is our bug: kept, told, status 3
        kept = crash.report(error, house.reports, house.now())
        place = str(kept.path) if kept.path else _("nowhere: the disk does not take it")
        text = _(
            "This is our bug ({kind}). A report without personal data lies here: {place}",
            kind=kept.kind,
            place=place,
        )
        print(f"bug: {text}", file=sys.stderr)
        return BUG


def _refuse(reason: str) -> int:
    print(f"reason: {' '.join(reason.split())}", file=sys.stderr)
    return REFUSED


def _front() -> Parser:
    parser = Parser(PROGRAM, _("Rakufun Console. Without a command it opens the window."))
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.usage = f"{PROGRAM} [GLOBAL] [--demo | COMMAND ...]"
    parser.add_argument(
        "--demo",
        action="store_true",
        help=_("open the window on a throw-away store of made-up people, signed in"),
    )
    add_globals(parser)
    parser.epilog = "\n".join(
        [_("commands:"), *(f"  {name:<12}{_(text)}" for name, (_module, text) in nouns.COMMANDS.items())]
    )
    return parser
