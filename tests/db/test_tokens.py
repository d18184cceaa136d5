"""Every spelling a person may type finds what is written, and nothing else."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.lookup.records import Field, FieldKind
from db.search_match import holds, marks_in, see
from db.tokens import DOT, LONGEST, host_word, tokens_of, words_of
from db.tokens_folding import fold, runs
from db.tokens_romaji import of_kana, of_latin_name, of_typed

K = FieldKind

FINDS = [
    # names: width, case, accents, special letters
    (K.NAME, "Antonín Dvořák", "dvorak"),
    (K.NAME, "Antonin Dvorak", "Dvořák"),
    (K.NAME, "Łukasz Strauß", "lukasz strauss"),
    (K.NAME, "Jürgen Weiß", "WEISS jur"),
    (K.NAME, "Işıl Yıldız", "isil yildiz"),
    (K.NAME, "İsmail Kaya", "ismail"),
    (K.NAME, "ISMAIL", "ısmaıl"),
    (K.NAME, "Søren Ærø", "soren aero"),
    (K.NAME, "Ｔａｒｏ　Ｙａｍａｄａ", "taro yamada"),
    (K.NAME, "Taro Yamada", "ｙａｍａｄａ　ｔａｒｏ"),
    (K.NAME, "Фёдор Достоевский", "федор"),
    (K.NAME, "Ελένη Σοφός", "ελενη σοφοσ"),
    (K.NAME, "नरेंद्र", "नरें"),
    (K.NAME, "김민준", "민준"),
    # names: compounds, apostrophes, both orders, joined
    (K.NAME, "Seán O'Brien", "obrien"),
    (K.NAME, "Seán O'Brien", "o’brien"),
    (K.NAME, "Seán O'Brien", "brien"),
    (K.NAME, "Jean-Luc Martin", "jeanluc"),
    (K.NAME, "Jean-Luc Martin", "jean-l"),
    (K.NAME, "Minjun Kim", "min-jun"),
    (K.NAME, "Taro Yamada", "yamada taro"),
    (K.NAME, "Taro Yamada", "yamadata"),
    (K.NAME, "Taro Yamada", "y t"),
    # kanji: two characters inside, one by itself, joined and spaced, both orders, other forms
    (K.NAME, "小山田 美咲", "山田"),
    (K.NAME, "山田 太郎", "田"),
    (K.NAME, "山田 太郎", "郎"),
    (K.NAME, "山田 太郎", "山田太郎"),
    (K.NAME, "山田 太郎", "山田太"),
    (K.NAME, "山田太郎", "山田 太郎"),
    (K.NAME, "山田 太郎", "太郎　山田"),
    (K.NAME, "山田 太郎", "太郎山田"),
    (K.NAME, "髙橋 﨑", "高橋"),
    (K.NAME, "渡邊 蓮", "渡辺"),
    (K.NAME, "吉野 家", "𠮷野"),
    # kana: katakana, hiragana, half width, romaji of both kinds, long vowels
    (K.NAME, "ヤマダ タロウ", "やまだ"),
    (K.NAME, "ヤマダ タロウ", "ﾔﾏﾀﾞﾀﾛｳ"),
    (K.NAME, "やまだ たろう", "ヤマダ　タロウ"),
    (K.NAME, "ヤマダ タロウ", "yamada tarou"),
    (K.NAME, "ヤマダ タロウ", "yamada tarō"),
    (K.NAME, "ヤマダ タロウ", "taro yamada"),
    (K.NAME, "ヤマダ タロウ", "yamadataroo"),
    (K.NAME, "ショウジ シンイチ", "shoji shinichi"),
    (K.NAME, "ショウジ シンイチ", "syouzi sin'iti"),
    (K.NAME, "ショウジ シンイチ", "shōji"),
    (K.NAME, "ツチヤ フミ", "tsuchiya fumi"),
    (K.NAME, "ツチヤ フミ", "tutiya humi"),
    (K.NAME, "ジュンコ ホンマ", "jun"),
    (K.NAME, "ジュンコ ホンマ", "zyunko homma"),
    (K.NAME, "サトウ", "satoh"),
    (K.NAME, "オオノ", "ohno"),
    (K.NAME, "オオノ", "ono"),
    (K.NAME, "ハットリ", "hattori"),
    (K.NAME, "ハッチョウ", "hatchou"),
    (K.NAME, "Kentarō Inoue", "kentarou"),
    (K.NAME, "Kentaro Inoue", "kentaroo inōe"),
    (K.NAME, "Yamada", "やまだ"),
    (K.NAME, "Yamada", "ヤ"),
    # products, addresses, codes, e-mail
    (K.PRODUCT, "南部鉄器 急須 小 · Nanbu iron teapot, small", "teapot iron"),
    (K.PRODUCT, "南部鉄器 急須 小", "鉄器"),
    (K.PRODUCT, "ワイヤレスイヤホン", "イヤホン"),
    (K.PRODUCT, "日本酒グラス", "gurasu"),
    (K.PRODUCT, "1/7 scale figure", "1/7 fig"),
    (K.PRODUCT, "Tシャツ 黒", "Tシャツ"),
    (K.ADDRESS, "東京都渋谷区神宮前1-2-3", "神宮前1-2"),
    (K.ADDRESS, "12 Hauptstraße", "hauptstrasse 12"),
    (K.TOWN, "Ōsaka", "oosaka"),
    (K.POSTCODE, "150-0001", "1500001"),
    (K.POSTCODE, "150-0001", "150-00"),
    (K.POSTCODE, "SW1A 1AA", "sw1a1"),
    (K.CODE, "RK-88213407", "rk-8821"),
    (K.CODE, "RK-88213407", "RK88213407"),
    (K.CODE, "RK-88213407", "88213407"),
    (K.CODE, "RK-88213407", "ＲＫ－８８２１"),
    (K.CODE, "D-2026-00012", "d-2026-00012"),
    (K.CODE, "e481f51cbdc54678b7cc49136f2d6af7", "e481f51cbd"),
    (K.EMAIL, "taro.yamada88@mail.example.co.jp", "taro.ya"),
    (K.EMAIL, "taro.yamada88@mail.example.co.jp", "yamada88"),
    (K.TITLE, "Packaging crushed in transit", "crush"),
]  # fmt: skip

MISSES = [
    (K.NAME, "山田 太郎", "田山"),
    (K.NAME, "山本 田中 太", "山田"),
    (K.NAME, "山田 田太 郎山", "山田太郎山田"),
    (K.NAME, "Tina Turner", "chi"),
    (K.NAME, "Sonoda", "sou"),
    (K.NAME, "そのだ", "sou"),
    (K.NAME, "Taro Yamada", "amada"),
    (K.NAME, "Jean Martin Luc", "jean-luc"),
    (K.PRODUCT, "R series", "rk"),
    (K.CODE, "RK-88213407", "rk"),
    (K.CODE, "RK-88213407", "r"),
    (K.ADDRESS, "神宮前 2-1-3", "1-2"),
    (K.EMAIL, "taro@example.com", "example"),
    (K.PHONE, "+81 90 1234 5678", "5678"),
]


@pytest.mark.parametrize(("kind", "text", "typed"), FINDS)
def test_what_is_typed_finds_what_is_written(kind: FieldKind, text: str, typed: str) -> None:
    words = words_of(typed)
    assert words
    assert all(holds(Field(kind, text), word) for word in words)


@pytest.mark.parametrize(("kind", "text", "typed"), MISSES)
def test_what_only_looks_alike_is_not_found(kind: FieldKind, text: str, typed: str) -> None:
    assert not all(holds(Field(kind, text), word) for word in words_of(typed))


@pytest.mark.parametrize(
    "name", ["Yamada Tarou", "ヤマダ　シンゾウ", "山田 太郎", "Dvořák", "O'Brien", "Łódź"]
)
def test_every_keystroke_of_a_name_finds_it(name: str) -> None:
    for end in range(1, len(name) + 1):
        for word in words_of(name[:end]):
            assert holds(Field(K.NAME, name), word), name[:end]


@pytest.mark.parametrize(
    ("kana", "key"),
    [
        ("しょうじ", "syo:zi"),
        ("らーめん", "ra:men"),
        ("まっちゃ", "mattya"),
        ("いのうえ", "ino:e"),
        ("じゅんいち", "zyuniti"),
        ("ふぁみりー", "famiri:"),
        ("おおの", "o:no"),
        ("ー", ":"),
    ],
)
def test_kana_has_one_sound(kana: str, key: str) -> None:
    assert of_kana(kana) == key


@pytest.mark.parametrize("word", ["tina", "smith", "louis", "syozi", "x", "ng"])
def test_a_latin_name_that_is_no_hepburn_gets_no_sound(word: str) -> None:
    assert of_latin_name(word) is None


def test_a_name_still_being_typed_sounds_open() -> None:
    assert {k.text for k in of_typed("sh")} == {"si", "sy"}
    assert {k.text for k in of_typed("sim")} == {"sim", "sinb", "sinp", "sinm"}
    assert [k.open_ended for k in of_typed("satoh")] == [False]


def test_domains_stand_behind_their_own_mark() -> None:
    address = Field(K.EMAIL, "taro@mail.Example.com")
    assert holds(address, host_word("mail.exam"))
    assert not holds(address, host_word("example"))
    assert not holds(address, host_word("maile"))


@pytest.mark.parametrize(
    ("shown", "typed", "marked"),
    [
        ("小山田 美咲 · Misaki Oyamada", "山田", ["山田"]),
        ("山田 太郎 · Tarō Yamada", "tarou yam", ["Tarō", "Yam"]),
        ("ﾔﾏﾀﾞ ﾀﾛｳ", "yamad", ["ﾔﾏﾀﾞ"]),
        ("山田 太郎", "山田太", ["山田 太"]),
        ("Seán O'Brien", "obri brien", ["O'Brien"]),
        ("RK-88213407", "rk-8821", ["RK-8821"]),
        ("Dvořák", "dvor", ["Dvoř"]),
        ("Weiß", "weis", ["Weiß"]),
    ],
)
def test_the_matched_part_is_marked_where_it_stands(shown: str, typed: str, marked: list[str]) -> None:
    marks = marks_in(shown, words_of(typed))
    assert [shown[m.start : m.start + m.length] for m in marks] == marked


def test_naughty_strings_are_cut_and_searched_without_harm(shared_data: Path) -> None:
    for text in json.loads((shared_data / "strings" / "blns.json").read_text(encoding="utf-8")):
        tokens = tokens_of([Field(kind, text) for kind in FieldKind])
        assert all(t and not set(t) & set(" \t\n\0\"'*()") for t in tokens)
        marks_in(text, words_of(text))


@given(st.text(max_size=60))
def test_a_text_is_found_by_itself(text: str) -> None:
    assert all(holds(Field(K.PRODUCT, text), word) for word in words_of(text))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_that_is_searched(text: str) -> None:
    once = [r.text for r in runs(fold(text))]
    assert [r.text for r in runs(fold(fold(text)))] == once


@given(st.text(max_size=40))
def test_places_lie_inside_the_text(text: str) -> None:
    seen = see(text)
    assert len(seen.places) == len(seen.squeezed)
    assert all(0 <= start < end <= len(text) for start, end in seen.places)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=200))
def test_tokens_are_short_and_made_of_letters_and_digits(text: str) -> None:
    for token in tokens_of([Field(K.NAME, text), Field(K.CODE, text), Field(K.EMAIL, text + "@" + text)]):
        assert 0 < len(token) <= LONGEST + 1
        assert all(unicodedata.category(c)[0] in "LNSM" or c == DOT for c in token)
