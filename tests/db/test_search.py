"""One table of questions, answered alike on both engines."""

from collections.abc import Iterator

import pytest

from console.access import Role
from console.lookup.actions import finish
from console.lookup.records import Answer
from db.engine import open_postgres
from db.work import SqlBackend
from tests.parts import stores
from tests.parts.clock import Clock
from tests.parts.directory import Directory

TARO = ["account:taro", "order:teapot", "order:gift", "case:crushed"]
SIMILAR_TO_YAMADA = [*(f"~{found}" for found in TARO), "~account:hanako"]
QUESTIONS = [
    # numbers
    ("RK-88213407", ["order:teapot"]),
    ("rk88213407", ["order:teapot"]),
    ("ＲＫ－８８２１３４", ["order:teapot"]),
    ("RK-8821", ["order:teapot", "order:gift"]),
    ("88213407", ["order:teapot"]),
    ("e481f51cbdc5", ["order:hexadecimal"]),
    ("871766c5855e863f", ["account:dvorak"]),
    ("EN882014773JP", ["parcel:spaced"]),
    ("EN 882 014 773 JP", ["parcel:spaced"]),
    ("en 882 014", ["parcel:spaced"]),
    ("1Z 999 AA1 0123", ["parcel:plain"]),
    ("P-2", ["parcel:plain"]),
    ("D-2026-00001", ["case:crushed"]),
    ("d-2026-1", ["case:crushed"]),
    ("A-0000-0001", ["account:taro"]),
    ("A-9999-9999", []),
    ("RK-8", ["order:teapot", "order:gift"]),
    # phones
    ("5678", ["account:taro"]),
    ("0182", ["account:misaki", "account:hanako"]),
    ("555-0182", ["account:misaki", "account:hanako"]),
    ("604 555 0182", ["account:hanako"]),
    ("090-1234-5678", ["account:taro"]),
    ("+81 (90) 1234-5678", ["account:taro"]),
    ("０９０１２３４５６７８", ["account:taro"]),
    ("90 1820", ["order:gift"]),
    ("1234", []),
    # e-mail
    ("taro.yamada88@mail.example.co.jp", ["account:taro"]),
    ("TARO.yam", TARO),
    ("hanako_y", ["account:hanako"]),
    ("misaki@", ["account:misaki"]),
    ("m@", []),
    ("@example.com", ["account:misaki", "account:hanako"]),
    ("@exam", ["account:misaki", "account:hanako"]),
    ("@.", []),
    ("@-a", []),
    ("@example.co.jp", []),
    ("@mail.example.co", ["account:taro"]),
    # names
    ("yamada", [*TARO, "account:hanako"]),
    ("yamada taro", TARO),
    ("taro yamada", TARO),
    ("yamada tarou", TARO),
    ("tarō", TARO),
    ("yamadataro", ["account:taro"]),
    ("oyamada", ["account:misaki", *SIMILAR_TO_YAMADA]),
    ("山田", [*TARO, "account:misaki"]),
    ("山田太郎", TARO),
    ("太郎 山田", TARO),
    ("太", TARO),
    ("やまだ", [*TARO, "account:misaki", "account:hanako"]),
    ("ﾔﾏﾀﾞﾀﾛｳ", ["account:taro"]),
    ("syouzi", ["account:shoji"]),
    ("shoji shin'ichi", ["account:shoji"]),
    ("obrien", ["account:brian", "order:other-teapot"]),
    ("dvorak antonin", ["account:dvorak", "order:hexadecimal"]),
    ("DVOŘÁK", ["account:dvorak", "order:hexadecimal"]),
    ("isil", ["account:isil"]),
    ("ISIL YILDIZ", ["account:isil"]),
    ("ayse", ["account:isil"]),
    ("muller", ["order:gift"]),
    ("mada", ["account:taro"]),
    # addresses
    ("渋谷区神宮前", ["account:taro"]),
    ("渋谷 神宮前1-2", ["account:taro"]),
    ("150-0001", ["account:taro"]),
    ("1500001", ["account:taro"]),
    ("hauptstrasse lodz", ["account:brian"]),
    ("unter den linden", ["order:gift"]),
    # products, titles
    ("teapot", ["order:teapot", "order:other-teapot"]),
    ("iron tea", ["order:teapot"]),
    ("急須", ["order:teapot"]),
    ("イヤホン", ["order:gift"]),
    ("iyahon", []),
    ("waiyaresu", ["order:gift"]),
    ("crushed", ["case:crushed"]),
    # a person and something of theirs
    ("yamada teapot", ["order:teapot"]),
    ("teapot 山田", ["order:teapot"]),
    ("山田太郎 急須", ["order:teapot"]),
    ("brian glass teapot", ["order:other-teapot"]),
    ("yamada glass", []),
    ("yamada petra", ["order:gift"]),
    ("taro crushed", ["case:crushed"]),
    # pieces from inside an e-mail address
    ("ro.yam", ["account:taro"]),
    ("mada88", ["account:taro"]),
    ("ADA88@Mail", ["account:taro"]),
    ("nako_y", ["account:hanako"]),
    ("isaki@exam", ["account:misaki"]),
    ("isaki@mail", []),
    ("lsewhere", ["account:brian"]),
    ("sewhere.te", ["account:brian"]),
    ("ample.com", ["account:misaki", "account:hanako"]),
    ("ada.h", []),  # Hanako Yamada has both pieces, but not in her address
    ("ko_", []),
    ("o.yam", ["account:taro"]),
    # one typing error
    ("yamda", SIMILAR_TO_YAMADA),
    ("yamadda", SIMILAR_TO_YAMADA),
    ("ymaada", SIMILAR_TO_YAMADA),
    ("uamada", SIMILAR_TO_YAMADA),
    ("yamda teapot", ["~order:teapot"]),
    ("yamda taepot", ["~order:teapot"]),
    ("山田 teapto", ["~order:teapot"]),
    ("teapt", ["~order:teapot", "~order:other-teapot"]),
    ("crusehd", ["~case:crushed"]),
    ("dvorka", ["~account:dvorak", "~order:hexadecimal"]),
    ("hauptstarsse", ["~account:brian"]),
    ("ymada88", []),
    ("misak@example.com", []),
    ("RK-88213408", []),
    ("ymdaa", []),
    # nothing
    ("zzz", []),
    ("", []),
    ('"*" OR NEAR( -', []),
]  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def directory(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Directory]:
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        engines = stores.sqlite_copy(template, tmp_path_factory.mktemp("search") / "console.store")
    else:
        server = request.getfixturevalue("postgres_server")
        engines = open_postgres(server.url(server.create(stores.postgres_template(server))))
    yield Directory(SqlBackend(engines, clock=Clock()))
    engines.close()


def ask(directory: Directory, text: str, *, role: Role = Role.AGENT) -> Answer:
    return finish(directory.backend, directory.actors[role], text, limit=20)


def found(directory: Directory, answer: Answer) -> list[str]:
    return [f"{'~' * h.is_similar}{h.kind}:{directory.keys[h.kind, h.key]}" for h in answer.hits]


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_a_question_finds_just_what_it_means(directory: Directory, text: str, expected: list[str]) -> None:
    answer = ask(directory, text)
    assert set(found(directory, answer)) == set(expected)
    assert (answer.total, answer.total_is_exact, answer.cut) == (len(expected), True, False)
