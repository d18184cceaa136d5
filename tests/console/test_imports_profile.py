"""Profiles are small files, and one that cannot work says why."""

from pathlib import Path

import pytest

from console.errors import Invalid, NotFound
from console.imports.profile import SHIPPED, profile_from, profile_named, profile_names

PLAIN = (SHIPPED / "plain.toml").read_text(encoding="utf-8")


def why(text: str) -> str:
    with pytest.raises(Invalid) as refused:
        profile_from(text, "mine.toml")
    return str(refused.value.params["why"])


@pytest.mark.parametrize("name", profile_names())
def test_every_shipped_profile_can_be_read(name: str) -> None:
    assert profile_named(name).name == name


def test_the_olist_profile_says_what_the_shop_means() -> None:
    olist = profile_named("olist")
    assert (olist.currency, olist.zone) == ("BRL", "America/Sao_Paulo")
    assert olist.account.columns_of("id") == ("customer_unique_id",)
    assert "reviews" in olist.not_taken


def test_a_profile_is_taken_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(PLAIN.replace('source = "shop"', 'source = "mine"'), encoding="utf-8")
    assert profile_named(str(path)).source == "mine"


@pytest.mark.parametrize("name", ["nobody", "../plain", "plain.csv"])
def test_an_unknown_profile_is_refused_with_the_names_there_are(name: str) -> None:
    with pytest.raises(NotFound, match="olist, plain"):
        profile_named(name)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('zone = "Asia/Tokyo"', 'zone = "Tokyo"', "zone: unknown time zone"),
        ('currency = "JPY"\n\n', 'currency = "YEN"\n\n', "currency: unknown currency"),
        ('state = "state"\ncurrency', "currency", "order: state is needed"),
        ('remarks = "remarks"', 'remark = "remarks"', "order: remark is not known"),
        ('file = "items"', 'file = "lines"', "item: lines is not known"),
        ('phone = "phone"', 'phone = { value = "1", column = "phone" }', "either a column or a value"),
        ('state = "state"\ncurrency', 'state = { value = "gone" }\ncurrency', "order: state cannot be gone"),
        ('title = "Plain', 'encoding = "klingon"\ntitle = "Plain', "encoding: unknown encoding"),
        ("[files]\n", "[files\n", "line 9"),
    ],
)
def test_a_profile_that_cannot_work_says_why(old: str, new: str, says: str) -> None:
    assert old in PLAIN
    assert says in why(PLAIN.replace(old, new, 1))
