"""A folder that is dropped: its files are found, and what is passed over is counted and named."""

import os
import socket
from pathlib import Path

import pytest

from console.progress import Cancelled, Token
from widgets.kit.folders import Gathered, Passed, gather, needs_gathering, passed_words


def filled(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def found(folder: Path, **limits: int) -> Gathered:
    return gather(folder, **limits, token=Token())


def test_files_of_inner_folders_are_found_in_order(tmp_path: Path) -> None:
    filled(tmp_path, "b.png", "a/2.png", "a/1.png")
    assert [p.name for p in found(tmp_path).files] == ["1.png", "2.png", "b.png"]


def test_what_cannot_be_evidence_is_counted_by_reason(tmp_path: Path) -> None:
    filled(tmp_path, "there.png", "Thumbs.db")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "link.png").symlink_to(tmp_path / "there.png")
    os.mkfifo(tmp_path / "pipe")
    seen = found(tmp_path)
    assert [p.name for p in seen.files] == ["there.png"]
    assert seen.passed == {Passed.EMPTY: 1, Passed.LINK: 1, Passed.NO_FILE: 1, Passed.SYSTEM: 1}


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    filled(tmp_path, "inner/one.png")
    (tmp_path / "inner" / "round").symlink_to(tmp_path)
    seen = found(tmp_path)
    assert [p.name for p in seen.files] == ["one.png"]
    assert seen.passed == {Passed.LINK: 1}


def test_files_beyond_the_most_are_counted_not_taken(tmp_path: Path) -> None:
    filled(tmp_path, *(f"{n}.png" for n in range(5)))
    seen = found(tmp_path, most=3)
    assert len(seen.files) == 3
    assert "files beyond the first 3 (2)" in passed_words("box", seen, most=3)


def test_an_endless_folder_is_not_looked_through(tmp_path: Path) -> None:
    filled(tmp_path, *(f"{n}.png" for n in range(5)))
    seen = found(tmp_path, most_seen=2)
    assert not seen.all_seen
    assert "too much to look through" in passed_words("box", seen)


def test_a_folder_without_a_file_says_so(tmp_path: Path) -> None:
    assert passed_words("box", found(tmp_path)) == "box: there is no file in it that could be taken."


def test_nothing_is_said_where_all_was_taken(tmp_path: Path) -> None:
    filled(tmp_path, "a.png")
    assert passed_words("box", found(tmp_path)) == ""


def test_a_socket_is_looked_at_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind("ear")
        assert needs_gathering(Path("ear"))
        assert found(Path("ear")).passed == {Passed.NO_FILE: 1}


def test_looking_can_be_cancelled(tmp_path: Path) -> None:
    filled(tmp_path, "a.png")
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        gather(tmp_path, token=token)
