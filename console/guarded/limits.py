"""How the child locks itself in, once all it needs is loaded: Linux and macOS; on Windows its host does it.

Memory is held by the limit on Linux, by the host's watch on macOS, by a job object on Windows.
"""

import contextlib
import ctypes
import os
import sys

MEMORY = 1024 * 1024 * 1024
LIFETIME_SECONDS = 120  # of processor time, however many files
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES = 38


def limits_on(platform: str, last_fd: int) -> dict[str, int]:
    """Return what a process may have on a system, by the name of the limit; nothing where there are none.

    `last_fd` is the highest descriptor in use: with it as the limit nothing can be opened any more, neither a
    file nor a connection, whatever a broken parser is made to do.
    """
    if platform not in ("linux", "darwin"):
        return {}
    memory = {"RLIMIT_AS": MEMORY} if platform == "linux" else {}
    return memory | {
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
        "RLIMIT_NOFILE": last_fd + 1,
        "RLIMIT_CPU": LIFETIME_SECONDS,
    }


def close_in(last_fd: int) -> None:
    """Take from this process: more memory, core dumps, writing, forking, and every new file or socket."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- does not exist everywhere

    if sys.platform == "linux":
        _leave_network()
    for name, most in limits_on(sys.platform, last_fd).items():
        what = getattr(resource, name)
        allowed = resource.getrlimit(what)[1]
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (least, least))


def _leave_network() -> None:
    """Go where no network is, as far as this system lets us, and give up ever gaining rights.

    Quiet where it does not: without a free descriptor no connection can be opened anyway.
    """
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if system.unshare(_NEW_USER | _NEW_NETWORK):
            system.unshare(_NEW_NETWORK)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def allow_seconds(seconds: float) -> None:
    """Let the next file have this much processor time; more ends the process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- does not exist everywhere

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(until, LIFETIME_SECONDS), LIFETIME_SECONDS))


def close_everything_above(last_fd: int) -> None:
    """Close descriptors that were open by accident."""
    with contextlib.suppress(OSError, ValueError):
        os.closerange(last_fd + 1, 1024)
