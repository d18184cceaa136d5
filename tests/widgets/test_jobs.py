"""What the lanes promise: order, one delivery, nobody called who is gone, no personal data in reports."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from console.crash import Crash
from console.errors import Refused
from console.progress import Progress, Token
from widgets.jobs import Jobs


@pytest.fixture
def jobs(qapp: object, tmp_path: Path) -> Iterator[Jobs]:
    jobs = Jobs(tmp_path / "crashes")
    yield jobs
    jobs.close()


def settle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: jobs.running == 0, timeout=30_000)


def test_writes_keep_their_order(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []
    for number in range(200):
        jobs.write(seen.append, number)
    settle(qtbot, jobs)
    assert seen == list(range(200))


def test_the_result_is_delivered_in_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[tuple[int, bool]] = []
    jobs.read(sum, [1, 2], done=lambda n: seen.append((n, QThread.isMainThread())))
    settle(qtbot, jobs)
    assert seen == [(3, True)]


def test_a_refusal_reaches_its_callback_and_not_done(qtbot: QtBot, jobs: Jobs) -> None:
    def refuse() -> None:
        raise Refused("No.")

    seen: list[object] = []
    jobs.write(refuse, done=seen.append, refused=lambda r: seen.append(r.msgid), failed=seen.append)
    settle(qtbot, jobs)
    assert seen == ["No."]


def test_a_bug_is_reported_without_the_values_it_met(qtbot: QtBot, jobs: Jobs) -> None:
    def stumble(name: str) -> None:
        raise ValueError(f"cannot use {name}")

    seen: list[Crash] = []
    jobs.read(stumble, "Hanako Yamada", failed=seen.append)
    settle(qtbot, jobs)
    assert seen[0].path is not None
    text = seen[0].path.read_text("utf-8")
    assert "ValueError" in text
    assert "in stumble" in text
    assert "Hanako" not in text + seen[0].path.name


def test_defaults_answer_where_a_job_brings_no_callback(qtbot: QtBot, tmp_path: Path) -> None:
    seen: list[str] = []
    jobs = Jobs(tmp_path, failed=lambda crash: seen.append(crash.kind))
    jobs.read(lambda: 1 // 0)
    settle(qtbot, jobs)
    jobs.close()
    assert seen == ["ZeroDivisionError"]


def test_only_the_newest_of_a_key_delivers(qtbot: QtBot, jobs: Jobs) -> None:
    go = threading.Event()

    def slow(text: str) -> str:
        go.wait(10)
        return text

    seen: list[str] = []
    for text in ("y", "ya", "yam"):
        jobs.latest("search", slow, text, done=seen.append)
    go.set()
    settle(qtbot, jobs)
    assert seen == ["yam"]


def test_an_older_job_of_a_key_learns_that_it_may_stop(qtbot: QtBot, jobs: Jobs) -> None:
    stopped = threading.Event()
    begun = threading.Event()

    def work(token: Token) -> None:
        begun.set()
        while not token.cancelled:
            pass
        stopped.set()

    jobs.latest("k", work)
    assert begun.wait(10)
    jobs.latest("k", sum, [1])
    settle(qtbot, jobs)
    assert stopped.is_set()


def test_cancelling_before_the_start_runs_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    gate = threading.Event()
    seen: list[str] = []
    jobs.write(gate.wait, 10)
    job = jobs.write(seen.append, "ran", cancelled=lambda: seen.append("cancelled"))
    job.cancel()
    gate.set()
    settle(qtbot, jobs)
    assert seen == ["cancelled"]


def test_progress_arrives_and_ends_with_the_last_step(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        for step in range(1000):
            progress(step + 1, 1000)

    seen: list[tuple[int, int | None]] = []
    jobs.write(work, progress=lambda done, total: seen.append((done, total)))
    settle(qtbot, jobs)
    assert seen[-1] == (1000, 1000)


def test_nobody_is_called_whose_widget_is_gone(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QWidget()
    seen: list[int] = []
    jobs.read(sum, [1], owner=owner, done=seen.append)
    delete(owner)
    settle(qtbot, jobs)
    assert seen == []


def test_a_method_of_a_deleted_object_is_not_called(qtbot: QtBot, jobs: Jobs) -> None:
    class Listener(QObject):
        heard = 0

        def hear(self, _value: int) -> None:
            Listener.heard += 1

    listener = Listener()
    jobs.read(sum, [1], done=listener.hear)
    delete(listener)
    settle(qtbot, jobs)
    assert Listener.heard == 0


def test_closing_finishes_the_writes_handed_in(qtbot: QtBot, tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    written: list[int] = []
    for number in range(50):
        jobs.write(written.append, number)
    jobs.close()
    assert len(written) == 50


def test_thousands_of_jobs_all_call_back_once(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    counts = dict.fromkeys(("done", "failed"), 0)

    def count(name: str) -> None:
        counts[name] += 1

    for number in range(4000):
        lane = jobs.write if number % 2 else jobs.read
        lane(lambda n=number: [n] * 50, owner=owner, done=lambda _v: count("done"))
        jobs.read(int, "x", failed=lambda _c: count("failed")) if number % 100 == 0 else None
    settle(qtbot, jobs)
    assert counts == {"done": 4000, "failed": 40}
