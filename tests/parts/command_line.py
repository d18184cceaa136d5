"""Runs the console's commands as a person at a terminal would, in this process or in one of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import main

ROOT = Path(__file__).parents[2]
PASSPHRASE = "the store's own sentence"
PASSWORD = "an open sesame for everyone"
ORDER = "RK-88213407"  # the one order of the made-up customer


@dataclass(frozen=True)
class Outcome:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def reason(self) -> str:
        """Why it was refused: the one line on the error output."""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("reason: "), self.err
        return lines[0].removeprefix("reason: ")


def run(*words: str) -> Outcome:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main.main(list(words))
        except SystemExit as end:
            status = int(end.code or 0)
    return Outcome(status, out.getvalue(), err.getvalue())


def run_apart(*words: str, environment: Mapping[str, str] | None = None) -> Outcome:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Line:
    """A store of a test's own, and its commands; `Alice` is a supervisor, `Root` an administrator."""

    folder: Path
    store: str = ""

    def secret(self, text: str) -> str:
        """Return the name of a file with this secret in it."""
        path = self.folder / f"secret-{len(list(self.folder.glob('secret-*')))}"
        path.write_text(text + "\n", encoding="utf-8")
        return str(path)

    def words(
        self, *words: str, who: str = "Alice", password: str = PASSWORD, passphrase: str = PASSPHRASE
    ) -> list[str]:
        """Return the whole command line."""
        own = ["--store", self.store or str(self.folder / "a.store")]
        own += ["--passphrase-file", self.secret(passphrase), "--password-file", self.secret(password)]
        return [*own, *(["--as", who] if who else []), *words]

    def __call__(self, *words: str, **options: str) -> Outcome:
        """Run a command on the store."""
        return run(*self.words(*words, **options))

    def done(self, *words: str, **options: str) -> dict[str, Any]:
        """Run a command that must succeed and return its document."""
        outcome = self(*words, "--json", **options)
        assert outcome.status == 0, outcome.err
        return outcome.document
