"""The child is held: in time, in memory, in what it may open; and nothing it says is believed unchecked."""

import ctypes
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.evidence.records_files import Preview, Reason
from console.guarded import process
from console.guarded.host import Guard
from console.guarded.memory import Usage, footprint_of
from console.guarded.pool import CHILDREN
from console.guarded.process import Child
from console.guarded.starting import command
from console.guarded.watch import MEMORY, Watch, verdict_on
from tests.conftest import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="the limits of this issue are Linux's")
MAIL = b"From: a@b.example\nSubject: x\n\ny"


def pretending(body: str) -> list[str]:
    """Return the command of a child that a broken parser has taken over: `body` runs once it was asked."""
    head = f"""
        import hashlib, os, sys, time
        sys.path.insert(0, {str(ROOT)!r})
        from console.guarded.frames import *
        from console.guarded.frames import _START
        out = sys.stdout.buffer
        write_frame(out, {{"ready": True}})
        request = read_head(sys.stdin.buffer)
        got = read_exactly(sys.stdin.buffer, request["size"])
        TWO, MINUS = [b"", b""], [["", "", -1, "", 0, 0, ""]]
        MAIL = {{"subject": "", "senders": [], "to": [], "cc": [], "sent_at": "", "message_id": "",
                "answers": [], "html_was": False, "notes": [], "attachments": [], "kind": "ordinary",
                "bounces": [], "inner": [], "remote": 0}}
        INSIDE = {{"title": "", "author": "", "parts": [], "lines": [], "files": [], "count": 0, "total": 0,
                  "remarks": []}}
    """
    return [sys.executable, "-I", "-c", textwrap.dedent(head) + textwrap.dedent(body)]


def reason_of(start: list[str], *, seconds: float = 2.0) -> Reason | None:
    """Return why a mail is refused by a guard with this child."""
    with Guard(start, seconds=seconds) as guard:
        found = guard.inspect([MAIL], len(MAIL))
        assert (found.preview is Preview.REFUSED) == (found.reason is not None)
        return found.reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("time.sleep(60)", Reason.TIMED_OUT),
        ("while True: pass", Reason.TIMED_OUT),
        ("sys.exit(0)", Reason.CRASHED),
        ("os.kill(os.getpid(), 11)", Reason.CRASHED),
        ("out.write(b'hello' * 1000); out.flush(); time.sleep(60)", Reason.CRASHED),
        ("out.write(_START.pack(b'RKF1', 2**31)); out.flush(); time.sleep(60)", Reason.CRASHED),
        ("write_frame(out, {'blobs': 1})", Reason.CRASHED),
        (
            "out.write(packed_head({'preview': 'made', 'blobs': [2**40]})); out.flush(); time.sleep(60)",
            Reason.CRASHED,
        ),
        (
            "out.write(packed_head({'preview': 'made', 'blobs': [-1]})); out.flush(); time.sleep(60)",
            Reason.CRASHED,
        ),
        ("out.write(_START.pack(b'RKF1', 200000) + b'[' * 200000); out.flush()", Reason.CRASHED),
        ("while True: out.write(b'x' * 1000)", Reason.CRASHED),
    ],
)
def test_a_child_that_hangs_dies_or_floods_costs_one_preview(body: str, reason: Reason) -> None:
    assert reason_of(pretending(body), seconds=0.5 if reason is Reason.TIMED_OUT else 5.0) is reason


