"""`operator`, `audit`, `backup`, `restore`, `key`, `doctor`: the administrator's commands."""

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import text

from console.stores.records import Place
from db.keeper import SqlKeeper
from tests.parts.command_line import PASSPHRASE, Line, run

NEW = "quite another open sesame"


def test_an_operator_is_added_and_acts(line: Line) -> None:
    given = ("--name", "Mio", "--role", "agent", "--new-password-file", line.secret(NEW))
    said = line.done("operator", "add", *given, who="Root")
    assert (said["operator"], said["role"], said["active"]) == ("Mio", "agent", True)
    assert line.done("case", "list", who="Mio", password=NEW)["cases"] == []


def test_a_disabled_operator_acts_no_more_until_enabled(line: Line) -> None:
    line.done("operator", "disable", "Alice", who="Root")
    assert "do not fit" in line("case", "list").reason
    line.done("operator", "enable", "alice", who="Root")
    assert line("case", "list").status == 0


def test_a_role_is_changed_and_holds_at_once(line: Line) -> None:
    assert line.done("operator", "role", "Alice", "auditor", who="Root")["role"] == "auditor"
    assert line("case", "open", "--order", "1", "--kind", "other", "--text", "x").reason


def test_the_last_administrator_stays(line: Line) -> None:
    assert "last administrator" in line("operator", "disable", "Root", who="Root").reason


def test_a_forgotten_password_is_given_anew(line: Line) -> None:
    line.done("operator", "password", "Alice", "--new-password-file", line.secret(NEW), who="Root")
    assert line("case", "list").status == 1
    assert line("case", "list", password=NEW).status == 0


def test_training_and_duty_stand_in_the_list(line: Line) -> None:
    line.done("operator", "training", "Alice", "--on", "2026-03-31", "--children", "yes", who="Root")
    listed = line.done("operator", "list", who="Root")["operators"][0]
    assert (listed["trained_on"], listed["children_duty"]) == ("2026-03-31", True)
    assert "31" in line("operator", "list", who="Root").out


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "2999-01-01", "20260331"])
def test_a_day_that_is_none_is_refused(line: Line, day: str) -> None:
    assert line("operator", "training", "Alice", "--on", day, who="Root").reason


def test_only_an_administrator_manages_operators(line: Line) -> None:
    given = ("--name", "Mio", "--role", "agent", "--new-password-file", line.secret(NEW))
    assert "Supervisor" in line("operator", "add", *given).reason


def test_a_lone_operator_is_told_what_that_means(line: Line) -> None:
    assert "only person at the desk" in line("operator", "list", who="Root").out
    assert line.done("operator", "list", who="Root")["four_eyes"] == "alone"


def test_an_untouched_trail_is_ok(line: Line) -> None:
    said = line.done("audit", "verify")
    assert (said["ok"], said["first_bad"]) == (True, None)
    assert said["entries"] > 0


def test_a_trail_that_was_changed_is_status_1_with_its_place(line: Line) -> None:
    store = SqlKeeper(line.folder).open(Place(path=line.folder / "a.store"), passphrase=PASSPHRASE)
    with store.backend.engines.write.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(text("UPDATE audit_entry SET tag = 'x:y' WHERE stream = 'store'"))
    store.close()
    outcome = line("audit", "verify", "--json")
    assert (outcome.status, outcome.document["ok"], outcome.document["first_bad"]) == (1, False, "store#1")
    assert "store#1" in outcome.reason


def test_a_backup_comes_back_elsewhere(line: Line) -> None:
    made = line.done("backup", str(line.folder / "b.zip"), who="Root")
    assert made["sha256"] == hashlib.sha256((line.folder / "b.zip").read_bytes()).hexdigest()
    other = Line(line.folder, str(line.folder / "elsewhere" / "b.store"))
    assert other.done("restore", made["file"], who="Root")["store"] == other.store
    assert other.done("audit", "verify")["ok"]


def test_a_restore_replaces_only_when_told(line: Line) -> None:
    file = line.done("backup", str(line.folder / "b.zip"), who="Root")["file"]
    assert "already" in line("restore", file, who="Root").reason
    assert line("restore", file, "--replace", who="Root").status == 0
    assert len(list(line.folder.glob("a.store.before-restore-*"))) == 1


def test_who_may_not_restore_is_refused_and_nothing_stands_there(line: Line) -> None:
    file = line.done("backup", str(line.folder / "b.zip"), who="Root")["file"]
    other = Line(line.folder, str(line.folder / "b.store"))
    assert "Supervisor" in other("restore", file).reason
    assert not (line.folder / "b.store").exists()


