"""The operating system's keyring, tried for real."""

from pathlib import Path

import pytest

from tests.parts import secret_service

SET = "import keyring, sys; keyring.set_password('rakufun', sys.argv[1], sys.argv[2])"
GET = "import keyring, sys; print(keyring.get_password('rakufun', sys.argv[1]))"
DELETE = "import keyring, sys; keyring.delete_password('rakufun', sys.argv[1])"
NAME = "import keyring; print(type(keyring.get_keyring()).__module__)"


def _run(home: Path, code: str, *arguments: str) -> str:
    done = secret_service.run(code, *arguments, home=home)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    if missing := secret_service.missing():
        pytest.skip(f"no Secret Service can be started here: {', '.join(missing)} not installed")
    return tmp_path


def test_keyring_finds_the_secret_service_by_itself(home: Path) -> None:
    assert _run(home, NAME) == "keyring.backends.SecretService"


def test_a_secret_outlives_the_session_that_kept_it(home: Path) -> None:
    _run(home, SET, "store", "0123abcd鍵")
    assert _run(home, GET, "store") == "0123abcd鍵"


def test_a_deleted_secret_is_gone(home: Path) -> None:
    _run(home, SET + "; " + DELETE, "store", "0123abcd")
    assert _run(home, GET, "store") == "None"


def test_a_secret_is_not_readable_in_the_file(home: Path) -> None:
    _run(home, SET, "store", "0123abcd-plain")
    kept = [path.read_bytes() for path in home.rglob("*.keyring")]
    assert kept
    assert not any(b"0123abcd-plain" in content for content in kept)


def test_the_wrong_password_opens_nothing(home: Path) -> None:
    _run(home, SET, "store", "0123abcd")
    done = secret_service.run(GET, "store", home=home, password="guessed")
    assert "0123abcd" not in done.stdout
