"""The data key in the operating system's keyring, tried with a real Secret Service."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.parts import secret_service
from tests.parts.command_line import PASSPHRASE, PASSWORD

RUN = """
import contextlib, io, json, sys, main
from console import secrets
secrets.COST = secrets.Cost(1, 1, 8)
answers = []
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main.main(words)
    answers.append([status, out.getvalue(), err.getvalue()])
print(json.dumps(answers))
"""
SIGNED_IN = ["--as", "Alice", "--password-file", "password"]
INIT = ["init", "--name", "Alice", "--role", "administrator", "--password-file", "password"]
VERIFY = ["audit", "verify", *SIGNED_IN]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    if missing := secret_service.missing():
        pytest.skip(f"no Secret Service can be started here: {', '.join(missing)} not installed")
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    return tmp_path


def run(home: Path, *commands: list[str], password: str = "open sesame", service: str = "") -> list[Any]:
    """Run commands one after the other on the store in `home`, in one session of the keyring."""
    place = home / service
    place.mkdir(exist_ok=True)
    named = [
        [str(home / word) if word in {"password", "passphrase"} and words[n - 1].endswith("-file") else word
         for n, word in enumerate(words)]
        for words in commands
    ]  # fmt: skip
    listed = json.dumps([["--store", str(home / "a.store"), *words] for words in named])
    done = secret_service.run(RUN, listed, home=place, password=password)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def test_a_store_opens_by_the_keyring_alone(home: Path) -> None:
    assert [a[0] for a in run(home, INIT, VERIFY)] == [0, 0]
    assert "keyring" in json.loads((home / "a.store.keys").read_text(encoding="utf-8"))


def test_it_opens_in_a_later_session_too(home: Path) -> None:
    run(home, INIT)
    assert run(home, VERIFY)[0][0] == 0


def test_another_machines_keyring_holds_no_key_for_it(home: Path) -> None:
    run(home, INIT)
    status, _, err = run(home, VERIFY, service="other machine")[0]
    assert status == 1
    assert "holds no key for this store" in err


def test_a_locked_keyring_says_so(home: Path) -> None:
    run(home, INIT)
    status, _, err = run(home, VERIFY, password="guessed")[0]
    assert status == 1
    assert "keyring is locked" in err


def test_its_passphrase_opens_it_where_the_keyring_does_not(home: Path) -> None:
    run(home, INIT, ["key", "passphrase", "--new-passphrase-file", "passphrase", *SIGNED_IN])
    opened = run(home, [*VERIFY, "--passphrase-file", "passphrase"], service="other machine")
    assert opened[0][0] == 0


def test_ways_in_are_added_and_taken_away_but_never_the_last(home: Path) -> None:
    said = run(
        home,
        INIT,
        ["key", "keyring", "--remove", *SIGNED_IN],
        ["key", "passphrase", "--new-passphrase-file", "passphrase", *SIGNED_IN],
        ["key", "keyring", "--remove", *SIGNED_IN],
        ["key", "keyring", "--passphrase-file", "passphrase", *SIGNED_IN],
        ["key", "passphrase", "--remove", *SIGNED_IN],
        VERIFY,
    )
    assert [a[0] for a in said] == [0, 1, 0, 0, 0, 0, 0]
    assert "only way into the store" in said[1][2]


def test_a_backup_of_a_keyrings_store_asks_for_a_passphrase(home: Path) -> None:
    backup = ["backup", str(home / "b.zip"), *SIGNED_IN]
    refused, made = run(home, INIT, backup, [*backup, "--passphrase-file", "passphrase"])[1:]
    assert (refused[0], made[0]) == (1, 0)
    assert "must outlive this machine" in refused[2]


def test_a_backup_comes_back_on_a_machine_with_another_keyring(home: Path) -> None:
    run(home, INIT, ["backup", str(home / "b.zip"), *SIGNED_IN, "--passphrase-file", "passphrase"])
    for part in home.glob("a.store*"):
        part.rename(home / f"lost {part.name}")
    restore = ["restore", str(home / "b.zip"), *SIGNED_IN, "--passphrase-file", "passphrase"]
    assert [a[0] for a in run(home, restore, VERIFY, service="other machine")] == [0, 0]


def test_doctor_names_the_keyring(home: Path) -> None:
    answer = run(home, ["doctor", "--json"])[0]
    found = {c["name"]: c for c in json.loads(answer[1])["checks"]}
    assert found["keyring"]["ok"]
    assert "SecretService" in found["keyring"]["detail"]
