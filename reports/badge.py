"""The sender's mark: the first letter of its name in a square, drawn as a shape so that it is no text."""

import uharfbuzz as hb

from reports.fonts import BOLD, Choice
from reports.page import Sheet, fill
from reports.shaping import Shape, shaped


def draw_badge(sheet: Sheet, name: str, x: float, top: float, side: float) -> None:
    """Draw the mark of `name` in a square of `side` points."""
    sheet.box(x, top, side, "accent")
    if shapes := shaped(name[:1].upper(), Choice("en", weight=BOLD)):
        size = side * 0.6
        left = x + (side - shapes[0].advance * size / 1000) / 2
        base = sheet.from_bottom(top + side / 2) - size * 0.36
        operators = _outline(shapes[0], left, base, size / 1000)
        sheet.canvas.addLiteral(" ".join([fill("white"), *operators, "f"]))


def _outline(shape: Shape, x: float, y: float, scale: float) -> list[str]:
    """Return the operators that trace a shape's first glyph; HarfBuzz makes its curves cubic."""
    operators: list[str] = []

    def trace(operator: str, *numbers: float) -> None:
        places = [f"{(y if at % 2 else x) + n * scale:.3f}" for at, n in enumerate(numbers)]
        operators.append(" ".join([*places, operator]))

    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda px, py, _: trace("m", px, py))
    pen.set_line_to_func(lambda px, py, _: trace("l", px, py))
    pen.set_cubic_to_func(lambda ax, ay, bx, by, px, py, _: trace("c", ax, ay, bx, by, px, py))
    pen.set_close_path_func(lambda _: trace("h"))
    shape.face.font.draw_glyph(shape.glyphs[0].gid, pen)
    return operators
