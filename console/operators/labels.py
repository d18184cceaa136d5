"""What people read for this feature's enums."""

from collections.abc import Mapping
from types import MappingProxyType

from console.access import Role
from console.access_words import ROLE_NAMES
from console.operators.rules import FourEyes, Leaving, PasswordFault
from console.words import N_

ROLES: Mapping[Role, str] = MappingProxyType({role: ROLE_NAMES[role] for role in Role})
PASSWORD_FAULTS: Mapping[PasswordFault, str] = MappingProxyType(
    {
        PasswordFault.SHORT: N_("A password needs at least 10 characters."),
        PasswordFault.LONG: N_("A password may have 200 characters at most."),
        PasswordFault.NAME: N_("A password may not contain the operator's name."),
        PasswordFault.MONOTONOUS: N_("This password repeats too few characters. Take a longer sentence."),
        PasswordFault.SAME: N_("This is the password you have already. Take another one."),
    }
)
LEAVING: Mapping[Leaving, str] = MappingProxyType(
    {
        Leaving.FINE: N_("Nothing stands against it."),
        Leaving.LAST_ADMINISTRATOR: N_("This is the last administrator. Make another one first."),
        Leaving.LAST_MANAGER: N_("This operator alone can make others. Add an administrator first."),
    }
)
FOUR_EYES: Mapping[FourEyes, str] = MappingProxyType(
    {
        FourEyes.ENOUGH: N_("A second person can approve what needs approval."),
        FourEyes.ALONE: N_(
            "You are the only person at the desk. Goodwill, amounts above the limit and denials with a "
            "consumer-law warning need a supervisor other than the person who recorded the case: until "
            "there is one, they are refused and their drafts kept."
        ),
        FourEyes.NO_SUPERVISOR: N_(
            "There is no supervisor. Goodwill, amounts above the limit and denials with a consumer-law "
            "warning are refused, and their drafts kept, until there is one."
        ),
        FourEyes.ONE_SUPERVISOR: N_(
            "There is one supervisor. Cases that the supervisor recorded find nobody to approve goodwill, "
            "amounts above the limit and denials with a consumer-law warning."
        ),
    }
)