LIES = [
    "write_frame(out, {})",
    "write_frame(out, {'preview': 'wonderful'})",
    "write_frame(out, {'preview': 'refused', 'reason': 'mood'})",
    "write_frame(out, {'preview': 'made'})",
    "write_frame(out, {'preview': 'made', 'pictures': [[1, 1], [1, 1]]}, [b'abc', b'abcd' * 2])",
    "write_frame(out, {'preview': 'made', 'pictures': [[321, 1], [1, 1]]}, [b'abc' * 321, b'abc'])",
    "write_frame(out, {'preview': 'made', 'pictures': [[1, 1], [1601, 1]]}, [b'abc', b'abc' * 1601])",
    "write_frame(out, {'preview': 'made', 'pictures': [[1, 1], [0, 0]]}, [b'abc', b''])",
    "write_frame(out, {'preview': 'made', 'pictures': [[1, 1]] * 9}, [b'abc'] * 9)",
    "write_frame(out, {'preview': 'made', 'pages': 1e9, 'pictures': [[1, 1]] * 2}, [b'abc'] * 2)",
    "write_frame(out, {'preview': 'made', 'mail': MAIL})",
    "write_frame(out, {'preview': 'made', 'mail': MAIL}, [b'\\xff', b''])",
    "write_frame(out, {'preview': 'made', 'mail': MAIL}, [b'a\\0b', b''])",
    "write_frame(out, {'preview': 'made', 'mail': MAIL}, [b'x' * 1000001, b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'subject': 'x' * 2001}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'subject': 'a\\nb'}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'to': [['a']]}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'sent_at': 'now'}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'sent_at': '2026-11-23T12:00:00'}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'notes': [['a', 'b', 'c']]}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'attachments': MINUS}}, TWO)",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'kind': 'odd'}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'bounces': [['a']]}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'remote': -1}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'inner': [MAIL]}}, [b'', b''])",
    "write_frame(out, {'preview': 'made', 'mail': MAIL}, [b'', b'', b'more'])",
    "write_frame(out, {'preview': 'made', 'inside': 1})",
    "write_frame(out, {'preview': 'made', 'inside': {**INSIDE, 'title': 'a\\u202eb'}})",
    "write_frame(out, {'preview': 'made', 'inside': {**INSIDE, 'lines': ['x' * 301]}})",
    "write_frame(out, {'preview': 'made', 'inside': {**INSIDE, 'files': [['a', -1]]}})",
    "write_frame(out, {'preview': 'made', 'inside': {**INSIDE, 'files': [['a', 1]] * 501}})",
    "write_frame(out, {'preview': 'made', 'inside': {**INSIDE, 'count': 2**40}})",
    "write_frame(out, {'preview': 'made', 'inside': {**INSIDE, 'remarks': ['nice']}})",
    "write_frame(out, {'preview': 'made', 'mail': MAIL, 'mail_pictures': [['a', 1, 1]]}, [b'', b'', b'x'])",
    "write_frame(out, {'preview': 'made', 'mail': {**MAIL, 'inner': [{**MAIL, 'to': 1}]}}, [b''] * 4)",
]


@pytest.mark.parametrize("body", LIES)
def test_what_cannot_be_true_is_not_believed(body: str) -> None:
    assert reason_of(pretending(body), seconds=10.0) is Reason.CRASHED


def test_the_bytes_of_a_file_must_be_those_of_its_hash() -> None:
    lie = "MAIL['attachments'] = [['a', 'x/y', 1, hashlib.sha256(b'a').hexdigest(), False, True, '']]\n"
    with Guard(
        pretending(lie + "write_frame(out, {'preview': 'made', 'mail': MAIL}, [b'', b'', b'b'])")
    ) as guard:
        assert guard.read_mail([MAIL], len(MAIL)) is Reason.CRASHED


def test_an_honest_answer_in_the_same_form_is_believed() -> None:
    assert (
        reason_of(pretending("write_frame(out, {'preview': 'made', 'mail': MAIL}, [b'text', b''])")) is None
    )


def test_the_type_that_a_child_finds_is_believed_within_its_family_only() -> None:
    told = "write_frame(out, {'preview': 'made', 'media_type': 'application/zip', 'inside': INSIDE})"
    with Guard(pretending(told)) as guard:
        assert guard.inspect([MAIL], len(MAIL)).media_type == "message/rfc822"
    with Guard(pretending(told)) as guard:
        assert guard.inspect([b"PK\3\4word/"], 9).media_type == "application/zip"


def test_a_child_that_cannot_start_costs_previews_and_no_more() -> None:
    assert reason_of(["/no/such/program"]) is Reason.CRASHED
    assert reason_of([sys.executable, "-c", "pass"]) is Reason.CRASHED


