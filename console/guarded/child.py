"""The child's side: load, lock oneself in, then answer one request after the other until the pipe ends."""

import os
import sys
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from console.evidence.records_files import MAX_FILE
from console.guarded import inspecting, limits
from console.guarded.frames import BrokenTalkError, read_exactly, read_head, write_frame

OUT = 3  # the pipe to the host; 1 and 2 lead nowhere, whatever a library prints


def main() -> int:
    """Serve the host at the other end of standard input and output; return the exit status."""
    answers = _take_over_pipes()
    inspecting.load_everything()
    limits.close_in(OUT)
    with suppress(BrokenPipeError):
        write_frame(answers, {"ready": True})
        while _serve_one(sys.stdin.buffer, answers):
            pass
    return 0


def _take_over_pipes() -> BinaryIO:
    os.dup2(1, OUT)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    limits.close_everything_above(OUT)
    return os.fdopen(OUT, "wb")


def _serve_one(requests: BinaryIO, answers: BinaryIO) -> bool:
    try:
        request = read_head(requests)
        data = read_exactly(requests, min(int(request["size"]), MAX_FILE))
    except BrokenTalkError:
        return False
    limits.allow_seconds(float(request["seconds"]))
    head, blobs = inspecting.timed(partial(inspecting.answer_to, request, data))
    write_frame(answers, head, blobs)
    return True


if __name__ == "__main__":
    sys.exit(main())
