"""Where a store is, and what its name tells."""

from pathlib import Path

import pytest

import main
from console.errors import Invalid
from console.stores.records import Place
from console.stores.rules import default_place, evidence_of, keys_of, place_named

HOME = Path("/home/somebody")


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {}, HOME / ".local/share/rakufun-console"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/rakufun-console")),
        ("darwin", {}, HOME / "Library/Application Support/rakufun-console"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/rakufun-console")),
        ("win32", {}, HOME / "AppData/Local/rakufun-console"),
    ],
)
def test_each_system_has_its_place_for_data(platform: str, environment: dict[str, str], folder: Path) -> None:
    assert main.data_folder(environment, platform, HOME) == folder
    assert default_place(folder) == Place(path=folder / "console.store")


def test_a_file_is_named_from_where_one_stands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_named("my store.db") == Place(path=tmp_path / "my store.db")


def test_a_server_is_named_by_its_address() -> None:
    place = place_named("postgresql+psycopg://desk@db.example.com/console")
    assert not place.is_file
    assert str(place) == "postgresql+psycopg://desk@db.example.com/console"


@pytest.mark.parametrize("address", ["mysql://a/b", "postgresql://a/b", "sqlite:///x", "https://example.com"])
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid):
        place_named(address)


def test_a_password_in_an_address_is_never_shown() -> None:
    shown = str(Place(url="postgresql+psycopg://desk:s3cr3t@db.example.com/console"))
    assert shown == "postgresql+psycopg://desk:***@db.example.com/console"


def test_nor_in_what_the_place_says_of_itself() -> None:
    assert "s3cr3t" not in repr(Place(url="postgresql+psycopg://desk:s3cr3t@host/x"))


def test_keys_and_evidence_carry_the_stores_name() -> None:
    path = Path("/data/console.store")
    assert keys_of(path) == Path("/data/console.store.keys")
    assert evidence_of(path) == Path("/data/console.store.evidence")
