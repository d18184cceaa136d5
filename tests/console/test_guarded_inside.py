"""Archives are listed and office files show their first lines, by the real child; neither is unpacked."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Iterator

import pytest

from console.evidence.records_files import MAX_FILE, Inspection, Preview, Reason
from console.evidence.records_inside import MAX_LISTED, Inside, Remark
from console.guarded import compound
from console.guarded.host import BEGINNING, Guard
from console.guarded.sniff import OLD_SHEET, OLD_WORD, OPEN_SHEET, OPEN_SLIDES, OPEN_TEXT, SHEET, SLIDES, WORD
from tests.parts import office


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    """Return a running guard."""
    with Guard() as running:
        yield running


def inspect(guard: Guard, data: bytes, name: str = "") -> Inspection:
    """Return what the guard says of a file."""
    return guard.inspect([data], len(data), name)


def inside(guard: Guard, data: bytes) -> Inside:
    """Return what lies in a file that can be shown."""
    found = inspect(guard, data)
    assert (found.preview, found.reason) == (Preview.MADE, None)
    assert found.inside is not None
    return found.inside


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """Return a tar file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


PHOTOS = {"写真/箱.jpg": b"x" * 10, "写真/中身.jpg": b"y" * 2000}


def test_a_zip_is_listed_with_names_and_sizes(guard: Guard) -> None:
    found = inside(guard, zipped(PHOTOS))
    assert [(f.name, f.size) for f in found.files] == [("写真/箱.jpg", 10), ("写真/中身.jpg", 2000)]
    assert (found.count, found.total, found.remarks) == (2, 2010, ())


def test_names_of_an_old_japanese_windows_are_read(guard: Guard) -> None:
    names = ["ＡＢ/十二月の領収書.pdf", "ＡＢ/箱のソフト写真.jpg"]
    plain = zipped({f"{number}" * len(name.encode("cp932")): b"" for number, name in enumerate(names)})
    for number, name in enumerate(names):
        raw = name.encode("cp932")
        plain = plain.replace(f"{number}".encode() * len(raw), raw)
    assert [f.name for f in inside(guard, plain).files] == names


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_is_listed_packed_or_not(guard: Guard, pack: type[bytes]) -> None:
    found = inside(guard, pack(tarred(PHOTOS)))
    assert [(f.name, f.size) for f in found.files] == [("写真/箱.jpg", 10), ("写真/中身.jpg", 2000)]


def test_a_single_packed_file_is_told_with_its_length(guard: Guard) -> None:
    found = inside(guard, gzip.compress(b"x" * 5000))
    assert (found.count, found.total) == (1, 5000)


def test_an_archive_of_many_files_is_counted_and_cut(guard: Guard) -> None:
    found = inside(guard, zipped({f"{n}.txt": b"" for n in range(MAX_LISTED + 5)}))
    assert (len(found.files), found.count, found.remarks) == (MAX_LISTED, MAX_LISTED + 5, (Remark.CUT,))


MISLEADING = ["../../etc/passwd", "/etc/passwd", "C:\\x", "a\\..\\b", "invoice\u202efdp.exe"]


@pytest.mark.parametrize("name", MISLEADING)
def test_names_that_mislead_are_told_and_shown_plainly(guard: Guard, name: str) -> None:
    found = inside(guard, zipped({name: b"", "ok": b""}))
    assert found.remarks == (Remark.NAMES_MISLEAD,)
    assert "\u202e" not in found.files[0].name


def test_a_bomb_is_told_and_not_set_off(guard: Guard) -> None:
    nested = gzip.compress(bytes(200 * 1024 * 1024), 9)
    assert set(inside(guard, nested).remarks) == {Remark.BOMB, Remark.CUT}
    overlapping = zipped({"a": b"x" * 5000}, zipfile.ZIP_STORED)
    at = overlapping.index(b"PK\1\2")
    end = overlapping.index(b"PK\5\6")
    twice = overlapping[:end] + overlapping[at:end] + _end(2, 2 * (end - at), at)
    assert Remark.BOMB in inside(guard, twice).remarks


def _end(count: int, size: int, at: int) -> bytes:
    return struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, size, at, 0)


def test_a_locked_archive_still_tells_its_names(guard: Guard) -> None:
    plain = bytearray(zipped({"a": b"secret"}, zipfile.ZIP_STORED))
    plain[6] |= 1
    plain[plain.index(b"PK\1\2") + 8] |= 1
    found = inside(guard, bytes(plain))
    assert (found.files[0].name, found.remarks) == ("a", (Remark.ENCRYPTED,))


def test_an_archive_without_its_end_tells_what_came(guard: Guard) -> None:
    whole = zipped(PHOTOS, zipfile.ZIP_STORED)
    found = inside(guard, whole[: whole.index(b"PK\1\2") + 3])
    assert (found.count, found.remarks) == (2, (Remark.INCOMPLETE,))


def test_links_are_told(guard: Guard) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        link = tarfile.TarInfo("readme")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert inside(guard, file.getvalue()).remarks == (Remark.LINKS,)


