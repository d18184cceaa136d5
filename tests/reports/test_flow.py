"""How text flows over pages."""

from console.letters.records import Heading, Paragraph, Table
from reports.blocks import letter_pieces
from reports.breaking import Style, Voice, lay
from reports.flow import Cell, Piece, Placed, paginated

STYLE = Style(10, 10)
VOICE = Voice("en")


def _piece(text: str = "x", *, rows: int = 1, keep: bool = False, head: Piece | None = None) -> Piece:
    lines = tuple(lay("\n".join([text] * rows), STYLE, 400, VOICE))
    return Piece((Cell(0, lines, 0),), keep=keep, head=head)


def _texts(page: list[Placed]) -> list[str]:
    return [line.text for placed in page for cell in placed.piece.cells for line in cell.lines]


def test_pages_fill_from_the_top() -> None:
    pages = paginated([_piece(str(n)) for n in range(5)], 20, 30)
    assert [_texts(page) for page in pages] == [["0", "1"], ["2", "3", "4"]]
    assert [placed.top for placed in pages[1]] == [0, 10, 20]


def test_what_is_kept_together_moves_together() -> None:
    pages = paginated([_piece("a"), _piece("head", keep=True), _piece("b")], 20, 30)
    assert [_texts(page) for page in pages] == [["a"], ["head", "b"]]


def test_a_table_head_comes_again_and_belongs_to_no_part() -> None:
    head = _piece("Told")
    pages = paginated([head, *(_piece(str(n), head=head) for n in range(4))], 30, 30)
    assert [_texts(page) for page in pages] == [["Told", "0", "1"], ["Told", "2", "3"]]
    assert pages[1][0].piece.cells[0].part is None


def test_a_row_higher_than_a_page_flows_over() -> None:
    head = _piece("Told")
    pages = paginated([head, _piece("long", rows=25, head=head)], 100, 120)
    assert [len(_texts(page)) for page in pages] == [10, 12, 6]
    assert sum(_texts(page).count("long") for page in pages) == 25
    assert all(_texts(page)[0] == "Told" for page in pages)


def test_a_line_higher_than_its_page_stands_there_alone() -> None:
    pages = paginated([_piece("a"), _piece("b")], 5, 5)
    assert [_texts(page) for page in pages] == [["a"], ["b"]]


def test_the_space_above_is_swallowed_by_a_pages_top() -> None:
    spaced = Piece((Cell(0, tuple(lay("b", STYLE, 400, VOICE)), 0),), before=9)
    assert paginated([_piece("a"), spaced], 10, 30)[1][0].top == 0
    assert paginated([_piece("a"), spaced], 30, 30)[0][1].top == 19


def test_no_paragraph_leaves_a_single_line_behind() -> None:
    text = " ".join(["word"] * 200)
    pieces = letter_pieces("Title", [Heading("Head"), Paragraph(text)], 0, 300, VOICE)
    for room in range(90, 300, 7):
        pages = paginated(pieces, room, 500)
        assert len([t for t in _texts(pages[1]) if t.startswith("word")]) != 1
        assert _texts(pages[0])[-2:] != ["Title", "Head"]


def test_a_short_table_is_not_broken() -> None:
    table = Table(("A", "B"), (("1", "2"), ("3", "4"), ("5", "6")), (1, 1))
    pieces = letter_pieces("Title", [Paragraph("x"), table], 0, 300, VOICE)
    assert [_texts(page) for page in paginated(pieces, 100, 300)] == [["Title", "x"], list("AB123456")]
