"""Entering a later version of the policy on the command line."""

import pytest

from tests.parts.command_line import Line
from tests.parts.policy import LATER


@pytest.fixture
def file(line: Line) -> str:
    path = line.folder / "later.toml"
    path.write_text(LATER, encoding="utf-8")
    return str(path)


def test_the_shipped_version_is_listed_and_shown(line: Line) -> None:
    assert [v["id"] for v in line.done("policy", "list")["versions"]] == ["1"]
    assert 'id = "1"' in str(
        line.done(
            "policy",
            "show",
            "1",
        )["text"]
    )


def test_a_version_is_proposed_listed_and_dropped(line: Line, file: str) -> None:
    assert line.done("policy", "add", file)["effective_from"] == "2026-11-03"
    assert [p["id"] for p in line.done("policy", "list")["proposals"]] == ["2027-04"]
    line.done("policy", "drop", "2027-04")
    assert line.done("policy", "list")["proposals"] == []


def test_a_supervisor_releases_no_version(line: Line, file: str) -> None:
    line.done("policy", "add", file)
    assert "releasing a version of the policy" in line("policy", "release", "2027-04").reason


def test_a_file_that_is_not_there_is_refused(line: Line) -> None:
    assert "none.toml is missing" in line("policy", "add", "none.toml").reason
