"""Going to one entry of a timeline, and text that a stranger formatted, in both themes."""

import pytest
from pytestqt.qtbot import QtBot

from widgets import theme
from widgets.kit.richtext import RichText
from widgets.kit.timeline import FIRST, Entry, Timeline
from widgets.theme import Scheme


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    """Return a timeline of twice as many entries as are made at first."""
    shown = Timeline("Timeline")
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.show()
    entries = [
        Entry(n, "email-outline", f"mail {n}", "now", actions=(("x", "Next mail"),)) for n in range(2 * FIRST)
    ]
    with qtbot.waitSignal(shown.made):
        shown.show_entries(entries)
    return shown


def _is_seen(timeline: Timeline, entry: int) -> bool:
    card = timeline._cards[entry][1]
    return not card.visibleRegion().isEmpty()


def test_an_entry_that_is_there_is_shown_and_has_the_keys(qtbot: QtBot, timeline: Timeline) -> None:
    timeline.go_to(FIRST)
    qtbot.waitUntil(lambda: _is_seen(timeline, FIRST))
    focus = timeline.focusWidget()
    assert focus is not None
    assert timeline._cards[FIRST][1].isAncestorOf(focus)


def test_an_earlier_entry_is_made_first(qtbot: QtBot, timeline: Timeline) -> None:
    assert 3 not in timeline._cards
    timeline.go_to(3)
    qtbot.waitUntil(lambda: 3 in timeline._cards and _is_seen(timeline, 3))


def test_an_entry_that_is_nowhere_changes_nothing(timeline: Timeline) -> None:
    timeline.go_to(None)
    timeline.go_to(999)
    assert len(timeline.cards) == FIRST


@pytest.mark.parametrize("scheme", list(Scheme))
def test_links_in_formatted_text_have_the_themes_colour(qtbot: QtBot, scheme: Scheme) -> None:
    view = RichText("The mail")
    qtbot.addWidget(view)
    view.show_html("<p>box</p><a href='https://shop.example'>shop</a>", {})
    theme.current().use(scheme)
    assert theme.color("accent").name() in view.toHtml()


def test_plain_text_is_shown_as_it_stands(qtbot: QtBot) -> None:
    view = RichText("The mail")
    qtbot.addWidget(view)
    view.show_text("<b>not bold</b>\n  indented")
    assert view.toPlainText() == "<b>not bold</b>\n  indented"