def test_a_backup_that_fails_is_on_record_as_failed(line: Line) -> None:
    before = line.done("audit", "verify")["entries"]
    assert line("backup", str(line.folder / "no" / "b.zip"), who="Root").reason
    assert line.done("audit", "verify")["entries"] > before + 2


def test_a_supervisor_makes_no_backup(line: Line) -> None:
    assert line("backup", str(line.folder / "b.zip")).reason
    assert not (line.folder / "b.zip").exists()


def test_a_changed_passphrase_opens_and_the_old_one_does_not(line: Line) -> None:
    line.done("key", "passphrase", "--new-passphrase-file", line.secret(NEW), who="Root")
    assert line("audit", "verify").reason == "The passphrase is wrong."
    assert line("audit", "verify", passphrase=NEW).status == 0


def test_the_only_way_in_is_not_removed(line: Line) -> None:
    assert "only way" in line("key", "passphrase", "--remove", who="Root").reason
    assert line("audit", "verify").status == 0


def test_doctor_looks_at_everything(line: Line) -> None:
    checks = {c["name"]: c for c in line.done("doctor")["checks"]}
    assert set(checks) == {"qt", "fonts", "keyring", "store", "database", "mail"}
    assert all(c["ok"] for name, c in checks.items() if name != "keyring")
    assert all(set(c) == {"name", "ok", "detail"} and c["detail"] for c in checks.values())


def test_doctor_needs_no_store(nowhere: Line) -> None:
    checks = {c["name"]: c for c in nowhere.done("doctor", who="")["checks"]}
    assert not checks["store"]["ok"]
    assert "no store at this place" in checks["store"]["detail"]


def test_doctor_looks_at_a_server(nowhere: Line, postgres_url: str) -> None:
    server = Line(nowhere.folder, postgres_url)
    server.done("init", "--name", "Alice", "--role", "agent", who="")
    checks = {c["name"]: c for c in server.done("doctor", who="")["checks"]}
    assert checks["store"]["ok"]
    assert "PostgreSQL" in checks["database"]["detail"]


def test_a_servers_store_opens_by_its_passphrase_alone(nowhere: Line, postgres_url: str) -> None:
    server = Line(nowhere.folder, postgres_url)
    server.done("init", "--name", "Root", "--role", "administrator", who="")
    server.done("key", "passphrase", "--new-passphrase-file", server.secret(NEW), who="Root")
    assert server("audit", "verify", who="Root").reason == "The passphrase is wrong."
    assert server("audit", "verify", who="Root", passphrase=NEW).status == 0


def test_doctor_sees_a_damaged_store(line: Line) -> None:
    path = line.folder / "a.store"
    content = bytearray(path.read_bytes())
    content[-3000] ^= 1
    path.write_bytes(content)
    checks = {c["name"]: c for c in line.done("doctor", who="")["checks"]}
    assert not all(checks[name]["ok"] for name in ("store", "database") if name in checks)


def _missing(folder: Path) -> None:
    (folder / "a.store").unlink()


def _foreign(folder: Path) -> None:
    (folder / "a.store").write_bytes(b"my diary" * 2000)


def _empty(folder: Path) -> None:
    (folder / "a.store").write_bytes(b"")


def _without_keys(folder: Path) -> None:
    (folder / "a.store.keys").unlink()


def _foreign_keys(folder: Path) -> None:
    (folder / "a.store.keys").write_text("{}", encoding="utf-8")


def _damaged(folder: Path) -> None:
    content = bytearray((folder / "a.store").read_bytes())
    content[2000] ^= 1
    (folder / "a.store").write_bytes(content)


def _folder_instead(folder: Path) -> None:
    (folder / "a.store").rename(folder / "kept")
    (folder / "a.store").mkdir()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_missing, "no store at this place"),
        (_foreign, "not a store of this console"),
        (_empty, "not a store of this console"),
        (_without_keys, "key file a.store.keys is missing"),
        (_foreign_keys, "a.store.keys is not a key file"),
        (_damaged, "not a store of this console"),
        (_folder_instead, "no store at this place"),
    ],
)
def test_each_trouble_of_a_store_has_its_one_sentence(line: Line, spoil: object, said: str) -> None:
    assert callable(spoil)
    spoil(line.folder)
    outcome = run(*line.words("audit", "verify", "--json"))
    assert (outcome.status, outcome.out) == (1, "")
    assert said in outcome.reason
