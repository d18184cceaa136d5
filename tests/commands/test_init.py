"""`init`: a store with its first operator, all or nothing."""

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from console.access import Role
from console.stores import actions
from tests.parts.command_line import PASSPHRASE, Line, run

INIT = ("init", "--name", "Alice", "--role")


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("secret-"))


def test_it_creates_store_keys_and_first_operator(nowhere: Line) -> None:
    said = nowhere.done(*INIT, "agent", who="")
    assert (said["store"], said["operator"]) == (str(nowhere.folder / "a.store"), "Alice")
    assert left_in(nowhere.folder) == ["a.store", "a.store.evidence", "a.store.keys"]


def test_nobody_else_may_read_what_it_creates(nowhere: Line) -> None:
    nowhere.done(*INIT, "agent", who="")
    modes = {p.name: p.stat().st_mode & 0o077 for p in nowhere.folder.glob("a.store*")}
    assert set(modes.values()) == {0}


def test_nothing_of_it_is_readable_without_the_key(nowhere: Line) -> None:
    nowhere.done(*INIT, "agent", who="")
    content = (nowhere.folder / "a.store").read_bytes()
    assert b"Alice" not in content
    assert not content.startswith(b"SQLite format 3")


@pytest.mark.parametrize("role", Role)
def test_any_role_may_be_the_first_and_makes_the_others(role: Role, nowhere: Line) -> None:
    nowhere.done(*INIT, role.value, who="")
    added = nowhere.done(
        "operator", "add", "--name", "Bob", "--role", "agent",
        "--new-password-file", nowhere.secret("a sentence of his own"),
    )  # fmt: skip
    assert added["operator"] == "Bob"


def test_an_unknown_role_is_wrong_usage(nowhere: Line) -> None:
    assert nowhere(*INIT, "king", who="").status == 2


def test_the_organisation_is_kept_as_it_was_named(nowhere: Line) -> None:
    nowhere.done(*INIT, "agent", "--organisation", "落札 Ltd", "--time-zone", "Europe/Berlin", who="")
    assert nowhere.done("audit", "verify")["ok"]


@pytest.mark.parametrize(
    ("option", "value"),
    [("--time-zone", "Mars/Phobos"), ("--home-law", "XX"), ("--calendar", "??"), ("--organisation", "")],
)
def test_a_profile_that_does_not_fit_leaves_nothing(nowhere: Line, option: str, value: str) -> None:
    assert nowhere(*INIT, "agent", option, value, who="").reason
    assert left_in(nowhere.folder) == []


def test_a_store_is_never_overwritten(line: Line) -> None:
    before = (line.folder / "a.store").read_bytes()
    assert "already" in line(*INIT, "agent", who="").reason
    assert (line.folder / "a.store").read_bytes() == before


def test_a_foreign_file_is_never_overwritten(nowhere: Line) -> None:
    (nowhere.folder / "a.store").write_text("my diary", encoding="utf-8")
    assert "already" in nowhere(*INIT, "agent", who="").reason
    assert left_in(nowhere.folder) == ["a.store"]
    assert (nowhere.folder / "a.store").read_text(encoding="utf-8") == "my diary"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaa", "alice has a cat", "x" * 201])
def test_a_weak_password_leaves_nothing(nowhere: Line, password: str) -> None:
    assert "password" in nowhere(*INIT, "agent", who="", password=password).reason.lower()
    assert left_in(nowhere.folder) == []


def test_a_short_passphrase_leaves_nothing(nowhere: Line) -> None:
    assert "passphrase" in nowhere(*INIT, "agent", who="", passphrase="too short").reason
    assert left_in(nowhere.folder) == []


def test_a_crash_in_the_middle_leaves_nothing(nowhere: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "keep_operator", crash)
    assert nowhere(*INIT, "agent", who="").status == 3
    assert left_in(nowhere.folder) == []


def test_what_a_killed_process_left_is_no_hindrance(nowhere: Line) -> None:
    (nowhere.folder / ".a.store.new").mkdir()
    (nowhere.folder / ".a.store.new" / "a.store").write_text("half", encoding="utf-8")
    nowhere.done(*INIT, "agent", who="")
    assert left_in(nowhere.folder) == ["a.store", "a.store.evidence", "a.store.keys"]


def test_a_key_file_without_its_store_is_set_aside_and_not_lost(line: Line) -> None:
    keys = (line.folder / "a.store.keys").read_bytes()
    (line.folder / "a.store").unlink()
    line.done(*INIT, "agent", who="")
    assert (line.folder / "a.store.keys.old-1").read_bytes() == keys


def test_without_keyring_and_passphrase_nothing_is_created(nowhere: Line) -> None:
    outcome = run(*INIT, "agent", "--store", str(nowhere.folder / "a.store"),
                  "--password-file", nowhere.secret("a long password"))  # fmt: skip
    assert "--passphrase-file" in outcome.reason
    assert left_in(nowhere.folder) == []


def test_the_default_place_is_the_systems_data_folder(nowhere: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(nowhere.folder))
    words = nowhere.words(*INIT, "agent", who="", passphrase=PASSPHRASE)[2:]
    assert run(*words).status == 0
    assert (nowhere.folder / "rakufun-console" / "console.store").is_file()


def test_only_the_key_opens_it(line: Line) -> None:
    with sqlcipher.connect(str(line.folder / "a.store")) as connection:
        connection.execute(f"PRAGMA key = \"x'{'00' * 32}'\"")
        with pytest.raises(sqlcipher.DatabaseError, match="not a database"):
            connection.execute("SELECT * FROM operator")


def test_a_store_on_a_server_works_alike(nowhere: Line, postgres_url: str) -> None:
    server = Line(nowhere.folder, postgres_url)
    assert server.done(*INIT, "supervisor", who="")["operator"] == "Alice"
    assert server.done("audit", "verify")["entries"] > 2
    assert "already" in server(*INIT, "agent", who="").reason


def test_a_server_with_other_tables_is_left_alone(nowhere: Line, postgres_url: str) -> None:
    import psycopg  # noqa: PLC0415 -- only here a stranger's table is made

    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE diary (day date)")
    assert "not empty" in Line(nowhere.folder, postgres_url)(*INIT, "agent", who="").reason


def test_a_server_store_that_was_never_finished_is_gone_on_with(
    nowhere: Line, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Line(nowhere.folder, postgres_url)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "keep_operator", lambda *_: 1 / 0)
        assert server(*INIT, "agent", who="").status == 3
    assert server.done(*INIT, "agent", who="")["operator"] == "Alice"
    assert server.done("audit", "verify")["ok"]
