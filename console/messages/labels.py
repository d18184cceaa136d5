"""What each enum value is called: msgids."""

from console.messages.records import Direction, Kind
from console.words import N_

KIND = {
    Kind.CALL: N_("Call"),
    Kind.NOTE: N_("Internal note"),
    Kind.CHAT: N_("Chat"),
    Kind.LETTER: N_("Letter received"),
    Kind.EMAIL: N_("E-mail"),
}
DIRECTION = {
    Direction.IN: N_("From the customer"),
    Direction.OUT: N_("To the customer"),
    Direction.INSIDE: N_("For colleagues"),
}
