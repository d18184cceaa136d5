"""A letter on paper: what stands where, what it says of itself, what it refuses."""

import hashlib
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.errors import Invalid
from console.letters.drawable import drawable
from console.letters.records import Field, Paragraph, Part, Reference, Removed, Table
from console.letters.refusals import CannotDraw, NotAsWritten
from console.words import translator
from reports.page import A4, MM, US_LETTER, Written
from reports.readback import check
from tests.parts.letters import CONTENT, DRAWER, content, dense, drawn, read

LONG = "We have compared your photographs with ours, and the figure is unharmed. " * 120


def _sizes(pdf: bytes) -> set[tuple[float, float]]:
    return {page.get_size() for page in pypdfium2.PdfDocument(pdf)}


def test_the_file_reads_as_the_letter_says() -> None:
    letter = DRAWER.letter(CONTENT, "en")
    assert dense("".join(read(letter.pdf))) == dense(letter.text)
    assert [part.text for part in CONTENT.parts()] == letter.text.split("\n")[:-1]


def test_a_long_letter_flows_over_pages_that_say_which_they_are() -> None:
    letter = drawn(LONG)
    pages = read(letter.pdf)
    assert letter.pages == len(pages) == 3
    assert [f"{n} / 3" in text for n, text in enumerate(pages, 1)] == [True] * 3
    assert all(text.startswith("Rakufun · D-2026-01482") for text in pages[1:])


def test_a_table_over_pages_repeats_its_head() -> None:
    rows = tuple((f"Point {n}", "Agreed") for n in range(60))
    pages = read(DRAWER.letter(content(blocks=(Table(("Told", "Found"), rows, (1, 1)),)), "en").pdf)
    assert len(pages) > 1
    assert all("Told Found" in text.replace("\r\n", " ") for text in pages)


def test_a_cell_longer_than_a_page_is_drawn_whole() -> None:
    letter = DRAWER.letter(content(blocks=(Table(("Told", "Found"), ((LONG, "Agreed"),), (1, 1)),)), "en")
    cell = [line for line in letter.text.split("\n") if set(line.split()) <= set(LONG.split())]
    assert letter.pages > 1
    assert dense("".join(cell)) == dense(LONG)


@pytest.mark.parametrize(("country", "paper"), [("DE", A4), ("JP", A4), ("US", US_LETTER), ("ca", US_LETTER)])
def test_the_paper_is_that_of_the_country(country: str, paper: object) -> None:
    wanted = A4 if paper is A4 else US_LETTER
    width, height = _sizes(DRAWER.letter(content(recipient_country=country), "en").pdf).pop()
    assert (width, height) == pytest.approx((wanted.width * MM, wanted.height * MM), abs=0.1)


def test_the_file_says_title_sender_language_and_day_but_nobodys_name() -> None:
    document = pikepdf.open(BytesIO(DRAWER.letter(CONTENT, "en").pdf))
    assert str(document.docinfo.Title) == "Our answer"
    assert str(document.docinfo.Author) == "Rakufun Inc."
    assert str(document.docinfo.CreationDate) == "D:20261123000000Z"
    assert str(document.Root.Lang) == "en"
    assert not any("Muster" in str(value) for value in document.docinfo.values())


def test_the_fingerprint_is_that_of_the_file() -> None:
    letter = DRAWER.letter(CONTENT, "en")
    assert letter.sha256 == hashlib.sha256(letter.pdf).hexdigest()


def test_another_day_is_another_file() -> None:
    later = DRAWER.letter(content(dated_on=date(2026, 11, 24)), "en")
    assert later.sha256 != DRAWER.letter(CONTENT, "en").sha256


def test_nothing_of_the_machine_goes_into_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    here = DRAWER.letter(CONTENT, "en").sha256
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert DRAWER.letter(CONTENT, "en").sha256 == here


def test_letters_drawn_in_several_threads_are_the_same() -> None:
    with ThreadPoolExecutor(4) as threads:
        letters = list(threads.map(lambda _: DRAWER.letter(CONTENT, "en"), range(24)))
        pictures = list(threads.map(lambda letter: DRAWER.pictures(letter.pdf, 200)[0], letters))
    assert len({letter.sha256 for letter in letters}) == 1
    assert len(set(pictures)) == 1


