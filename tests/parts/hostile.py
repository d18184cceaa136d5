"""Archives and office files of our own making that would hurt a program which unpacks them."""

import gzip
import io
import struct
import zipfile
from itertools import pairwise
from pathlib import Path

from console.guarded import compound
from tests.parts import office


def _zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def _overlapping(times: int) -> bytes:
    """Return a zip whose directory names one entry many times."""
    whole = _zipped({"a": bytes(1_000_000)})
    at, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    entry = whole[at:end]
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(entry) * times, at, 0)
    return whole[:at] + entry * times + tail


def _laughs() -> bytes:
    """Return a document that would be gigabytes long once its entities were put in."""
    names = "abcdefgh"
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 20}">' for before, name in pairwise(names))
    head = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 100}">{entities}]>'
    return _zipped({"word/document.xml": f"{head}<document><p><t>&h;</t></p></document>".encode()})


def made_by_us(folder: Path) -> list[Path]:
    """Write the files and return them."""
    deep = "<p>" * 200_000
    made = {
        "bomb.gz": gzip.compress(bytes(300_000_000), 9),
        "bomb.zip": _zipped({f"{number}.bin": bytes(20_000_000) for number in range(5)}),
        "overlapping.zip": _overlapping(50_000),
        "paths.zip": _zipped({"../../x": b"x", "/etc/x": b"y", "invoice\u202efdp.exe": b"z"}),
        "cut.zip": _zipped({"a.txt": b"text" * 1000})[:60],
        "laughs.docx": _laughs(),
        "swollen.docx": _zipped({"word/document.xml": b"<document><p><t>" + b"x" * 50_000_000}),
        "deep.docx": _zipped({"word/document.xml": f"<document>{deep}".encode()}),
        "macros.docm": office.word(["x"], {"word/vbaProject.bin": b"x"}),
        "locked.doc": compound.written({"EncryptedPackage": bytes(5000), "EncryptionInfo": b"x"}),
        "circle.tar": b"x" * 257 + b"ustar" + bytes(1000),
        "noise.xls": compound.written({"Workbook": bytes(range(256)) * 40}),
    }
    folder.mkdir()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in made]
