"""Has the system refuse what a full disk or a foreign folder would."""

import contextlib
import os
import sys
from collections.abc import Iterator

if sys.platform != "win32":
    import resource


@contextlib.contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Have the system refuse to write any file past `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Be nobody in particular for a while, where root runs the tests: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