@pytest.fixture
def guard() -> Iterator[Guard]:
    """Return a running guard of one child."""
    with Guard(children=1) as running:
        running.warm()
        yield running


def _pid(guard: Guard) -> int:
    (pid,) = guard.pool.pids
    return pid


def test_a_killed_child_is_replaced_by_the_next_file(guard: Guard) -> None:
    subprocess.run(["kill", "-9", str(_pid(guard))], check=True)
    assert guard.inspect([MAIL], len(MAIL)).preview in (Preview.MADE, Preview.REFUSED)
    assert guard.inspect([MAIL], len(MAIL)).preview is Preview.MADE


def test_a_file_that_went_wrong_costs_its_child(guard: Guard) -> None:
    before = _pid(guard)
    guard.inspect([b"%PDF-1.7 nothing"], 16)
    assert _pid(guard) != before


def test_a_child_serves_many_files_but_not_forever(guard: Guard) -> None:
    pids = set[int]()
    while len(pids) < 2:
        guard.inspect([MAIL], len(MAIL))
        pids |= set(guard.pool.pids)
    guard.inspect([MAIL], len(MAIL))


def test_a_file_that_is_not_as_long_as_was_said_is_refused(guard: Guard) -> None:
    assert guard.inspect([MAIL], len(MAIL) + 1).reason is Reason.DAMAGED
    assert guard.inspect([MAIL, MAIL], len(MAIL)).reason is Reason.DAMAGED
    assert guard.inspect([MAIL], len(MAIL)).preview is Preview.MADE


def test_trouble_in_reading_a_file_is_the_readers_own(guard: Guard) -> None:
    def pieces() -> Iterator[bytes]:
        yield MAIL
        raise PermissionError

    with pytest.raises(PermissionError):
        guard.inspect(pieces(), 2 * len(MAIL))
    assert guard.inspect([MAIL], len(MAIL)).preview is Preview.MADE


def test_closing_ends_a_file_that_hangs() -> None:
    guard = Guard(pretending("time.sleep(60)"), seconds=60)
    found: list[Reason | None] = []
    waiting = threading.Thread(target=lambda: found.append(guard.inspect([MAIL], len(MAIL)).reason))
    waiting.start()
    while waiting.is_alive() and not guard.pool._busy:
        pass
    guard.close()
    waiting.join(10)
    assert found == [Reason.CRASHED]
    guard.close()


def test_threads_may_share_one_guard(guard: Guard) -> None:
    found: list[Preview] = []
    ask = lambda: found.append(guard.inspect([MAIL], len(MAIL)).preview)  # noqa: E731 -- one line, four threads
    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Preview.MADE] * 4


def test_a_mail_being_read_does_not_hold_up_another_file() -> None:
    waits = "time.sleep(60) if b'slow' in got else write_frame(out, {'preview': 'none'})"
    with Guard(pretending(waits), seconds=60, children=2) as guard:
        slow = threading.Thread(target=guard.inspect, args=([b"slow"], 4))
        slow.start()
        assert guard.inspect([b"fast"], 4).preview is Preview.NONE
        assert slow.is_alive()
    slow.join(10)


def test_a_guard_for_one_file_starts_one_child_and_a_warm_one_starts_all() -> None:
    with Guard() as guard:
        guard.inspect([MAIL], len(MAIL))
        assert len(guard.pool.pids) == 1
        guard.warm()
        assert len(guard.pool.pids) == CHILDREN


