"""The text of an HTML mail, for reading: no markup, no scripts, nothing fetched. Where a link leads is shown.

Python's own HTML parser needs time by the square of the length for unfinished comments (600 kB of them:
minutes), so this walks from bracket to bracket: every step moves on.
"""

import re
from html import unescape

MOST = 600_000  # characters of HTML that are read
_LONGEST_TAG = 8_000
_HIDDEN = ("script", "style", "head", "template", "noscript", "svg", "math", "title")
_ENDS = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in _HIDDEN}
_HEAD_ENDS = re.compile("</head|<body", re.IGNORECASE)
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre"})
_BLOCKS = _SPACED | {
    *("address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
    *("figure", "footer", "form", "header", "hr", "main", "nav", "section", "tbody", "tfoot", "thead", "tr"),
}
_BREAKS = {
    **dict.fromkeys(_BLOCKS, "\n"),
    **dict.fromkeys(_SPACED, "\n\n"),
    "br": "\n",
    "li": "\n- ",
    "td": "  ",
    "th": "  ",
}
_TAG = re.compile(r"(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
_ATTRIBUTE = re.compile(r"""\b(href|alt)\s{0,20}=\s{0,20}("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def declared_charset(html: bytes) -> str:
    """Return the character set that the HTML itself names at its beginning, empty where it names none."""
    found = _META.search(html[:4096])
    return found[1].decode("ascii") if found else ""


def text_of(html: str) -> str:
    """Return the text with paragraphs and list items on their own lines."""
    reader = _Reader(html[:MOST])
    while reader.step():
        pass
    return reader.text()


class _Reader:
    """Walks once through the HTML."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._out: list[str] = []
        self._link = ""
        self._link_start = 0

    def text(self) -> str:
        """Return what was read, blanks and empty lines folded."""
        self._end_link()
        lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(self._out).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()

    def step(self) -> bool:
        """Take the text up to the next bracket and what the bracket opens; tell whether there is more."""
        start = self._html.find("<", self._at)
        if start < 0:
            self._say(self._html[self._at :])
            return False
        self._say(self._html[self._at : start])
        if self._html.startswith("<!--", start):
            return self._go_behind("-->", start + 4)
        if self._html.startswith(("<!", "<?"), start):
            return self._go_behind(">", start + 2)
        tag = _TAG.match(self._html, start + 1)
        if tag is None:  # a bracket that opens nothing is a character
            self._say("<")
            self._at = start + 1
            return True
        return self._take_tag(tag)

    def _say(self, text: str) -> None:
        if text:
            self._out.append(re.sub(r"\s+", " ", unescape(text)))

    def _go_behind(self, mark: str, start: int) -> bool:
        end = self._html.find(mark, start)
        self._at = end + len(mark)
        return end >= 0

    def _take_tag(self, tag: re.Match[str]) -> bool:
        inside = tag.end()
        if not self._go_behind(">", inside):
            return False
        closing, name = bool(tag[1]), tag[2].lower()
        if name in _ENDS and not closing:
            return self._skip_hidden(name)
        if name == "a":
            self._end_link()
        if closing:
            self._out.append(_BREAKS.get(name, "") if name in _BLOCKS else "")
            return True
        self._out.append(_BREAKS.get(name, ""))
        if name in ("a", "img"):
            self._use_attributes(name, self._html[inside : self._at - 1][:_LONGEST_TAG])
        return True

    def _skip_hidden(self, name: str) -> bool:
        pattern = _HEAD_ENDS if name == "head" else _ENDS[name]
        end = pattern.search(self._html, self._at)
        if end is None:
            return False
        self._at = end.start()
        return True

    def _use_attributes(self, name: str, inside: str) -> None:
        values = {m[1].lower(): unescape(m[2].strip("\"'")).strip() for m in _ATTRIBUTE.finditer(inside)}
        if name == "img" and values.get("alt"):
            self._out.append(f"[{values['alt']}]")
        elif name == "a":
            self._link = values.get("href", "").removeprefix("mailto:")
            self._link_start = len(self._out)

    def _end_link(self) -> None:
        target, self._link = self._link, ""
        if target and not target.startswith("#") and target not in "".join(self._out[self._link_start :]):
            self._out.append(f" <{target[:2000]}>")
