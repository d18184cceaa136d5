"""Tables come in many kinds: by tabs, in workbooks, as JSON; what is no record is told by its line."""

import json
import zlib
from pathlib import Path

import pytest

from console.errors import Invalid
from console.imports.opening import open_sources
from console.imports.records import Reason
from console.imports.records_packed import NotPackedError, packed, unpacked
from console.imports.sources import Form, Row, TableSource
from tests.parts.files import GUARD
from tests.parts.workbooks import cell, sheet_of, text_sheet, workbook


def sources(path: Path, data: bytes, form: Form | None = None) -> list[TableSource]:
    path.write_bytes(data)
    return list(open_sources(path, form or Form(), GUARD))


def body(source: TableSource) -> list[tuple[int, list[str] | Reason]]:
    return [(r.line, r.cells if isinstance(r, Row) else r.reason) for r in source.rows()]


def refused(path: Path, data: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        [source.header() for source in sources(path, data)]
    return refusal.value.text()


def test_tabs_separate_what_is_called_so(tmp_path: Path) -> None:
    found = sources(tmp_path / "a.tsv", b"id\tname\n1\ta,b\n")[0]
    assert (found.header(), body(found)) == (["id", "name"], [(2, ["1", "a,b"])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc-jp"])
def test_the_first_encoding_that_fits_the_whole_file_is_taken(tmp_path: Path, encoding: str) -> None:
    form = Form("utf-8", others=("cp932", "euc-jp") if encoding != "euc-jp" else ("euc-jp",))
    found = sources(
        tmp_path / "a.csv", "番号,名\n1,髙橋〜\n".replace("髙", "高").encode(encoding, "replace"), form
    )[0]
    assert found.header() == ["番号", "名"]


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    found = sources(tmp_path / "a.csv", b"a,b\n\n1,2\n\n\n3,4\n")[0]
    assert (len(body(found)), found.blank) == (2, 3)


def test_a_workbook_gives_a_table_for_each_sheet(tmp_path: Path) -> None:
    data = workbook(
        {"注文": text_sheet(["番号", "名"], ["007", "山田"]), "空": sheet_of({}), "人": text_sheet(["id"])}
    )
    found = sources(tmp_path / "a.xlsx", data)
    assert [s.name for s in found] == ["a.xlsx: 注文", "a.xlsx: 人"]
    assert (found[0].header(), body(found[0])) == (["番号", "名"], [(2, ["007", "山田"])])
    assert len({s.fingerprint() for s in found}) == 2


def test_numbers_and_dates_of_a_workbook_read_as_they_look(tmp_path: Path) -> None:
    row = [cell("A2", 12.100000000000001), cell("B2", 46349.5, 1), cell("C2", 46349, 2), cell("E2", 1e12)]
    data = workbook({"x": sheet_of({1: [cell(f"{c}1", c) for c in "ABCDE"], 2: row})})
    found = sources(tmp_path / "a.xlsx", data)[0]
    assert body(found) == [(2, ["12.1", "2026-11-23 12:00:00", "2026-11-23", "", "1000000000000"])]


def test_shared_texts_come_without_their_readings_and_formulas_as_their_results(tmp_path: Path) -> None:
    shared = ["<t>番号</t>", "<r><t>山</t></r><r><t>田</t></r><rPh><t>ヤマダ</t></rPh>"]
    cells = ['<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="str"><f>1+1</f><v>名</v></c>']
    data = workbook({"x": sheet_of({1: cells, 3: ['<c r="A3" t="s"><v>1</v></c>']})}, shared=shared)
    found = sources(tmp_path / "a.xlsx", data)[0]
    assert (found.header(), body(found), found.blank) == (["番号", "名"], [(3, ["山田", ""])], 1)


def test_rows_of_a_workbook_are_found_again_by_their_bookmarks(tmp_path: Path) -> None:
    data = workbook({"x": text_sheet(["id"], *[[f"{n:05}"] for n in range(900)])})
    found = sources(tmp_path / "a.xlsx", data)[0]
    rows = [r for r in found.rows() if isinstance(r, Row)]
    some = [*rows[::-101], rows[0], rows[-1]]
    assert [r.cells for r in some] == list(found.cells_at(r.bookmark for r in some))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        b"no zip at all",
        workbook({}),
        workbook({"x": text_sheet(["a"])}, head=BOMB),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    assert refused(tmp_path / "a.xlsx", data) == (
        "a.xlsx cannot be read as a workbook. Save it as CSV and try again."
    )


def test_macros_and_links_of_a_workbook_are_never_read(tmp_path: Path) -> None:
    more = {"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<broken"}
    found = sources(tmp_path / "a.xlsm", workbook({"x": text_sheet(["a"], ["1"])}, more=more))[0]
    assert body(found) == [(2, ["1"])]


def test_an_array_of_objects_is_a_table_whose_nested_keys_are_columns(tmp_path: Path) -> None:
    first, second = '{"id": 7, "who": {"name": "山田"}, "sum": 12.50}', '{"id": "008", "tags": ["a", "b"]}'
    data = f'[{first},\n {second[:-1]}, "x": [{{"y": null}}]}}]'
    found = sources(tmp_path / "a.json", data.encode())[0]
    assert found.header() == ["id", "who.name", "sum", "tags", "x.1.y"]
    assert body(found) == [(1, ["7", "山田", "12.50", "", ""]), (2, ["008", "", "", "a, b", ""])]


@pytest.mark.parametrize("data", ['{"a": 1}', "", "[1]", '[{"a": 1} {"a": 2}]', '[{"a": 1}', "[" * 5_000])
def test_json_that_is_no_array_of_objects_is_refused(tmp_path: Path, data: str) -> None:
    assert refused(tmp_path / "a.json", data.encode()).startswith("a.json")


def test_an_object_a_line_is_a_table_and_a_bad_line_costs_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"id": 1, "a": {"b": True}}), "", '{"id": 2', "[3]", json.dumps({"id": 4, "c": "é"})]
    found = sources(tmp_path / "a.jsonl", "\n".join(lines).encode())[0]
    assert found.header() == ["id", "a.b", "c"]
    assert body(found) == [
        (1, ["1", "true", ""]),
        (3, Reason.NOT_AN_OBJECT),
        (4, Reason.NOT_AN_OBJECT),
        (5, ["4", "", "é"]),
    ]
    assert found.blank == 1


def test_objects_are_found_again_by_their_bookmarks(tmp_path: Path) -> None:
    data = "\n".join(json.dumps({"id": n, "name": "名" * n}) for n in range(200)).encode()
    found = sources(tmp_path / "a.ndjson", data)[0]
    rows = [r for r in found.rows() if isinstance(r, Row)]
    assert [r.cells for r in rows[::-9]] == list(found.cells_at(r.bookmark for r in rows[::-9]))
    found.close()


NOT_OURS = [b"", b"x", *packed([(0, ["a"])]), zlib.compress(b"[[1, [1]]]"), zlib.compress(b"{}")]


@pytest.mark.parametrize("block", NOT_OURS)
def test_a_block_that_nobody_packed_is_not_believed(block: bytes) -> None:
    with pytest.raises(NotPackedError):
        unpacked(block)
