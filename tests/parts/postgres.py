"""A real PostgreSQL for the tests: their own server, in a temporary folder, as an unprivileged user.

It listens on a Unix socket in that folder alone. A shell holds it: when the tests end, however they end, the
shell's standard input closes, and it stops the server and takes the folder away.
"""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

OLDEST = 15
OWNER = "console"
# The tests may lose everything in a power cut, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "50",
}
# $1 the folder of the programs, $2 the server's folder, $3 who owns the databases, $4 the server's options.
KEEPER = """
"$1/initdb" -D "$2/data" -U "$3" --auth=trust --encoding=UTF8 --no-locale --no-sync >"$2/log" 2>&1 &&
  "$1/pg_ctl" -D "$2/data" -l "$2/log" -o "$4" -w -t 60 start >/dev/null && echo ready
read -r _
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null
rm -rf "$2"
"""


def programs() -> Path | None:
    """Return the folder of the newest server programs that are new enough, or None."""
    packaged = [(int(path.parent.name), path) for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin")]
    for version, folder in sorted(packaged, reverse=True):
        if version >= OLDEST and (folder / "initdb").exists():
            return folder
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb and _version(initdb) >= OLDEST else None


def _version(initdb: str) -> int:
    words = subprocess.run([initdb, "--version"], capture_output=True, text=True, check=True).stdout.split()
    return int(words[2].split(".")[0])


def _somebody() -> pwd.struct_passwd | None:
    """Return who runs the server where root runs the tests, for PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {person.pw_name: person for person in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


@dataclass(slots=True)
class Server:
    """A running server; `folder` holds its socket."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _templates: dict[str, str] = field(default_factory=dict)

    def url(self, database: str) -> str:
        """Return the address that SQLAlchemy opens."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def run(self, statement: str) -> None:
        """Carry out one statement about databases, outside of any transaction."""
        with psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def create(self, template: str = "template1") -> str:
        """Return the name of a fresh database, a copy of `template`."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        """Take a database away, whoever is still connected."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def template(self, name: str, prepare: Callable[[str], None]) -> str:
        """Return a database that `prepare(url)` has filled, made once; copies of it are quick."""
        if name not in self._templates:
            made = self.create()
            prepare(self.url(made))
            self._templates[name] = made
        return self._templates[name]


def _start(binaries: Path, folder: Path) -> subprocess.Popen[str]:
    somebody = _somebody()
    if somebody:
        os.chown(folder, somebody.pw_uid, somebody.pw_gid)
    options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    options += f" -c unix_socket_directories='{folder}'"
    return subprocess.Popen(
        ["/bin/sh", "-c", KEEPER, "keeper", str(binaries), str(folder), OWNER, options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(folder)},
        start_new_session=True,  # Ctrl+C is for the tests; the keeper ends with them
        user=somebody.pw_uid if somebody else None,
        group=somebody.pw_gid if somebody else None,
        extra_groups=[] if somebody else None,
    )


@contextmanager
def serve(binaries: Path) -> Iterator[Server]:
    """Give a server for as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path may have 107 bytes at most
    keeper = _start(binaries, folder)
    assert keeper.stdin
    assert keeper.stdout
    try:
        if keeper.stdout.readline() != "ready\n":
            msg = f"PostgreSQL did not start: {(folder / 'log').read_text()}"
            raise RuntimeError(msg)
        yield Server(folder)
    finally:
        keeper.stdin.close()
        keeper.wait(timeout=60)
        keeper.stdout.close()
