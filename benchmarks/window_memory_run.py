"""One desk at work in this process, which loads what the program loads and no more: see window_memory.py.

``python -m benchmarks.window_memory_run STORE``, passphrase, name and password on the standard input; prints
the resident megabytes as JSON, after signing in and after each search.
"""

import gc
import json
import resource
import sys
from pathlib import Path

import main as program
from benchmarks.window_frames import Frames, Hand
from console.stores.records import Place
from widgets.screens.sign_in import SignInScreen
from widgets.window_start import make_window

QUERIES = ("yamada hanako", "山田", "suzuki@", "RK-800", "5512", "vintage teapot", "パソコン", "ferreira")
SEARCHES = 50
NOTHING = Frames("")


def resident_mb() -> float:
    """Return the memory that this process holds now; where the system does not tell, the most it held."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(ln for ln in status.read_text().splitlines() if ln.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def signed_in(place: Place, passphrase: str, name: str, password: str) -> Hand:
    """Return a hand at the desk of an agent."""
    window = make_window(program.make_house(), {"look": "light"})
    hand = Hand(window)
    window.show()
    window.begin(place, passphrase)
    hand.until(NOTHING, lambda: window.store is not None)
    page = window.pages.currentWidget()
    assert isinstance(page, SignInScreen)
    page.name.setText(name)
    page.password.setText(password)
    page.enter()
    hand.until(NOTHING, lambda: window.shell is not None)
    hand.settle(NOTHING)
    gc.freeze()  # as the program does once it has taken in all that a desk needs
    return hand


def search(hand: Hand, text: str) -> None:
    """Type a text into the search field, wait for the whole answer, and take it back."""
    shell = hand.window.shell
    assert shell is not None
    for character in text:
        hand.type(shell.bar.search.edit, character)
    hand.settle(NOTHING)
    shell.bar.search.clear()
    hand.settle(NOTHING)


def texts() -> list[str]:
    """Return what is searched: beginnings of each text, as one types."""
    typed = [text[:n] for n in range(3, 14) for text in QUERIES if n <= len(text) or n == 3]
    return (typed * SEARCHES)[:SEARCHES]


def main() -> None:
    """Sign in and search."""
    passphrase, name, password = sys.stdin.read().splitlines()
    hand = signed_in(Place(path=Path(sys.argv[1])), passphrase, name, password)
    held = [resident_mb()]
    for text in texts():
        search(hand, text)
        held.append(resident_mb())
    print(json.dumps(held), flush=True)
    hand.window.close()


if __name__ == "__main__":
    main()
