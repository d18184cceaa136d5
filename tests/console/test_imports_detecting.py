"""The encoding and the separator of a file are found by what stands in it; it is said how sure that is."""

import pytest
from faker import Faker

from console.imports.detecting import detect, encoding_of, separator_of

LANGUAGES = {
    "ja": ("cp932", "euc_jp", "utf-8", "utf-16"),
    "zh_CN": ("gb18030", "utf-8"),
    "zh_TW": ("big5", "utf-8"),
    "ko_KR": ("euc_kr", "utf-8"),
    "de_DE": ("cp1252", "utf-8"),
    "fr_FR": ("cp1252", "utf-8"),
    "es_ES": ("cp1252", "utf-8"),
    "pt_BR": ("cp1252", "utf-8"),
}
EVERY = [(language, encoding) for language, several in LANGUAGES.items() for encoding in several]


def export(language: str, encoding: str, separator: str = ",") -> bytes:
    fake = Faker("ja_JP" if language == "ja" else language)
    fake.seed_instance(3)
    people = [[str(n), fake.name(), " ".join(fake.address().split())] for n in range(20)]
    cells = [[c.replace(separator, " ") for c in line] for line in (["id", "name", "address"], *people)]
    return "\r\n".join(separator.join(line) for line in cells).encode(encoding, "ignore")


@pytest.mark.parametrize(("language", "encoding"), EVERY)
def test_the_encoding_of_an_export_is_found(language: str, encoding: str) -> None:
    found = encoding_of(export(language, encoding))
    assert found.value == encoding
    assert found.sure >= 0.5


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_leaves_no_doubt(mark: str) -> None:
    found = encoding_of("番号,名\n".encode(mark))
    assert (found.value, found.sure) == (mark.removesuffix("-sig"), 1.0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_seen_without_its_mark(encoding: str) -> None:
    assert encoding_of("id,name\n1,Yamada\n".encode(encoding)).value == encoding


def test_plain_letters_are_utf8_for_sure() -> None:
    assert encoding_of(b"id,name\n1,Yamada\n").sure == 1.0


def test_bytes_that_are_nothing_are_read_and_doubted() -> None:
    found = encoding_of(b"\x81\x8d\xff\xfe\xff\x90,\n")
    assert (found.value, found.sure < 0.5) == ("latin-1", True)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
@pytest.mark.parametrize("language", ["ja", "de_DE"])
def test_the_separator_is_what_cuts_every_line_alike(separator: str, language: str) -> None:
    found = detect(export(language, "utf-8", separator)).separator
    assert (found.value, found.sure > 0.7) == (separator, True)


def test_commas_in_quotes_and_semicolons_in_text_mislead_nobody() -> None:
    assert separator_of('id;name\n1;"Yamada, Aoi, Mrs"\n2;"a, b"\n').value == ";"


def test_one_column_is_no_proof_of_a_separator() -> None:
    assert separator_of("id\n1\n2\n").sure < 0.5
