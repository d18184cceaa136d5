"""`operator`: who may sign in, and as what."""

import argparse
from datetime import date

from console.access import Role
from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.commands.terminal import new_secret
from console.errors import Invalid, NotFound
from console.operators import actions
from console.operators.labels import FOUR_EYES
from console.operators.labels import ROLES as LABELS
from console.operators.records import Operator
from console.operators.rules import FourEyes
from console.words import N_, _, listed

ROLES = [role.value for role in Role]


def build(noun: Noun) -> None:
    """Describe the verbs."""
    add = noun.verb("add", add_one, _("take in an operator"))
    add.add_argument("--name", required=True, metavar="N", help=_("the operator's name"))
    add.add_argument("--role", required=True, choices=ROLES, help=_("the operator's role"))
    _new_password(add)
    noun.verb("list", list_all, _("show every operator"))
    for verb, run, text in (
        ("disable", disable, _("let an operator sign in no more")),
        ("enable", enable, _("let a disabled operator sign in again")),
    ):
        noun.verb(verb, run, text).add_argument("name", metavar="OPERATOR")
    role = noun.verb("role", give_role, _("give an operator another role"))
    role.add_argument("name", metavar="OPERATOR")
    role.add_argument("role", choices=ROLES, metavar="ROLE", help=listed(ROLES))
    password = noun.verb("password", give_password, _("give an operator another password"))
    password.add_argument("name", metavar="OPERATOR")
    _new_password(password)
    training = noun.verb("training", train, _("record training in data protection, and duty for children"))
    training.add_argument("name", metavar="OPERATOR")
    training.add_argument("--on", metavar="YYYY-MM-DD", help=_("day of the last training"))
    training.add_argument("--children", choices=("yes", "no"), help=_("dedicated to children's data"))


def _new_password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new-password-file", metavar="F", help=_("its first line is the new password"))


def add_one(desk: Desk, given: argparse.Namespace) -> Said:
    """Take in an operator."""
    actor = desk.actor
    operator = actions.add_operator(desk.backend, actor, given.name, Role(given.role), _asked_password(given))
    return _told(desk, operator, _("{name} may sign in now.", name=operator.name))


def list_all(desk: Desk, _given: argparse.Namespace) -> Said:
    """Show every operator."""
    operators = actions.list_operators(desk.backend, desk.actor)
    eyes = actions.staffing(desk.backend, desk.actor)
    lines = [_line(operator) for operator in operators]
    return Said(
        {"operators": [_document(o) for o in operators], "four_eyes": eyes}, [*lines, "", _(FOUR_EYES[eyes])]
    )


def disable(desk: Desk, given: argparse.Namespace) -> Said:
    """Let an operator sign in no more."""
    operator = actions.disable_operator(desk.backend, desk.actor, _found(desk, given.name).id)
    return _told(desk, operator, _("{name} can sign in no more.", name=operator.name))


def enable(desk: Desk, given: argparse.Namespace) -> Said:
    """Let a disabled operator sign in again."""
    operator = actions.enable_operator(desk.backend, desk.actor, _found(desk, given.name).id)
    return _told(desk, operator, _("{name} may sign in now.", name=operator.name))


def give_role(desk: Desk, given: argparse.Namespace) -> Said:
    """Give an operator another role."""
    operator = actions.change_role(desk.backend, desk.actor, _found(desk, given.name).id, Role(given.role))
    return _told(
        desk, operator, _("{name} is {role} now.", name=operator.name, role=_(LABELS[operator.role]))
    )


def give_password(desk: Desk, given: argparse.Namespace) -> Said:
    """Give an operator another password; one's own needs the old one, which signing in proved."""
    operator = _found(desk, given.name)
    actions.reset_password(desk.backend, desk.actor, operator.id, _asked_password(given))
    return _told(desk, operator, _("{name} has another password now.", name=operator.name))


def train(desk: Desk, given: argparse.Namespace) -> Said:
    """Record training and duty."""
    operator = _found(desk, given.name)
    if given.on:
        operator = actions.record_training(desk.backend, desk.actor, operator.id, _day(given.on))
    if given.children:
        operator = actions.set_children_duty(
            desk.backend, desk.actor, operator.id, duty=given.children == "yes"
        )
    return _told(desk, operator, _line(operator))


def _asked_password(given: argparse.Namespace) -> str:
    prompt = _("New password of the operator: ")
    return new_secret(prompt, N_("Give --new-password-file."), given.new_password_file)


def _found(desk: Desk, name: str) -> Operator:
    wanted = name.strip().casefold()
    for operator in actions.list_operators(desk.backend, desk.actor):
        if operator.name.casefold() == wanted:
            return operator
    raise NotFound(N_("There is no operator of this name."))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.isoformat() == text:  # "20260331" and "2026-W14-2" are dates, but not as we write them
            return day
    except ValueError:
        pass
    raise Invalid(N_("{text} is not a day like 2026-03-31."), text=text[:20])


def _told(desk: Desk, operator: Operator, line: str) -> Said:
    eyes = actions.staffing(desk.backend, desk.actor)
    lines = [line] if eyes is FourEyes.ENOUGH else [line, _(FOUR_EYES[eyes])]
    return Said({"operator": operator.name, **_document(operator)}, lines)


def _document(operator: Operator) -> dict[str, object]:
    return {
        "id": operator.id,
        "name": operator.name,
        "role": operator.role,
        "active": operator.active,
        "created_at": operator.created_at,
        "disabled_at": operator.disabled_at,
        "trained_on": operator.trained_on,
        "children_duty": operator.children_duty,
    }


def _line(operator: Operator) -> str:
    notes = [
        operator.role.value,
        _("may sign in") if operator.active else _("disabled"),
        _("trained on {day}", day=operator.trained_on) if operator.trained_on else _("no training on record"),
    ]
    if operator.children_duty:
        notes.append(_("dedicated to children's data"))
    return f"{operator.name}: {', '.join(notes)}"