def test_a_worn_child_serves_until_another_has_loaded(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = guard.pool.pids
    monkeypatch.setattr(process, "MOST_FILES", 1)
    guard.inspect([MAIL], len(MAIL))
    assert first in guard.pool.pids
    assert len(guard.pool.pids) == 2


def test_a_file_that_ended_a_child_twice_is_not_tried_again(guard: Guard, tmp_path: Path) -> None:
    told = f"open({str(tmp_path / 'tries')!r}, 'ab').write(b'x'); os.kill(os.getpid(), 11)"
    with Guard(pretending(told), children=1) as hurt:
        found = [hurt.inspect([MAIL], len(MAIL)).reason for _ in range(4)]
        assert hurt.inspect([MAIL + b"!"], len(MAIL) + 1).reason is Reason.CRASHED
    assert found == [Reason.CRASHED] * 4
    assert (tmp_path / "tries").read_bytes() == b"xxx"


def test_a_child_that_a_closing_window_ends_is_not_the_files_fault() -> None:
    guard = Guard(pretending("time.sleep(60)"), seconds=60)
    for _ in range(3):
        waiting = threading.Thread(target=guard.inspect, args=([MAIL], len(MAIL)))
        waiting.start()
        while waiting.is_alive() and not guard.pool._busy:
            pass
        guard.close()
        waiting.join(10)
    assert guard._strikes._known == {}


def test_a_process_is_ended_for_its_time_or_its_memory() -> None:
    assert verdict_on(1.0, 5.0, None) is None
    assert verdict_on(5.0, 5.0, MEMORY) is Reason.TIMED_OUT
    assert verdict_on(1.0, 5.0, MEMORY) is None
    assert verdict_on(1.0, 5.0, MEMORY + 1) is Reason.MEMORY


def test_a_watched_child_above_its_memory_is_ended() -> None:
    ended = threading.Event()
    with Watch(1, 60.0, ended.set, lambda _pid: MEMORY + 1) as watch:
        assert ended.wait(10)
    assert watch.verdict is Reason.MEMORY


def test_the_memory_of_a_process_is_read_where_the_system_writes_it() -> None:
    assert (ctypes.sizeof(Usage), Usage.footprint.offset) == (96, 72)
    assert footprint_of(Usage(footprint=7, resident=5)) == 7


# ---- what the child may not do


def in_child(body: str) -> str:
    """Return what a process prints that loads all parsers, locks itself in, and then does `body`."""
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import os, socket
from console.guarded import inspecting, limits
inspecting.load_everything()
limits.close_in(2)
try:
    {body}
    print("done")
except (OSError, MemoryError) as error:
    print(type(error).__name__)
"""
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() or str(done.returncode)


@linux
@pytest.mark.parametrize(
    ("body", "ends"),
    [
        ("open('/etc/hostname')", "OSError"),
        ("open('/dev/null', 'w')", "OSError"),
        ("socket.socket()", "OSError"),
        ("os.pipe()", "OSError"),
        ("os.listdir('/')", "OSError"),
        ("bytearray(1100 * 1024 * 1024)", "MemoryError"),
        ("import wave", "OSError"),
        ("limits.allow_seconds(0)\n    while True: pass", "-24"),
        ("1 + 1", "done"),
    ],
)
def test_a_locked_in_child_can_open_nothing_more(body: str, ends: str) -> None:
    assert in_child(body) == ends


@linux
def test_the_real_child_runs_under_its_limits(guard: Guard) -> None:
    guard.inspect([MAIL], len(MAIL))
    with open(f"/proc/{_pid(guard)}/limits") as file:  # noqa: PTH123 -- a file of the system's making
        limits = {line[:26].strip(): line[26:].split()[:2] for line in file}
    assert limits["Max open files"] == ["4", "4"]
    assert limits["Max file size"] == limits["Max processes"] == limits["Max core file size"] == ["0", "0"]
    assert limits["Max address space"] == [str(2**30)] * 2


@linux
def test_the_child_inherits_nothing_of_ours(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_OURS", "x")
    child = Child(command())
    child.ask({"do": "inspect", "size": 0, "name": "", "seconds": 1.0}, [], 5.0)
    with open(f"/proc/{child.pid}/environ") as file:  # noqa: PTH123 -- a file of the system's making
        assert file.read() == "LC_ALL=C.UTF-8\0"
    child.end()


def test_the_host_loads_no_parser() -> None:
    code = "import console.guarded.host, sys; print({'PIL', 'pypdfium2', 'email'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
