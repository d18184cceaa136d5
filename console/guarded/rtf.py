"""RTF as Outlook writes it: its text, or the HTML that it wraps (MS-OXRTFEX)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from console.guarded.charsets import decode
from console.guarded.mapi import charset_of

MOST_DEEP = 400
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})?\x20?"  # 1, 2: a control word
    rb"|\\'([0-9A-Fa-f]{2})"  # 3: a byte
    rb"|\\([^A-Za-z'])"  # 4: a control symbol
    rb"|([{}])"  # 5: a group
    rb"|[\r\n\0]+"
    rb"|([^\\{}\r\n\0]+)",  # 6: text
    re.DOTALL,
)
_SAID = {
    "par": "\n",
    "line": "\n",
    "tab": "\t",
    "cell": "\t",
    "row": "\n",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "endash": "–",
    "emdash": "—",
    "emspace": "\u2003",
    "enspace": "\u2002",
}
_SYMBOLS = {b"~": "\u00a0", b"_": "\u2011", b"-": ""}
_LITERAL = b"\\{}"
_UNSAID_WORDS = """
fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr generator listtable
listoverridetable rsidtbl themedata datastore latentstyles xmlnstbl filetbl revtbl fldinst
"""
_UNSAID = frozenset(_UNSAID_WORDS.split())
_FONT_PAGES = {
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
}


@dataclass(frozen=True, slots=True)
class Read:
    """What RTF says; `is_html` where it wraps HTML."""

    text: str
    is_html: bool


@dataclass(frozen=True, slots=True)
class _Group:
    silent: bool = False
    fonts: bool = False  # in the table of fonts
    tag: bool = False  # in a piece of HTML that the RTF carries
    hidden: bool = False  # RTF for programs that know no HTML
    skip: int = 1  # characters that stand for one \\u
    page: int = 0


def read(data: bytes) -> Read:
    """Return the text, or the HTML that is wrapped in it."""
    reader = _Reader(is_html=b"\\fromhtml" in data[:1000])
    for token in _TOKEN.finditer(data):
        reader.take(token)
    return Read(reader.text(), reader.is_html)


class _Reader:
    """Walks once through the tokens. Bytes gather until something else comes: a character may be two."""

    def __init__(self, *, is_html: bool) -> None:
        self.is_html = is_html
        self._out: list[str] = []
        self._bytes = bytearray()
        self._group = _Group()
        self._stack: list[_Group] = []
        self._ansi = 1252
        self._fonts: dict[int, int] = {}
        self._font = 0
        self._left_out = 0  # characters to pass over after \\u
        self._starred = False
        self._words: dict[str, Callable[[int], None]] = {
            "u": self._character,
            "uc": self._skips,
            "f": self._use_font,
            "ansicpg": self._use_page,
            "fcharset": self._font_charset,
            "htmltag": lambda _n: self._set(tag=self.is_html, silent=not self.is_html),
            "htmlrtf": lambda n: self._set(hidden=self.is_html and n != 0),
            "bin": self._skip_binary,
        }

    def text(self) -> str:
        """Return what was read; halves of characters beyond 16 bits are joined."""
        self._flush()
        whole = "".join(self._out)
        return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def take(self, token: re.Match[bytes]) -> None:
        """Take the next token."""
        word, value, byte, symbol, brace, text = token.groups()
        if text is not None:
            self._take_bytes(text)
        elif byte is not None:
            self._take_bytes(bytes([int(byte, 16)]))
        elif symbol is not None:
            self._take_symbol(symbol)
        elif brace is not None:
            self._take_brace(opening=brace == b"{")
        elif word is not None:
            self._take_word(word.decode("ascii").lower(), value)

    def _take_bytes(self, data: bytes) -> None:
        self._starred = False
        dropped = min(self._left_out, len(data))
        self._left_out -= dropped
        if self._speaks():
            self._bytes += data[dropped:]

    def _take_symbol(self, symbol: bytes) -> None:
        if symbol in _LITERAL:
            self._take_bytes(symbol)
        elif symbol == b"*":
            self._starred = True
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _take_brace(self, *, opening: bool) -> None:
        self._flush()
        self._left_out, self._starred = 0, False
        if opening:
            if len(self._stack) < MOST_DEEP:
                self._stack.append(self._group)
        elif self._stack:
            self._group = self._stack.pop()

    def _take_word(self, word: str, value: bytes | None) -> None:
        starred, self._starred = self._starred, False
        number = int(value) if value else int(word == "htmlrtf")
        if word in _UNSAID or (starred and word not in self._words):
            self._set(silent=True, fonts=word == "fonttbl")
        elif word in self._words:
            self._words[word](number)
        elif word in _SAID:
            self._say(self._in_html(word))

    def _in_html(self, word: str) -> str:
        return {"par": "\r\n", "line": "\r\n"}.get(word, _SAID[word]) if self.is_html else _SAID[word]

    def _speaks(self) -> bool:
        group = self._group
        return not group.silent and not group.hidden

    def _say(self, text: str) -> None:
        self._flush()
        if self._left_out:
            self._left_out -= 1
        elif self._speaks():
            self._out.append(text)

    def _set(self, **changes: bool) -> None:
        self._flush()
        self._group = replace(self._group, **changes)

    def _flush(self) -> None:
        if self._bytes:
            page = self._group.page or self._ansi
            self._out.append(decode(bytes(self._bytes), charset_of(page)).text)
            self._bytes.clear()

    def _character(self, number: int) -> None:
        self._left_out = 0
        self._say(chr(number & 0xFFFF) if number & 0xFFFF else "")
        self._left_out = self._group.skip

    def _skips(self, number: int) -> None:
        self._group = replace(self._group, skip=max(0, min(number, 10)))

    def _use_page(self, number: int) -> None:
        self._ansi = number

    def _use_font(self, number: int) -> None:
        if self._group.fonts:
            self._font = number
            return
        self._flush()
        self._group = replace(self._group, page=self._fonts.get(number, 0))

    def _font_charset(self, number: int) -> None:
        if self._group.fonts:
            self._fonts[self._font] = _FONT_PAGES.get(number, 0)

    def _skip_binary(self, number: int) -> None:
        self._left_out = max(0, number)
