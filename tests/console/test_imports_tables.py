"""Separated text is read record by record; broken quoting costs its own line and no other."""

import csv
import json
from pathlib import Path

import pytest

from console.errors import Invalid
from console.imports.opening import open_sources
from console.imports.records import Reason
from console.imports.sources import Bad, Form, Row, TableSource
from console.imports.tables import numbered


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "orders.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def opened(path: Path, encoding: str = "utf-8") -> TableSource:
    return open_sources(path, Form(encoding))[0]


def body(path: Path, encoding: str = "utf-8") -> list[tuple[int, list[str] | Reason]]:
    rows = opened(path, encoding).rows()
    return [(r.line, r.cells if isinstance(r, Row) else r.reason) for r in rows]


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\n1,"two\nlines"\n\n3,4\n')
    assert body(path) == [(2, ["1", "two\nlines"]), (5, ["3", "4"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, f"a,b{end}1,2{end}3,4")
    assert body(path) == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_leading_zeros_and_blanks_inside_cells_stay(tmp_path: Path) -> None:
    assert body(written(tmp_path, "a,b\n007, x \n")) == [(2, ["007", " x "])]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert opened(written(tmp_path, "\ufeffid,name\n")).header() == ["id", "name"]


def test_broken_quoting_refuses_its_line_and_shifts_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\n1,"x" y\n2,ok\n3,"never closed\n4,ok\n5,ok\n')
    assert body(path) == [
        (2, Reason.BROKEN_QUOTES),
        (3, ["2", "ok"]),
        (4, Reason.BROKEN_QUOTES),
        (5, ["4", "ok"]),
        (6, ["5", "ok"]),
    ]


def test_a_huge_cell_refuses_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"a,b\n1,{'x' * 131_073}\n2,ok\n")
    assert body(path) == [(2, Reason.CELL_TOO_LONG), (3, ["2", "ok"])]


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1," + "x" * 9_000_000 + "\n2,ok\n")
    assert body(path) == [(2, Reason.LINE_TOO_LONG), (3, ["2", "ok"])]


def test_a_zero_byte_refuses_its_line(tmp_path: Path) -> None:
    assert body(written(tmp_path, "a,b\n1,x\0y\n2,ok\n")) == [(2, Reason.NUL), (3, ["2", "ok"])]


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp", "latin-1", "utf-16"])
def test_another_encoding_is_refused_by_line(tmp_path: Path, encoding: str) -> None:
    text = "id,name\n1,a\n2,Nuñez\n" if encoding == "latin-1" else "id,name\n1,a\n2,名前\n"
    path = written(tmp_path, text.encode(encoding))
    with pytest.raises(Invalid) as refused:
        [opened(path).header(), body(path)]
    line = 1 if encoding == "utf-16" else 3
    assert (refused.value.params["line"], refused.value.params["encoding"]) == (line, "UTF-8")


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid, match="is empty"):
        opened(written(tmp_path, text)).header()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"none\.csv cannot be read"):
        opened(tmp_path / "none.csv").header()


def test_columns_of_one_name_are_told_apart() -> None:
    assert numbered(["送料", "価格", "送料"]) == ["送料", "価格", "送料#2"]


def test_the_known_edge_cases_are_read_as_they_should_be(shared_data: Path) -> None:
    right = 0
    for path in sorted((shared_data / "csv" / "csvs").glob("*.csv")):
        header, rows = opened(path).header(), opened(path).rows()
        found = [dict(zip(header, r.cells, strict=True)) for r in rows if isinstance(r, Row)]
        right += found == json.loads((shared_data / "csv" / "json" / f"{path.stem}.json").read_text())
    assert right == 11  # one is wrong upstream


def test_whatever_the_csv_module_reads_is_read_the_same(shared_data: Path) -> None:
    path = shared_data / "olist-sample" / "olist_order_reviews_dataset.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.reader(file))[1:]
    found = list(opened(path).rows())
    assert not [b for b in found if isinstance(b, Bad)]
    assert [r.cells for r in found if isinstance(r, Row)] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp932", "euc-jp", "iso2022_jp"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_record_is_found_again_by_its_bookmark(tmp_path: Path, encoding: str, end: str) -> None:
    lines = [f'{n},"名前{end}{n} {"あ" * (n % 900)}"' if n % 3 else f"{n},上上" for n in range(3_000)]
    path = written(tmp_path, end.join(["番号,名", *lines]).encode(encoding))
    source = opened(path, encoding)
    rows = [r for r in source.rows() if isinstance(r, Row)]
    some = [*rows[::-7], *rows[5:90], rows[-1], rows[0]]
    assert len(rows) == 3_000
    assert [r.cells for r in some] == list(source.cells_at(r.bookmark for r in some))
    source.close()


def test_a_record_that_is_not_there_any_more_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\n3,4\n")
    source = opened(path)
    last = [r.bookmark for r in source.rows() if isinstance(r, Row)][-1]
    path.write_bytes(b"a,b\n1,22222\n3,4\n")
    with pytest.raises(Invalid, match=r"orders\.csv was changed"):
        list(source.cells_at([last]))
    source.close()


def test_what_else_a_file_says_shows_in_its_fingerprint(tmp_path: Path) -> None:
    before = opened(written(tmp_path, "a,b\n1,2\n")).fingerprint()
    after = opened(written(tmp_path, "a,b\n1,3\n")).fingerprint()
    assert before.startswith("8:")
    assert before != after


def test_the_very_first_record_is_found_again(tmp_path: Path) -> None:
    source = opened(written(tmp_path, "a\n1\n"))
    assert list(source.cells_at([2])) == [["1"]]
    source.close()
