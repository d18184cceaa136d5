"""How a child is started: by which command, with what environment, held by what."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from console.guarded.job import Job

FLAGS = ("-I", "-B", "-X", "utf8")


def command() -> list[str]:
    """Return how the child is started: the program itself where it is frozen, else this folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--guarded-child"]
    return command_on(sys.platform, sys.executable, getattr(sys, "_base_executable", ""), sys.path)


def command_on(platform: str, executable: str, base: str, folders: Sequence[str]) -> list[str]:
    """Return the command on a system.

    On Windows the Python of a virtual environment only starts another one, which a job object that allows one
    process would refuse; so that other one is started, and told where the libraries lie.
    """
    here = str(Path(__file__).parent)
    if platform == "win32" and base and base != executable:
        return [base, *FLAGS, here, *(folder for folder in folders if folder.endswith("site-packages"))]
    return [executable, *FLAGS, here]


def environment_of(ours: Mapping[str, str]) -> dict[str, str]:
    """Return the little that a process needs to start; nothing of the person's own."""
    return {k: v for k, v in ours.items() if k in ("SYSTEMROOT", "WINDIR")} | {"LC_ALL": "C.UTF-8"}


def started(start: Sequence[str]) -> tuple["subprocess.Popen[bytes]", Job]:
    """Return the running child and what holds it. Raises: OSError."""
    process = subprocess.Popen(  # noqa: S603 -- our own program, no shell, nothing of the file in its arguments
        list(start),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),  # noqa: PTH100 -- the root, which no relative name can mean
        env=environment_of(os.environ),
        start_new_session=sys.platform != "win32",  # Ctrl+C is for the console, which then ends the child
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        return process, Job(int(getattr(process, "_handle", 0)))
    except OSError:
        process.kill()
        raise
