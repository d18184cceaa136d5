"""The keys of the workspace. A single letter works while no editor has the focus, which takes it itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.words import N_, _
from widgets.kit.shortcuts import Command


@dataclass(frozen=True, slots=True)
class Key:
    """One verb of the workspace: its name in the code, its words, its key, its icon."""

    name: str
    words: str
    key: str
    icon: str


KEYS = (
    Key("next", N_("Next case"), "J", "chevron-down"),
    Key("previous", N_("Case before"), "K", "chevron-up"),
    Key("filter", N_("Filter the queue"), "/", "filter-outline"),
    Key("mine", N_("Only my cases"), "M", "account-outline"),
    Key("today", N_("Only cases due today"), "U", "calendar-today"),
    Key("overdue", N_("Only overdue cases"), "O", "alert-circle-outline"),
    Key("again", N_("Fetch the queue again"), "F5", "refresh"),
    Key("note", N_("Write a note"), "N", "lock-outline"),
    Key("call", N_("Record a call"), "C", "phone-outline"),
    Key("chat", N_("Record a chat"), "T", "chat-outline"),
    Key("letter-in", N_("Record a letter received"), "L", "mailbox-open-outline"),
    Key("evidence", N_("Add evidence"), "E", "paperclip"),
    Key("record", N_("Record, or decide, what is typed"), "Ctrl+Return", "check"),
    Key("clock", N_("Start or stop the clock of the call"), "Ctrl+T", "timer-outline"),
    Key("paste", N_("Take in what is on the clipboard"), "Ctrl+Shift+V", "content-paste"),
    Key("verify", N_("Verify the files of the case"), "Ctrl+Shift+F", "shield-check-outline"),
    Key("decide", N_("Decide the dispute"), "D", "gavel"),
    Key("take-back", N_("Take the decision back"), "Ctrl+Shift+D", "undo"),
    Key("drop-draft", N_("Drop the draft of a refused decision"), "Ctrl+Shift+K", "delete-outline"),
    Key("letter", N_("Write the letter"), "W", "email-edit-outline"),
    Key("close", N_("Close or reopen the case"), "Ctrl+Shift+X", "check-circle-outline"),
    Key("assign", N_("Assign the case"), "A", "account-arrow-right-outline"),
    Key("rename", N_("Rename the case"), "F2", "pencil-outline"),
    Key("identity", N_("Record how identity was checked"), "I", "account-check-outline"),
    Key("product", N_("Record what the product is"), "P", "package-variant"),
    Key("questions", N_("Answer what the rule asks"), "Q", "help-circle-outline"),
    Key("kind", N_("Change the kind of dispute"), "G", "shape-outline"),
    Key("reveal", N_("Reveal the customer's data"), "R", "eye-outline"),
    Key("customer", N_("Open the customer"), "B", "account-details-outline"),
)


def commands_of(
    acts: Mapping[str, tuple[Callable[[], object], Callable[[], bool]]], group: str
) -> list[Command]:
    """Return the commands of `acts`: what each verb does, and whether it can be done now."""
    return [
        Command(f"queue.{k.name}", _(k.words), acts[k.name][0], k.key, group, k.icon, acts[k.name][1])
        for k in KEYS
    ]
