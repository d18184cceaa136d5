"""How the child locks itself in, once all it needs is loaded. Linux; other systems have their own ways."""

import contextlib
import os
import sys

MEMORY = 1024 * 1024 * 1024
LIFETIME_SECONDS = 120  # of processor time, however many files


def close_in(last_fd: int) -> None:
    """Take away from this process: more memory, core dumps, writing, forking, and every new file or socket.

    `last_fd` is the highest descriptor in use: with it as the limit nothing can be opened any more, neither a
    file nor a connection, whatever a broken parser is made to do.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 -- does not exist everywhere

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, last_fd + 1),
        (resource.RLIMIT_CPU, LIFETIME_SECONDS),
    ):
        allowed = resource.getrlimit(what)[1]
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(what, (least, least))


def allow_seconds(seconds: float) -> None:
    """Let the next file have this much processor time; more ends the process."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 -- does not exist everywhere

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (min(until, LIFETIME_SECONDS), LIFETIME_SECONDS))


def close_everything_above(last_fd: int) -> None:
    """Close descriptors that were open by accident."""
    with contextlib.suppress(OSError, ValueError):
        os.closerange(last_fd + 1, 1024)
