"""Names, limits and flags of evidence."""

import pytest

from console.errors import Invalid
from console.evidence.records import MAX_KEPT, Flag
from console.evidence.records_files import Inspection, Mail, Preview
from console.evidence.records_inside import Inside
from console.evidence.rules import flags_of, kept_name, kept_type, offered_name, within_limit

CARD = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("箱.jpg", "箱.jpg"),
        ("../../etc/passwd", "../../etc/passwd"),
        (" a\r\nb\0c\udc80.jpg ", "a b c .jpg"),
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
        ("x" * 300, "x" * 255),
        ("", ""),
    ],
)
def test_names_are_kept_as_they_came_less_what_no_text_holds(name: str, kept: str) -> None:
    assert kept_name(name) == kept


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("箱.jpg", "箱.jpg"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\boot.ini", "C_boot.ini"),
        ("gpj\u202e.exe", "gpj.exe"),
        ("CON", "evidence-7"),
        ("nul.txt", "evidence-7"),
        ("...", "evidence-7"),
        ("", "evidence-7"),
        ("箱" * 200 + ".jpg", "箱" * 83 + ".jpg"),
    ],
)
def test_names_offered_for_saving_are_no_paths(name: str, offered: str) -> None:
    assert offered_name(name, 7) == offered
    assert len(offered_name(name, 7).encode()) <= 255


@pytest.mark.parametrize(
    ("declared", "kept"),
    [("Image/JPEG", "image/jpeg"), ("", ""), ("a/b; c=d", ""), ("x" * 200, ""), ("a b/c", "")],
)
def test_a_declared_type_is_kept_where_it_is_one(declared: str, kept: str) -> None:
    assert kept_type(declared) == kept


@pytest.mark.parametrize(("over", "refused"), [(-1, False), (0, False), (1, True)])
def test_files_pass_up_to_the_limit(over: int, refused: bool) -> None:
    pieces = [bytes(1024 * 1024)] * (MAX_KEPT // 1024 // 1024 - 1) + [bytes(1024 * 1024 + over)]
    if refused:
        with pytest.raises(Invalid):
            list(within_limit(pieces))
    else:
        assert sum(map(len, within_limit(pieces))) == MAX_KEPT + over


@pytest.mark.parametrize(
    ("media_type", "chunks", "flagged"),
    [
        ("text/plain", [CARD.encode()], True),
        ("text/html", [b"<p>" + CARD.encode()], True),
        ("text/plain", [CARD.encode("utf-16")], True),
        ("text/plain", ["４１１１１１１１１１１１１１１１".encode()], True),
        ("text/plain", [b"4111 1111 ", b"1111 1111"], True),
        ("text/plain", [b"4111 1111 1111 1112"], False),
        ("image/jpeg", [CARD.encode()], False),
    ],
)
def test_texts_with_full_card_numbers_are_flagged(
    media_type: str, chunks: list[bytes], flagged: bool
) -> None:
    found = flags_of(Inspection(media_type, Preview.NONE), chunks)
    assert (Flag.CARD_NUMBER in found) is flagged


def test_mails_with_full_card_numbers_are_flagged() -> None:
    mail = Mail("", (), (), (), None, "", (), f"my card: {CARD}", False, (), ())
    assert flags_of(Inspection("message/rfc822", Preview.MADE, mail=mail), []) == {Flag.CARD_NUMBER}


def test_an_office_file_with_a_card_number_is_flagged() -> None:
    inside = Inside(lines=("Card: 4111 1111 1111 1111",))
    assert flags_of(Inspection("x/y", Preview.MADE, inside=inside), []) == {Flag.CARD_NUMBER}
    assert flags_of(Inspection("x/y", Preview.MADE, inside=Inside(lines=("Card",))), []) == frozenset()
