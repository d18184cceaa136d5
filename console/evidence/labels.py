"""What each enum value is called: msgids."""

from console.evidence.records import Custody, Damage, Flag, Source
from console.evidence.records_files import MAX_FILE, Bounce, MailKind, MailNote, MailTrouble, Reason
from console.words import N_, _

CUSTODY = {
    Custody.TAKEN_IN: N_("Taken in"),
    Custody.CAME_AGAIN: N_("Brought again, kept once"),
    Custody.VIEWED: N_("Viewed"),
    Custody.EXPORTED: N_("Saved elsewhere"),
    Custody.VERIFIED: N_("Verified"),
    Custody.FOUND_DAMAGED: N_("Found damaged"),
    Custody.WITHDRAWN: N_("Withdrawn"),
    Custody.RESTORED: N_("Restored"),
}
SOURCE = {
    Source.OPERATOR: N_("Added by an operator"),
    Source.MAIL: N_("The e-mail as it came"),
    Source.ATTACHMENT: N_("Came with an e-mail"),
}
FLAG = {Flag.CARD_NUMBER: N_("Holds a full card number")}
DAMAGE = {
    Damage.MISSING: N_("The file is missing."),
    Damage.CHANGED: N_("The file is not the one that was taken in."),
}
REASON = {
    Reason.TOO_LARGE: N_("Too large to be shown."),
    Reason.TIMED_OUT: N_("Opening it took too long and was stopped."),
    Reason.MEMORY: N_("Opening it needed too much memory and was stopped."),
    Reason.DAMAGED: N_("The file is damaged."),
    Reason.ENCRYPTED: N_("The file opens only with a password."),
    Reason.UNSUPPORTED: N_("Files of this type are not shown."),
    Reason.CRASHED: N_("Opening it ended the guarded process; nothing else was touched."),
}
MAIL_TROUBLE = {
    MailTrouble.CHARSET_WRONG: N_("The mail declares {declared}; it was read as {used}."),
    MailTrouble.CHARSET_UNKNOWN: N_("The mail declares an unknown character set; it was read as {used}."),
    MailTrouble.CHARSET_MISSING: N_("The mail does not declare its character set; it was read as {used}."),
    MailTrouble.CHARACTERS_LOST: N_("Some characters could not be read and are shown as \ufffd."),
    MailTrouble.HEADER_BROKEN: N_("Some headers are broken; what could be read was read."),
    MailTrouble.DATE_UNREADABLE: N_("The date of the mail cannot be read."),
    MailTrouble.ENCODING_BROKEN: N_("A part of the mail is damaged; what could be read was read."),
    MailTrouble.PARTS_CUT: N_("The mail has more parts than are read; the original has them all."),
    MailTrouble.TEXT_CUT: N_("The text is longer than is read; the original has all of it."),
    MailTrouble.ENCRYPTED: N_("The mail is encrypted; only its closed envelope is here."),
    MailTrouble.SIGNED: N_("The mail is signed; nobody has checked the signature."),
}
MAIL_KIND = {
    MailKind.ORDINARY: N_("E-mail"),
    MailKind.BOUNCE: N_("Could not be delivered"),
    MailKind.AUTOMATIC_REPLY: N_("Automatic reply"),
    MailKind.GENERATED: N_("Sent by a program"),
}


def said_of_refusal(reason: Reason, size: int) -> str:
    """Return what a person is told about a file of `size` bytes that is not shown."""
    if reason is Reason.TOO_LARGE and size > MAX_FILE:
        words = N_("It is larger than {megabytes} MB: only its beginning was looked at.")
        return _(words, megabytes=MAX_FILE // 1024 // 1024)
    return _(REASON[reason])


def said_of_mail(note: MailNote) -> str:
    """Return what a person is told about one trouble in a mail."""
    return _(MAIL_TROUBLE[note.trouble], declared=note.declared, used=note.used)


def said_of_bounce(bounce: Bounce, address: str) -> str:
    """Return what a person is told about a mail that did not get to `address`, masked or not."""
    status = " · ".join(p for p in (bounce.status, bounce.reason) if p)
    if bounce.action == "delayed":
        return _(N_("Not yet delivered to {address}: {status}"), address=address, status=status or "?")
    return _(N_("Not delivered to {address}: {status}"), address=address, status=status or "?")