def test_of_a_very_large_archive_only_the_beginning_is_read(guard: Guard) -> None:
    start = zipped(PHOTOS, zipfile.ZIP_STORED)
    pieces = iter([start[: start.index(b"PK\1\2")], *[bytes(1024 * 1024)] * 100])
    found = guard.inspect(pieces, MAX_FILE + 1, "x.zip")
    assert found.inside is not None
    assert (found.inside.count, found.inside.remarks) == (2, (Remark.HEAD_ONLY,))
    assert sum(map(len, pieces)) > 100 * 1024 * 1024 - BEGINNING - 2 * 1024 * 1024


@pytest.mark.parametrize(
    ("data", "kind", "parts", "line"),
    [
        (office.word(["箱がつぶれて届きました。", "Second"]), WORD, (), "箱がつぶれて届きました。"),
        (office.sheet({"注文": [["番号", "金額"], ["1001", "12800"]]}), SHEET, ("注文",), "番号 | 金額"),
        (office.slides(["Crushed box"]), SLIDES, (), "Crushed box"),
        (office.open_text(["外箱に傷"]), OPEN_TEXT, (), "外箱に傷"),
        (office.open_slides("First", ["外箱"]), OPEN_SLIDES, ("First",), "外箱"),
        (office.open_sheet("Orders", [["No", "Sum"], ["1", "2"]]), OPEN_SHEET, ("Orders",), "No | Sum"),
    ],
    ids=["docx", "xlsx", "pptx", "odt", "odp", "ods"],
)
def test_office_files_show_what_they_are_and_their_first_lines(
    guard: Guard, data: bytes, kind: str, parts: tuple[str, ...], line: str
) -> None:
    found = inspect(guard, data)
    assert found.inside is not None
    assert (found.media_type, found.inside.parts, found.inside.lines[0]) == (kind, parts, line)
    assert (found.inside.title, found.inside.author) == ("About the box", "Hanako Yamada")
    assert found.inside.remarks == ()


def test_a_zip_that_only_looks_like_an_office_file_is_an_archive(guard: Guard) -> None:
    found = inspect(guard, zipped({"word/readme.txt": b"no document"}))
    assert (found.media_type, found.inside and found.inside.count) == ("application/zip", 1)


def test_a_locked_open_document_says_so(guard: Guard) -> None:
    listed = b"<m><manifest:encryption-data xmlns:manifest='m'/></m>"
    parts = {"mimetype": OPEN_TEXT.encode(), "META-INF/manifest.xml": listed, "content.xml": b"x"}
    found = inspect(guard, zipped(parts, zipfile.ZIP_STORED))
    assert (found.media_type, found.reason) == (OPEN_TEXT, Reason.ENCRYPTED)


def test_macros_are_told(guard: Guard) -> None:
    assert inside(guard, office.word(["x"], {"word/vbaProject.bin": b""})).remarks == (Remark.MACROS,)


def test_entities_are_not_expanded(guard: Guard) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><document><p><t>&b;</t></p></document>'
    assert inside(guard, zipped({"word/document.xml": laughs.encode()})).lines == ()


def test_a_document_that_swells_is_read_up_to_its_limit(guard: Guard) -> None:
    huge = b"<document><p><t>" + b"x" * (80 * 1024 * 1024)
    assert inside(guard, zipped({"word/document.xml": huge})).remarks == (Remark.CUT,)


@pytest.mark.parametrize(
    ("tree", "kind"),
    [({"WordDocument": bytes(5000)}, OLD_WORD), ({"Workbook": bytes(5000)}, OLD_SHEET)],
)
def test_old_office_files_are_known_but_not_shown(guard: Guard, tree: compound.Tree, kind: str) -> None:
    found = inspect(guard, compound.written({**tree, "Macros": {"VBA": {"dir": b"x"}}}))
    assert (found.media_type, found.preview) == (kind, Preview.NONE)
    assert found.inside is not None
    assert found.inside.remarks == (Remark.MACROS,)


@pytest.mark.parametrize(
    "tree",
    [
        {"EncryptedPackage": bytes(5000), "EncryptionInfo": b"x"},
        {"WordDocument": bytes(10) + b"\x00\x01" + bytes(5000)},
        {"Workbook": struct.pack("<HHHH", 0x809, 2, 0, 0x2F) + bytes(5000)},
    ],
)
def test_locked_office_files_say_so(guard: Guard, tree: compound.Tree) -> None:
    found = inspect(guard, compound.written(tree))
    assert (found.preview, found.reason) == (Preview.REFUSED, Reason.ENCRYPTED)


def test_zips_written_by_the_library_are_read_as_it_reads_them(guard: Guard) -> None:
    files = {f"dir{n}/file {n}.txt": bytes(n * 100) for n in range(50)}
    found = inside(guard, zipped(files))
    assert {f.name: f.size for f in found.files} == {name: len(data) for name, data in files.items()}
