"""Versions of the policy in the settings: proposed by one person, released by another."""

from pathlib import Path

import pytest

from console.access import Role
from console.rulebook.actions import read_rulebook
from console.rulebook.loader import read_version
from tests.parts.policy import LATER, proposed
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.buttons import Button
from widgets.kit.labels import Label
from widgets.screens.settings.policy import PolicyPage

pytestmark = pytest.mark.window


def shown(bench: Bench) -> PolicyPage:
    page = PolicyPage(bench.desk)
    bench.screen.hide()
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(page)
    page.show()
    bench.until(lambda: "Save a copy … 1" in buttons(page))
    return page


def buttons(page: PolicyPage) -> dict[str, Button]:
    return {b.accessibleName(): b for b in page.findChildren(Button) if b.isVisible()}


def versions(here: World) -> list[str]:
    return [v.id for v in read_rulebook(here.backend, here.actor(Role.AUDITOR)).versions]


def test_a_supervisor_proposes_a_file_and_cannot_release_it(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit(Role.SUPERVISOR)
    page = shown(bench)
    file = tmp_path / "later.toml"
    file.write_text(LATER, encoding="utf-8")
    page.propose(file)
    bench.until(lambda: "Take back 2027-04" in buttons(page))
    assert "Release … 2027-04" not in buttons(page)
    assert versions(here) == ["1"]


def test_a_privacy_officer_releases_what_another_proposed(sit: Open, here: World) -> None:
    proposed(here)
    bench = sit(Role.PRIVACY_OFFICER)
    page = shown(bench)
    bench.until(lambda: "Release … 2027-04" in buttons(page))
    buttons(page)["Release … 2027-04"].click()
    assert versions(here) == ["1"]
    bench.press("Release")
    bench.until(lambda: "Save a copy … 2027-04" in buttons(page))
    assert versions(here) == ["1", "2027-04"]


def test_taking_back_is_undone_by_proposing_again(sit: Open, here: World) -> None:
    proposed(here)
    bench = sit(Role.PRIVACY_OFFICER)
    page = shown(bench)
    bench.until(lambda: "Take back 2027-04" in buttons(page))
    buttons(page)["Take back 2027-04"].click()
    bench.until(lambda: "Take back 2027-04" not in buttons(page))
    bench.undo()
    bench.until(lambda: "Take back 2027-04" in buttons(page))


def test_a_file_that_is_no_version_says_why(sit: Open, tmp_path: Path) -> None:
    bench = sit(Role.SUPERVISOR)
    page = shown(bench)
    file = tmp_path / "later.toml"
    file.write_text("id = ", encoding="utf-8")
    page.propose(file)
    bench.until(lambda: any("not a version" in label.text() for label in page.findChildren(Label)))


def test_a_copy_is_what_a_later_version_starts_from(sit: Open, tmp_path: Path) -> None:
    bench = sit(Role.AUDITOR)
    page = shown(bench)
    page.save_copy("1", tmp_path / "copy.toml")
    bench.until((tmp_path / "copy.toml").exists)
    assert read_version((tmp_path / "copy.toml").read_text(encoding="utf-8")).id == "1"
    assert not page.new.isVisible()
