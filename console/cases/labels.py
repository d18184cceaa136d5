"""What each enum value is called: msgids."""

from console.cases.records import CaseState, Channel
from console.words import N_

CASE_STATE = {
    CaseState.OPEN: N_("Investigating"),
    CaseState.DECIDED: N_("Decided"),
    CaseState.ANSWERED: N_("Answered"),
    CaseState.CLOSED: N_("Closed"),
}
CHANNEL = {
    Channel.PHONE: N_("Phone"),
    Channel.EMAIL: N_("E-mail"),
    Channel.CHAT: N_("Chat"),
    Channel.LETTER: N_("By post"),
    Channel.IN_PERSON: N_("In person"),
    Channel.PUSH: N_("Push notice"),
    Channel.OTHER: N_("Another way"),
}
