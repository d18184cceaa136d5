"""Why a letter is not drawn."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from console.errors import Refused
from console.letters.records import Field
from console.words import N_, _, listed

FIELD_NAMES: Mapping[Field, str] = MappingProxyType(
    {
        Field.ORGANISATION: N_("the sender's name or address"),
        Field.RECIPIENT: N_("the recipient's name or address"),
        Field.REFERENCE: N_("a reference number"),
        Field.REASON: N_("the reason"),
        Field.RULE: N_("the rule"),
        Field.FINDINGS: N_("what we found"),
        Field.ORDER: N_("the order's record"),
        Field.WORDING: N_("the wording"),
    }
)


class CannotDraw(Refused):
    """No font draws `characters` rightly; `field` is the place to correct."""

    def __init__(self, msgid: str, /, *, field: Field, characters: tuple[str, ...]) -> None:
        super().__init__(msgid, where=FIELD_NAMES[field], characters=listed(characters))
        self.field = field
        self.characters = characters

    def text(self, translate: Callable[..., str] | None = None) -> str:
        """Return the reason with the field's name in the same language."""
        tr = translate or _
        said = {"where": tr(FIELD_NAMES[self.field]), "characters": listed(self.characters, tr)}
        return tr(self.msgid, **(self.params | said))


class NotAsWritten(Refused):
    """The finished file reads differently from the record; the letter is not handed out."""
