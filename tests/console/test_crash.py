"""Reports about our own bugs hold places and types, never messages or values."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console import crash

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


def stumble(name: str) -> None:
    try:
        dict[str, str]()[name]
    except KeyError as error:
        raise ValueError(f"cannot use {name}") from error


def caught(name: str) -> BaseException:
    with pytest.raises(ValueError, match="cannot use") as met:
        stumble(name)
    return met.value


def test_the_whole_chain_is_told_without_what_it_held() -> None:
    text = crash.describe(caught("Hanako Yamada"))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_crash.py" in text
    assert "in stumble" in text
    assert "Hanako" not in text


def test_a_report_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    first = crash.report(caught("x"), tmp_path / "new", NOW)
    second = crash.report(caught("x"), tmp_path / "new", NOW)
    assert first.path is not None
    assert first.path.name.startswith("crash-20261123-023000-")
    assert first.path != second.path
    assert first.kind == "ValueError"


def test_where_nothing_can_be_written_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert crash.report(caught("x"), tmp_path / "file", NOW) == crash.Crash("ValueError", None)


def test_an_error_that_leads_back_to_itself_ends() -> None:
    one, two = ValueError(), KeyError()
    one.__context__, two.__context__ = two, one
    assert crash.describe(one).count("builtins.") == 2


def test_what_nobody_caught_is_reported_and_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told: list[crash.Crash] = []
    crash.take_over(tmp_path, lambda: NOW, told.append)
    error = caught("Hanako")
    sys.excepthook(type(error), error, error.__traceback__)
    assert [each.kind for each in told] == ["ValueError"]
    assert capsys.readouterr().err == ""