def test_a_japanese_title_stands_in_the_properties() -> None:
    with pikepdf.open(
        BytesIO(DRAWER.letter(content(title="外装の破損に関するご回答"), "ja").pdf)
    ) as document:
        assert str(document.docinfo.Title) == "外装の破損に関するご回答"
        assert document.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2013"])
def test_a_hyphen_at_the_end_of_a_line_is_read_as_one(hyphen: str) -> None:
    text = f"half{hyphen}timbered " * 30
    lines = drawn(text).text.split("\n")
    assert any(line.endswith(hyphen) for line in lines)


def test_a_letter_longer_than_anybody_reads_is_refused() -> None:
    with pytest.raises(Invalid):
        drawn("word " * 30_000)


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed here")
    (tmp_path / "letter.pdf").write_bytes(drawn(LONG + "𠮷 葛\U000e0100 x\u0302").pdf)
    subprocess.run([qpdf, "--check", tmp_path / "letter.pdf"], check=True, capture_output=True)


def test_markup_is_text_like_any_other() -> None:
    text = '<b>bold</b> <img src="file:///etc/passwd"/> <a href="javascript:x">{name}</a> &amp; \\(x\\)'
    assert text in drawn(text).text.replace("\n", " ")


def test_a_name_of_300_characters_and_12_lines_of_address_are_drawn() -> None:
    lines = ("Wolfeschlegel" * 24, *(f"Line {n} of the address" for n in range(12)))
    letter = DRAWER.letter(content(recipient_lines=lines), "en")
    assert not letter.fits_window
    assert dense(lines[0]) in dense(letter.text)


def test_an_ordinary_address_fits_the_window() -> None:
    assert DRAWER.letter(CONTENT, "en").fits_window


def test_an_address_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        DRAWER.letter(content(recipient_lines=("x",) * 80), "en")
    assert refusal.value.field == "recipient"


def test_what_was_left_out_is_said_with_its_place() -> None:
    letter = DRAWER.letter(content(recipient_lines=("Anna\u202e Muster", "Berlin")), "en")
    assert letter.removed == (Removed(Field.RECIPIENT, ("U+202E",)),)
    assert "Anna Muster" in letter.text


def test_a_character_without_a_font_is_refused_with_its_place() -> None:
    with pytest.raises(CannotDraw) as refusal:
        DRAWER.letter(content(references=(Reference("Our reference", "😀"),)), "en")
    assert refusal.value.field is Field.REFERENCE
    assert "😀 (U+1F600)" in refusal.value.text(translator("en"))
    assert "a reference number" in refusal.value.text(translator("en"))


def test_the_refusal_speaks_japanese_throughout() -> None:
    with pytest.raises(CannotDraw) as refusal:
        drawn("😀")
    assert "文面" in refusal.value.text(translator("ja"))


def test_a_file_that_reads_differently_is_not_handed_out() -> None:
    pdf = DRAWER.letter(content(blocks=()), "en").pdf
    with pytest.raises(NotAsWritten):
        check(pdf, [Written(1, 0, "Rakufin")], [Part(Field.ORGANISATION, "Rakufin")])
    with pytest.raises(NotAsWritten):
        check(pdf, [Written(1, 0, "Rakufun")], [Part(Field.ORGANISATION, "Rakufun")])


def test_a_record_whose_part_is_missing_is_not_handed_out() -> None:
    letter = DRAWER.letter(content(blocks=()), "en")
    written = [Written(1, None, line) for line in letter.text.split("\n")]
    with pytest.raises(NotAsWritten):
        check(letter.pdf, written, [Part(Field.REASON, "left out")])


def test_each_page_is_pictured() -> None:
    pictures = DRAWER.pictures(drawn(LONG).pdf, 300)
    assert [picture[:4] for picture in pictures] == [b"\x89PNG"] * 3


@settings(max_examples=40)
@given(st.text(max_size=120))
def test_any_text_is_drawn_as_it_is_or_refused(text: str) -> None:
    with suppress(CannotDraw):
        assert dense(drawable(text).text) in dense(drawn(text).text)


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(max_codepoint=0x24F, exclude_categories=["C"]), max_size=400))
def test_latin_text_is_never_refused(text: str) -> None:
    letter = DRAWER.letter(content(recipient_lines=(text[:300],), blocks=(Paragraph(text),)), "en")
    assert dense(drawable(text).text) in dense(letter.text)
