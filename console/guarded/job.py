"""Windows' own hold on a child: a job object that its host makes, and that ends the child with itself."""

import ctypes
import sys

from console.guarded.limits import LIFETIME_SECONDS, MEMORY

EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
PROCESS_TIME, ACTIVE_PROCESSES, PROCESS_MEMORY = 0x2, 0x8, 0x100
DIE_QUIETLY, END_ON_CLOSE = 0x400, 0x2000
TICKS = 10_000_000  # a second, in Windows' hundreds of nanoseconds


class BasicLimits(ctypes.Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION`` of ``<winnt.h>``."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION`` of ``<winnt.h>``."""

    _fields_ = (
        ("basic", BasicLimits),
        ("input_output", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limits() -> ExtendedLimits:
    """Return what a child may have: memory, time, no child of its own, no dialog when it dies."""
    flags = PROCESS_TIME | ACTIVE_PROCESSES | PROCESS_MEMORY | DIE_QUIETLY | END_ON_CLOSE
    basic = BasicLimits(process_time=LIFETIME_SECONDS * TICKS, flags=flags, active_processes=1)
    return ExtendedLimits(basic=basic, process_memory=MEMORY)


class Job:
    """Holds the process with this handle until it is let go of, which ends the process.

    Raises: OSError where Windows refuses; on other systems nothing is held.
    """

    def __init__(self, process: int) -> None:
        self._handle: int | None = None
        if sys.platform == "win32":
            self._hold(process)

    if sys.platform == "win32":

        def _hold(self, process: int) -> None:
            system = _kernel()
            self._handle = system.CreateJobObjectW(None, None)
            wanted = limits()
            size = ctypes.sizeof(wanted)
            if not (
                self._handle
                and system.SetInformationJobObject(self._handle, EXTENDED_LIMITS, ctypes.byref(wanted), size)
                and system.AssignProcessToJobObject(self._handle, process)
            ):
                self.let_go()
                raise ctypes.WinError(ctypes.get_last_error())

    def let_go(self) -> None:
        """End what is held."""
        if sys.platform == "win32" and self._handle:
            _kernel().CloseHandle(self._handle)
        self._handle = None


if sys.platform == "win32":

    def _kernel() -> ctypes.WinDLL:
        """Return Windows' calls with the types of their arguments: handles are as wide as pointers."""
        system = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = ctypes.c_void_p
        system.CreateJobObjectW.argtypes = (handle, ctypes.c_wchar_p)
        system.CreateJobObjectW.restype = handle
        system.SetInformationJobObject.argtypes = (handle, ctypes.c_int, handle, ctypes.c_uint32)
        system.AssignProcessToJobObject.argtypes = (handle, handle)
        system.CloseHandle.argtypes = (handle,)
        return system
