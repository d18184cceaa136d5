"""How fast strangers' files are shown: a photograph through a warm child, alone and while mails are read."""

import io
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from statistics import median, quantiles

from PIL import Image

from console.evidence.records_files import Inspection, Preview
from console.guarded.host import Guard

SIZE, QUALITY = (4000, 3000), 84  # with the grain below about 4 MB, as a telephone writes them
LOOKS, WARM_UP = 60, 3
MOST_MS = 150.0
MAILS = 200


def photograph(seed: int) -> bytes:
    """Return a JPEG with shapes and grain, which cost the decoder what a real one does."""
    random = Random(seed)
    coarse = Image.frombytes("RGB", (500, 375), random.randbytes(500 * 375 * 3))
    shapes = coarse.resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 20).convert("RGB")
    file = io.BytesIO()
    Image.blend(shapes, grain, 0.35).save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def mail() -> bytes:
    """Return a mail whose text takes a child a while."""
    line = "The box is crushed and the figure inside has a crack along its base. 箱がつぶれていました。\r\n"
    head = "From: a@example.com\r\nSubject: box\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    return (head + line * 5_000).encode()


@contextmanager
def mails_read_by(guard: Guard) -> Iterator[None]:
    """Have another thread read mails through the same guard."""
    over, raw = threading.Event(), mail()

    def read() -> None:
        while not over.is_set():
            guard.read_mails([raw] * MAILS)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield
    finally:
        over.set()
        reader.join()


def looks(guard: Guard, files: list[bytes]) -> list[float]:
    """Return how many milliseconds each look took. Raises: ValueError where a photograph was not shown."""
    times = []
    for number in range(LOOKS + WARM_UP):
        data = files[number % len(files)]
        began = time.perf_counter()
        found: Inspection = guard.inspect([data], len(data), "box.jpg")
        times.append((time.perf_counter() - began) * 1000)
        if found.preview is not Preview.MADE:
            raise ValueError(found)
    return times[WARM_UP:]


def line_of(what: str, times: list[float]) -> str:
    """Return one row of the table."""
    return f"| {what} | {median(times):.0f} | {quantiles(times, n=20)[-1]:.0f} | {max(times):.0f} |"


def main() -> None:
    """Print the table."""
    files = [photograph(seed) for seed in range(3)]
    with Guard() as guard:
        guard.warm()
        while not guard.pool.is_warm:
            time.sleep(0.01)
        alone = looks(guard, files)
        with mails_read_by(guard):
            beside = looks(guard, files)
    megabytes = sum(map(len, files)) / len(files) / 1e6
    print(f"### Strangers' files: a JPEG of 12 megapixels, {megabytes:.1f} MB, {LOOKS} looks in a row\n")
    print("| through a warm child | p50, ms | p95, ms | max, ms |\n|---|---|---|---|")
    print(line_of("nothing else going on", alone))
    print(line_of("while the other child reads mails", beside))
    met = "yes" if quantiles(alone, n=20)[-1] <= MOST_MS else "no"
    print(f"\nWithin {MOST_MS:.0f} ms at p95, nothing else going on: {met}.")


if __name__ == "__main__":
    main()
