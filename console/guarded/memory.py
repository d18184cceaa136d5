"""How much memory another process of ours has, on macOS, as the system's own monitor shows it."""

import ctypes

_USAGE_VERSION = 0


class Usage(ctypes.Structure):
    """``rusage_info_v0`` of ``<sys/resource.h>``."""

    _fields_ = (
        ("uuid", ctypes.c_uint8 * 16),
        ("user_time", ctypes.c_uint64),
        ("system_time", ctypes.c_uint64),
        ("idle_wakeups", ctypes.c_uint64),
        ("interrupt_wakeups", ctypes.c_uint64),
        ("page_ins", ctypes.c_uint64),
        ("wired", ctypes.c_uint64),
        ("resident", ctypes.c_uint64),
        ("footprint", ctypes.c_uint64),
        ("started_at", ctypes.c_uint64),
        ("ended_at", ctypes.c_uint64),
    )


def bytes_of(pid: int) -> int | None:
    """Return the bytes that a process has, None where that cannot be known (it has just ended)."""
    usage = Usage()
    library = ctypes.CDLL("/usr/lib/libproc.dylib")
    failed = library.proc_pid_rusage(ctypes.c_int(pid), _USAGE_VERSION, ctypes.byref(usage))
    return None if failed else footprint_of(usage)


def footprint_of(usage: Usage) -> int:
    """Return what counts: memory of its own, compressed parts too."""
    return int(usage.footprint)
