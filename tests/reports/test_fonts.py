"""Which face draws which characters, and what is refused rather than drawn as a box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.errors import Refused
from console.letters.drawable import drawable
from reports import fonts
from reports.fonts import Choice, clusters, east_asian, face_of, runs, undrawable
from reports.shaping import shaped

ENGLISH, JAPANESE = Choice("en"), Choice("ja")


def _faces(text: str, choice: Choice) -> list[tuple[str, str]]:
    return [(run.face.name, run.text) for run in runs(text, choice)]


def test_a_name_in_two_scripts_is_drawn_by_two_faces() -> None:
    assert _faces("Anna 見本", ENGLISH) == [("NotoSans-Regular", "Anna "), ("NotoSansJP-Regular", "見本")]


def test_a_word_is_no_patchwork_of_faces() -> None:
    assert ("NotoSans-Regular", "Michał") in _faces("Michał様", JAPANESE)


def test_cyrillic_is_not_drawn_as_wide_as_ideographs() -> None:
    assert _faces("Иван", JAPANESE) == [("NotoSans-Regular", "Иван")]


@pytest.mark.parametrize(
    ("language", "face"),
    [("ja", "JP"), ("zh-Hans", "SC"), ("zh-Hant", "TC"), ("zh_TW", "TC"), ("zh", "SC"), ("ko", "KR")],
)
def test_ideographs_have_the_forms_of_their_region(language: str, face: str) -> None:
    assert _faces("直", Choice(language)) == [(f"NotoSans{face}-Regular", "直")]
    assert _faces("直", Choice("en", forms=language)) == [(f"NotoSans{face}-Regular", "直")]


def test_a_language_without_ideographs_has_no_forms() -> None:
    assert east_asian("en") is None
    assert east_asian("pt-BR") is None


@pytest.mark.parametrize(
    "name", ["𠮷田", "髙橋", "山﨑", "葛\U000e0100城", "神谷", "ﾊﾝｶｸ", "Łukasz", "Nguyễn", "हिन्दी", "か゚"]
)
def test_rare_names_are_drawn(name: str) -> None:
    assert undrawable(name, JAPANESE) == ()
    assert all(glyph.gid for shape in shaped(name, JAPANESE) for glyph in shape.glyphs)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Anna 😀", "😀 (U+1F600)"),
        ("ไทย", "ไ (U+0E44)"),
        ("\ue000", "U+E000"),
        ("あ\U000e0100", "あ\U000e0100 (U+3042 U+E0100)"),
        ("a\u0301\u0302\u0303\u0304\u0305\u0306\u0307b", "U+00E1 …"),
    ],
)
def test_what_no_face_draws_rightly_is_named(text: str, named: str) -> None:
    assert named in undrawable(drawable(text).text, ENGLISH)


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "١٢٣"])
def test_writing_from_right_to_left_is_refused_rather_than_drawn_backwards(text: str) -> None:
    assert len(undrawable(text, ENGLISH)) == len(set(text))


def test_bold_and_regular_differ_in_name_and_shape() -> None:
    regular, bold = face_of("NotoSansJP", fonts.REGULAR), face_of("NotoSansJP", fonts.BOLD)
    assert regular.name != bold.name
    glyph = regular.font.get_nominal_glyph(ord("R"))
    assert regular.font.get_glyph_h_advance(glyph) < bold.font.get_glyph_h_advance(glyph)


def test_a_face_is_opened_once() -> None:
    assert face_of("NotoSans", fonts.REGULAR) is face_of("NotoSans", fonts.REGULAR)


def test_a_missing_package_is_a_reason_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fonts._FILES, "Lost", fonts._File("no_such_fonts", "lost.ttf"))
    with pytest.raises(Refused, match="Lost"):
        fonts.font_file("Lost")


@given(st.text())
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
def test_what_is_not_refused_is_drawn_whole_and_without_a_box(text: str) -> None:
    if not undrawable(text, ENGLISH):
        shapes = shaped(text, ENGLISH)
        assert "".join(shape.text for shape in shapes) == text
        assert all(glyph.gid for shape in shapes for glyph in shape.glyphs)
