"""What holds the child on each system; the ways of Windows and macOS as far as they can be tried here."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from console.evidence.records_files import Preview
from console.guarded.host import Guard
from console.guarded.job import BasicLimits, ExtendedLimits, Job, limits
from console.guarded.limits import LIFETIME_SECONDS, MEMORY, limits_on
from console.guarded.starting import command, command_on, environment_of
from tests.conftest import ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")


def test_each_system_has_its_limits() -> None:
    everywhere = {"RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_NPROC": 0, "RLIMIT_NOFILE": 4}
    everywhere |= {"RLIMIT_CPU": LIFETIME_SECONDS}
    assert limits_on("linux", 3) == {"RLIMIT_AS": MEMORY} | everywhere
    assert limits_on("darwin", 3) == everywhere
    assert limits_on("win32", 3) == {}


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64-bit Windows")
def test_windows_reads_the_limits_where_it_expects_them() -> None:
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
    assert (BasicLimits.flags.offset, BasicLimits.active_processes.offset) == (16, 40)
    assert ExtendedLimits.process_memory.offset == 112


def test_a_job_allows_one_process_some_memory_and_time_and_ends_with_its_host() -> None:
    wanted = limits()
    assert (wanted.process_memory, wanted.basic.active_processes) == (MEMORY, 1)
    assert wanted.basic.process_time == LIFETIME_SECONDS * 10**7
    assert wanted.basic.flags == 0x2000 | 0x400 | 0x100 | 0x8 | 0x2


@pytest.mark.skipif(sys.platform == "win32", reason="there it holds")
def test_elsewhere_a_job_holds_nothing() -> None:
    Job(0).let_go()


def test_on_windows_the_python_that_does_the_work_is_started_itself() -> None:
    found = command_on("win32", "v\\python.exe", "C:\\python.exe", ["C:\\lib", "v\\site-packages"])
    assert (found[0], found[-1]) == ("C:\\python.exe", "v\\site-packages")
    assert command_on("linux", "v/python", "/usr/bin/python", ["v/site-packages"])[0] == "v/python"


def test_a_child_gets_nothing_of_our_environment_but_where_windows_lies() -> None:
    ours = {"HOME": "x", "SECRET": "y", "SYSTEMROOT": "C:\\Windows"}
    assert environment_of(ours) == {"SYSTEMROOT": "C:\\Windows", "LC_ALL": "C.UTF-8"}


def test_a_child_that_is_told_where_libraries_lie_serves_like_any(tmp_path: Path) -> None:
    with Guard([*command(), str(tmp_path)]) as guard:
        assert guard.inspect([b"a text"], 6).preview is Preview.NONE


@linux
def test_a_locked_in_child_sees_no_network_where_the_system_lets_it_leave() -> None:
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import ctypes
from console.guarded import limits
limits._leave_network()
print(open("/proc/net/dev").read().count(":"), ctypes.CDLL(None).prctl(39, 0, 0, 0, 0))
"""
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    interfaces, no_new_privileges = map(int, done.stdout.split())
    assert no_new_privileges == 1
    assert interfaces in (1, len(Path("/proc/net/dev").read_text(encoding="utf-8").splitlines()) - 2)
