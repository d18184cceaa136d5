"""A mail's HTML made harmless: what is on the list stays, nothing is fetched, and no colour hides a word."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape

import nh3

from console.evidence.records_files import MAX_HTML
from console.guarded.html_text import text_of

_WORDS_OF_TAGS = """
a abbr address b big blockquote br caption center cite code dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img
ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var
"""
_TAGS = set(_WORDS_OF_TAGS.split())
_DROPPED = {"script", "style", "title", "template", "noscript", "svg", "math", "iframe", "object"}
_SIZES = {"width", "height"}
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"} | _SIZES,
    "ol": {"start"},
    "td": _SPANS | {"align", "valign"},
    "th": _SPANS | {"align", "valign"},
    "div": {"align", "dir"},
    "p": {"align", "dir"},
    "table": {"dir"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_LONGEST_LINK = 2_000
_MOST_SIDE = 2_000
_MOST_SPAN = 100
_WORDS = {
    "align": {"left", "right", "center", "justify"},
    "valign": {"top", "middle", "bottom", "baseline"},
    "dir": {"ltr", "rtl"},
}
CID = "cid:"
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
_DEEPEST = 3_000  # tags within one another: the library's time grows with their square
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
        return Clean(as_html(text_of(html))[:MAX_HTML], 0, ())
    clean = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=visitor.attribute,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
    shown = _IMAGE.sub(_words_for_missing, clean)[:MAX_HTML]
    remote = visitor.remote + len(_BEHIND.findall(html))
    return Clean(shown, remote, tuple(dict.fromkeys(visitor.named)))


def _too_deep(html: str) -> bool:
    """Tell whether more tags stand within one another than any mail needs."""
    if html.count("<") <= _DEEPEST:
        return False
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _CLOSE_THEMSELVES:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _words_for_missing(image: re.Match[str]) -> str:
    """Return a picture that is not there as the words that stand for it."""
    if ' src="' in image[1]:
        return image[0]
    words = _ALT.search(image[1])
    return f"[{words[1]}]" if words else ""


def as_html(text: str) -> str:
    """Return plain text as HTML."""
    return f"<pre>{escape(text)}</pre>"


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
