"""XML of office files as events, read as far as one wants it; what declares entities is not read at all."""

from collections.abc import Callable, Mapping
from xml.parsers import expat

Attributes = Mapping[str, str]


class EnoughError(Exception):
    """Whoever reads has all that is wanted."""


class Reader:
    """Told of each element by its local name, and of text. Subclasses take what they want."""

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text."""


def read(data: bytes, reader: Reader) -> bool:
    """Tell `reader` of the XML in `data`; return whether it came to its end, or had enough."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: reader.begin(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except EnoughError:
        return True
    except (expat.ExpatError, ValueError):
        return False
    return True


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_declared: object) -> None:
    raise ValueError("office files declare no document type")


class Lines:
    """Collects lines of text until there are enough. Raises: EnoughError."""

    def __init__(self, most: int, longest: int) -> None:
        self.found: list[str] = []
        self._most, self._longest = most, longest
        self._line = ""

    def add(self, text: str) -> None:
        """Add to the line that is being written."""
        if len(self._line) < self._longest:
            self._line += text[: self._longest]

    def end(self, clean: Callable[[str], str]) -> None:
        """End the line; one without text is left out."""
        line, self._line = clean(self._line), ""
        if line:
            self.found.append(line[: self._longest])
        if len(self.found) >= self._most:
            raise EnoughError
