"""The words for this feature's enums."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from console.imports.records import Kind, Problem, Reason, Severity, Standing
from console.words import N_

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.BROKEN_QUOTES: N_("The quotation marks of this line do not close. Nothing of it was taken."),
        Reason.CELL_TOO_LONG: N_("A cell of this line is longer than 131,072 characters."),
        Reason.LINE_TOO_LONG: N_("The line is longer than 4,000,000 characters."),
        Reason.NOT_AN_OBJECT: N_("The line is no object of JSON, or one too deep for a table."),
        Reason.CELL_COUNT: N_("Cells in the line: {found}; columns in the header: {expected}."),
        Reason.NUL: N_("The line holds a zero byte, which is no text."),
        Reason.MISSING: N_("The cell is empty, and nothing can be kept without it."),
        Reason.NOT_A_MOMENT: N_("The cell is not a date with a time such as 2026-11-23 14:05:00."),
        Reason.NOT_A_DAY: N_("The cell is not a date such as 2026-11-23."),
        Reason.NOT_AN_AMOUNT: N_("The cell is not an amount such as 12.50 in the order's currency."),
        Reason.NOT_A_NUMBER: N_("The cell is not a whole number."),
        Reason.NOT_A_YEAR: N_("The cell is not a year such as 1990."),
        Reason.NOT_A_COUNTRY: N_("The cell is not a country's code such as JP."),
        Reason.NOT_A_CURRENCY: N_("The cell is not a currency's code such as JPY."),
        Reason.UNKNOWN_WORD: N_("The profile does not say what this word means."),
        Reason.TOO_LONG: N_("The cell is longer than {longest} characters."),
        Reason.SAID_OTHERWISE: N_("The same record stands in {file}, line {line}, and says otherwise."),
        Reason.NO_SUCH_ACCOUNT: N_("No customer has the id that this order names."),
        Reason.NO_SUCH_ORDER: N_("No order has the number that this line names."),
        Reason.WITH_ITS_RECORD: N_("Left out with its order or customer, because of {file}, line {line}."),
        Reason.REPEATED: N_("The same line stands in {file}, line {line}. It was taken once."),
        Reason.NO_SUCH_ENTRY: N_("The file of {table} has no line with this id. The field stays empty."),
        Reason.CARD_MASKED: N_("A full card number stood here. Only its last four digits were kept."),
        Reason.PAYMENTS_DIFFER: N_(
            "Order {order}: the payments differ from items and freight by {amount}. Both are kept as given."
        ),
        Reason.ROUNDING: N_(
            "Order {order}: the payments differ by {amount}, a rounding. Both are kept as given."
        ),
        Reason.NO_ITEMS: N_("Order {order} has no items. It is kept without."),
        Reason.CORRECTED_HERE: N_(
            "{record}: {field} was corrected in the console and stays so; the file says otherwise."
        ),
        Reason.GONE: N_("{record}: the files no longer name {part}. It stays."),
        Reason.COLUMN_ABSENT: N_("The files lack these columns. What is kept from earlier stays."),
    }
)
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ACCOUNTS: N_("Customers"),
        Kind.ORDERS: N_("Orders"),
        Kind.ITEMS: N_("Items"),
        Kind.PAYMENTS: N_("Payments"),
        Kind.PARCELS: N_("Parcels"),
    }
)
SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.REFUSED: N_("Left out"), Severity.WARNING: N_("Taken, worth a look")}
)
STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.RUNNING: N_("Running, or broken off"),
        Standing.DONE: N_("Done"),
        Standing.STOPPED: N_("Stopped, what was done is kept"),
    }
)


def reason_of(problem: Problem, translate: Callable[..., str]) -> str:
    """Return why a line was refused or is worth a look, as a sentence."""
    return translate(REASONS[problem.reason], **problem.params)
