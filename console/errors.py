"""Refusals: what people are told. Anything else that is raised is our own bug."""

from collections.abc import Callable

from console.words import _, fill


class Refused(Exception):  # noqa: N818 -- "refused" is what people read; an error would be our bug
    """What was asked is not done; `msgid` says why, in a sentence of the catalogue."""

    def __init__(self, msgid: str, /, **params: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.params = params

    def text(self, translate: Callable[..., str] | None = None) -> str:
        """Return the reason in the interface's language, or through `translate(msgid, **params)`."""
        return (translate or _)(self.msgid, **self.params)

    def __str__(self) -> str:
        return fill(self.msgid, self.params)


class NotAllowed(Refused):
    """The operator's role may not do this."""


class NotFound(Refused):
    """Nothing has this number or id."""


class Invalid(Refused):
    """A value cannot be taken; `field` names the one to correct, None where it is the whole."""

    def __init__(self, msgid: str, /, *, field: str | None = None, **params: object) -> None:
        super().__init__(msgid, **params)
        self.field = field


class Conflict(Refused):
    """The record has changed, or is in a state that does not allow this."""


class StoreTrouble(Refused):
    """The store cannot be opened, read or written: locked, full, read-only, foreign, damaged."""
