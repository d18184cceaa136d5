"""Draws how fast each part of an import was as a small SVG, readable on light and dark pages."""

from collections.abc import Sequence

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 480, 200, 64, 28, 24
INK, BAR = "#7a7a7a", "#8a5a44"
GAP = 6
TITLE = "Lines a second in each tenth of an import"


def plotted(rates: Sequence[float]) -> str:
    """Return a bar for each part, lines a second upwards."""
    most = max(rates)
    across = (WIDTH - LEFT) / len(rates)
    high = HEIGHT - TOP - BOTTOM
    bars = [
        f'<rect x="{LEFT + n * across + GAP / 2:.1f}" y="{TOP + high * (1 - rate / most):.1f}" '
        f'width="{across - GAP:.1f}" height="{high * rate / most:.1f}" rx="2" fill="{BAR}"/>'
        f'<text x="{LEFT + (n + 0.5) * across:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{n + 1}</text>'
        for n, rate in enumerate(rates)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"',
            f'aria-label="{TITLE}" font-family="sans-serif" font-size="11" fill="{INK}">',
            f'<text x="4" y="14">{TITLE}</text>',
            f'<text x="{LEFT - 8}" y="{TOP + 8}" text-anchor="end">{most:,.0f}</text>',
            f'<text x="{LEFT - 8}" y="{HEIGHT - BOTTOM}" text-anchor="end">0</text>',
            f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH}" fill="none" stroke="{INK}"/>',
            *bars,
            "</svg>\n",
        ]
    )
