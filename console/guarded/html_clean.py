"""A mail's HTML made harmless: what is on the list stays, nothing is fetched, and no colour hides a word."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape

import nh3

from console.evidence.records_files import MAX_HTML
from console.guarded.html_rules import ATTRIBUTES, CID, DEEPEST, MOST_SHOWN, OF_TABLE, TAGS, tables_fit
from console.guarded.html_text import text_of

_DROPPED = {"script", "style", "title", "template", "noscript", "svg", "math", "iframe", "object"}
_SIZES = {"width", "height"}
_SPANS = {"colspan", "rowspan"}
_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_LONGEST_LINK = 2_000
_MOST_SIDE = 2_000
_MOST_SPAN = 100
_WORDS = {
    "align": {"left", "right", "center", "justify"},
    "valign": {"top", "middle", "bottom", "baseline"},
    "dir": {"ltr", "rtl"},
}
_BEHIND = re.compile(
    r"""(?:\bbackground\s{0,9}=\s{0,9}["']?|\burl\(\s{0,9}["']?)\s{0,9}(?:https?:)?//"""
    r"""|\bsrc\s{0,9}=\s{0,9}["']?\s{0,9}//""",  # those with a scheme are seen as attributes
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_CLOSE_THEMSELVES = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "td",
        "th",
    )
)
MOST_WORDS = 60_000  # characters of a text that takes the place of HTML
_ENDS = {"</tr>": "<br>", "</table>": "<br>", "</td>": " ", "</th>": " "}
_IMAGE = re.compile(r'<img((?:\s[a-z]+="[^"]*")*)>')
_ALT = re.compile(r'\salt="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Clean:
    """HTML that can be shown, how many pictures it wanted from elsewhere, and those it names of its own."""

    html: str
    remote: int
    named: tuple[str, ...]


def cleaned(html: str, pictures: Collection[str]) -> Clean:
    """Return `html` made harmless; of its pictures those stay that the mail brings along, by content-id."""
    visitor = _Visitor(pictures)
    html = html[:MAX_HTML]
    if _too_deep(html):
        return Clean(_as_text(html), 0, ())
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=_DROPPED,
        attributes=ATTRIBUTES,
        attribute_filter=visitor.attribute,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
    shown = _without_tables(_IMAGE.sub(_words_for_missing, clean))
    if len(shown) > MOST_SHOWN:
        shown = _as_text(html)
    remote = visitor.remote + len(_BEHIND.findall(html))
    return Clean(shown, remote, tuple(dict.fromkeys(visitor.named)))


def _as_text(html: str) -> str:
    return as_html(text_of(html))


def _without_tables(clean: str) -> str:
    """Return HTML as it is; where its tables cannot be drawn in time, with their cells one after another."""
    if tables_fit(clean):
        return clean
    return OF_TABLE.sub(lambda tag: _ENDS.get(tag[0], ""), clean)


def _too_deep(html: str) -> bool:
    """Tell whether more tags stand within one another than any mail needs."""
    if html.count("<") <= DEEPEST:
        return False
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _CLOSE_THEMSELVES:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest > DEEPEST


def _words_for_missing(image: re.Match[str]) -> str:
    """Return a picture that is not there as the words that stand for it."""
    if ' src="' in image[1]:
        return image[0]
    words = _ALT.search(image[1])
    return f"[{words[1]}]" if words else ""


def as_html(text: str) -> str:
    """Return plain text as HTML, cut where it would be too long to be drawn."""
    return f"<pre>{escape(text[:MOST_WORDS])}</pre>"


class _Visitor:
    """Is asked about every attribute that the list lets through."""

    def __init__(self, pictures: Collection[str]) -> None:
        self._pictures = pictures
        self.remote = 0
        self.named: list[str] = []

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        """Return what an attribute may say, None where it goes."""
        if tag == "img" and name == "src":
            return self._picture(value.strip())
        if name == "href":
            return None if value.strip().lower().startswith(CID) else value[:_LONGEST_LINK]
        if name in _SIZES:
            return _number(value.strip().removesuffix("px"), _MOST_SIDE)
        if name in _SPANS or name == "start":
            return _number(value, _MOST_SPAN)
        if name in _WORDS:
            return value.lower() if value.lower() in _WORDS[name] else None
        return value[:_LONGEST_LINK]

    def _picture(self, source: str) -> str | None:
        if not source.lower().startswith(CID):
            self.remote += source.lower().startswith(("http:", "https:", "//"))
            return None
        name = source[len(CID) :]
        if name not in self._pictures:
            return None
        self.named.append(name)
        return CID + name


def _number(value: str, most: int) -> str | None:
    value = value.strip()
    return value if value.isascii() and value.isdigit() and 0 < int(value[:6]) <= most else None
