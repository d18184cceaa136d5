"""What HTML may be shown: the child makes it so, and the host looks whether it is."""

import re

_NAMES = """
a abbr address b big blockquote br caption center cite code dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img
ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var
"""
TAGS = frozenset(_NAMES.split())
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "div": {"align", "dir"},
    "p": {"align", "dir"},
    "table": {"dir"},
}
CID = "cid:"
DEEPEST = 500  # tags within one another: the time to clean and to draw them grows with their square
MOST_SHOWN = 400_000  # characters that are drawn without making the window wait
_TABLES_DEEP, _CELLS = 8, 400  # beyond that Qt needs seconds to lay tables out, and minutes for deeper ones
OF_TABLE = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|td|th|caption)\b[^>]*>")
_ANY = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[a-z]+="[^"]*")*)\s?/?>|<')
_VALUE = re.compile(r'\s([a-z]+)="([^"]*)"')


def tables_fit(html: str) -> bool:
    """Tell whether the tables are neither too many nor too deep within one another to be drawn in time."""
    depth = deepest = cells = 0
    for tag in OF_TABLE.finditer(html):
        if tag[2] == "table":
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
        cells += tag[2] in ("td", "th") and not tag[1]
    return deepest <= _TABLES_DEEP and cells <= _CELLS


def is_harmless(html: str) -> bool:
    """Tell whether HTML consists of nothing but what the lists let through, and can be drawn in time."""
    if len(html) > MOST_SHOWN or not tables_fit(html):
        return False
    return all(tag[2] in TAGS and _may_say(tag[2], tag[3]) for tag in _ANY.finditer(html))


def _may_say(tag: str, attributes: str) -> bool:
    allowed = ATTRIBUTES.get(tag, set())
    for name, value in _VALUE.findall(attributes):
        if name not in allowed or (name == "src" and not value.startswith(CID)):
            return False
    return True
