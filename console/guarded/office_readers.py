"""Which elements of an office file's XML say what: title and author, sheets, paragraphs, rows."""

from console.evidence.records_inside import MAX_LINES, MAX_NAME
from console.guarded.mail_fields import clean_line
from console.guarded.xml_text import Attributes, EnoughError, Lines, Reader

MOST_SHARED = 20_000


class About(Reader):
    """Title and author."""

    def __init__(self) -> None:
        self.title = self.author = ""
        self._inside = ""

    def begin(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 -- no attribute says it
        """Take the start of an element."""
        self._inside = name

    def end(self, name: str) -> None:  # noqa: ARG002 -- any end ends it
        """Take the end of an element."""
        self._inside = ""

    def text(self, text: str) -> None:
        """Take text."""
        if self._inside == "title" and len(self.title) < MAX_NAME:
            self.title += text
        elif self._inside in ("creator", "initial-creator") and len(self.author) < MAX_NAME:
            self.author += text


class Paragraphs(Reader):
    """The text of Word and PowerPoint, a line each paragraph."""

    def __init__(self) -> None:
        self._lines = Lines(MAX_LINES, MAX_NAME)
        self._in_text = False

    @property
    def lines(self) -> list[str]:
        """What was read."""
        return self._lines.found

    def begin(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 -- formatting
        """Take the start of an element."""
        self._in_text = name == "t"
        if name in ("tab", "br"):
            self._lines.add(" ")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._in_text = False
        if name == "p":
            self._lines.end(clean_line)

    def text(self, text: str) -> None:
        """Take text."""
        if self._in_text:
            self._lines.add(text)


class Sheets(Reader):
    """The names of a workbook's sheets."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if name == "sheet":
            self.names.append(attributes.get("name", ""))


class Shared(Reader):
    """The texts that cells of a workbook share, without the readings above them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._text = ""
        self._in_text, self._in_reading = False, False

    def begin(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 -- formatting
        """Take the start of an element."""
        self._in_text = name == "t"
        self._in_reading = self._in_reading or name == "rPh"

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._in_text = False
        if name == "rPh":
            self._in_reading = False
        elif name == "si":
            self.found.append(self._text)
            self._text = ""
            if len(self.found) >= MOST_SHARED:
                raise EnoughError

    def text(self, text: str) -> None:
        """Take text."""
        if self._in_text and not self._in_reading and len(self._text) < MAX_NAME:
            self._text += text


class Rows(Reader):
    """The rows of a workbook's sheet, their cells side by side."""

    def __init__(self, shared: list[str]) -> None:
        self._shared = shared
        self._lines = Lines(MAX_LINES, MAX_NAME)
        self._cells: list[str] = []
        self._kind = self._value = ""
        self._in_value = False

    @property
    def lines(self) -> list[str]:
        """What was read."""
        return self._lines.found

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if name == "c":
            self._kind, self._value = attributes.get("t", ""), ""
        self._in_value = name in ("v", "t")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._in_value = False
        if name == "c" and self._value:
            self._cells.append(self._meant())
        elif name == "row":
            self._lines.add(" | ".join(self._cells))
            self._cells = []
            self._lines.end(clean_line)

    def text(self, text: str) -> None:
        """Take text."""
        if self._in_value and len(self._value) < MAX_NAME:
            self._value += text

    def _meant(self) -> str:
        """Return the cell's text; of a shared one the text that its number stands for."""
        if self._kind != "s":
            return self._value
        number = int(self._value) if self._value.isascii() and self._value.isdigit() else -1
        return self._shared[number] if 0 <= number < len(self._shared) else ""


class OpenText(Reader):
    """The text of OpenDocument files: a line each paragraph or row, and the names of sheets or slides."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._lines = Lines(MAX_LINES, MAX_NAME)
        self._depth = 0  # of paragraphs
        self._in_row = False
        self._in_body = False

    @property
    def lines(self) -> list[str]:
        """What was read."""
        return self._lines.found

    def begin(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        self._in_body = self._in_body or name == "body"
        if name in ("p", "h"):
            self._depth += 1
        elif name in ("s", "tab", "line-break"):
            self._lines.add(" ")
        elif name == "table-row":
            self._in_row = True
        elif name in ("table", "page") and self._in_body:
            self.names.append(attributes.get("name", ""))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in ("p", "h"):
            self._depth -= 1
            self._lines.add(" | ") if self._in_row else self._lines.end(clean_line)
        elif name == "table-row":
            self._in_row = False
            self._lines.end(lambda line: clean_line(line).removesuffix("|").strip())

    def text(self, text: str) -> None:
        """Take text."""
        if self._depth:
            self._lines.add(text)
