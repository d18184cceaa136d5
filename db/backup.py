"""A backup: one zip with the store's copy, its wrapped keys, its evidence files, and a sealed manifest."""

import hashlib
import shutil
import tempfile
import time
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from console.errors import Conflict, StoreTrouble
from console.progress import Progress, Tally, Token
from console.stores.manifest import Manifest, Part, manifest_in
from console.stores.records import BackupMade
from console.stores.rules import check_target, evidence_of, keys_of
from console.words import N_
from db import keys
from db.copying import copy_file, is_whole, told
from db.keys import Wrapped
from db.migrations import HEAD

MANIFEST, STORE, KEYS, EVIDENCE = "manifest.json", "store", "keys.json", "evidence/"
CHUNK = 1 << 20
DRAFTS = ".backup-in-the-making-"
ABANDONED = 86_400  # seconds; no backup takes a day
UNFINISHED = ".part"  # a file that is just being written; no row needs it yet
# What a zip that is none, or not whole, makes Python say.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)
LARGEST_MANIFEST = 256 << 20
THERE_ALREADY = N_("{file} exists already. Give the backup another name.")
NO_BACKUP = N_("{file} is not a backup of this console, or it is damaged. Nothing was changed.")
DAMAGED = N_("The backup is damaged: {part} is not what was put in. Nothing was changed.")
NOT_THERE = N_("{file} cannot be read. Nothing was changed.")
NO_FOLDER = N_("The folder for the backup is missing.")
NO_ROOM_HERE = N_("There is not enough room on this disk for the backup. Nothing was written.")
NO_ROOM = N_("There is not enough room on this disk for what the backup holds. Nothing was changed.")


@dataclass(slots=True)
class _Archive:
    """A zip while it is written; hashes each part on its way."""

    zip: zipfile.ZipFile
    progress: Progress
    token: Token
    total: int
    done: int = 0
    parts: list[Part] = field(default_factory=list)

    def take(self, name: str, path: Path) -> None:
        """Take in one file."""
        with path.open("rb") as source:
            self._write(name, source)

    def _write(self, name: str, source: IO[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name)  # stored, not packed: all of it is encrypted, and so has nothing to pack
        with self.zip.open(info, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                self.token.check()
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
                self.done += len(chunk)
                self.progress(self.done, self.total)
        self.parts.append(Part(name=name, size=size, sha256=digest.hexdigest()))


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up."""

    path: Path
    key: bytes = field(repr=False)
    wrapped: Wrapped = field(repr=False)
    evidence: Path
    at: datetime


def make(source: Source, file: Path, *, replace: bool, progress: Progress, token: Token) -> BackupMade:
    """Write the backup to `file`, whole or not at all. Raises: Conflict, StoreTrouble, Cancelled."""
    if file.exists() and not replace:
        raise Conflict(THERE_ALREADY, file=file.name)
    check_target(file, source.path)
    if not file.absolute().parent.is_dir():
        raise StoreTrouble(NO_FOLDER)
    _sweep(file.absolute().parent)
    _check_room_for(source, file.absolute().parent)
    with told(), tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=DRAFTS) as folder:
        copy, draft = Path(folder) / STORE, Path(folder) / "draft.zip"
        copy_file(source.path, source.key, copy, progress=progress, token=token)
        evidence = evidence_files(source.evidence)  # after the copy: every row in it has its file by now
        _write(source, copy, evidence, draft, progress, token)
        made = BackupMade(file, sha256_of(draft), draft.stat().st_size, len(evidence))
        draft.chmod(0o600)
        keys.sync_file(draft)
        draft.replace(file)
        keys.sync_folder(file.absolute().parent)
    return made


def _sweep(folder: Path) -> None:
    """Throw away what earlier backups into `folder` left where the program ended in the middle of them."""
    before = time.time() - ABANDONED
    for draft in folder.glob(f"{DRAFTS}*"):
        with suppress(OSError):  # another desk is as quick
            if draft.stat().st_mtime < before:
                shutil.rmtree(draft)


def _check_room_for(source: Source, folder: Path) -> None:
    """Ask the disk for room for the copy, and for the zip that takes it in. Raises: StoreTrouble."""
    with told():
        needed = 2 * source.path.stat().st_size + sum(
            p.stat().st_size for p in evidence_files(source.evidence)
        )
        if needed > shutil.disk_usage(folder).free:
            raise StoreTrouble(NO_ROOM_HERE)


def _write(
    source: Source, copy: Path, evidence: list[Path], draft: Path, progress: Progress, token: Token
) -> None:
    key_file = draft.with_name(KEYS)
    keys.write_file(key_file, source.wrapped)
    total = sum(p.stat().st_size for p in [key_file, copy, *evidence])
    with zipfile.ZipFile(draft, "x", zipfile.ZIP_STORED, allowZip64=True) as zipped:
        archive = _Archive(zipped, progress, token, total)
        archive.take(KEYS, key_file)
        archive.take(STORE, copy)
        for path in evidence:
            archive.take(EVIDENCE + path.relative_to(source.evidence).as_posix(), path)
        manifest = Manifest(
            made_at=source.at, store_id=source.wrapped.store_id, schema_revision=HEAD, parts=archive.parts
        )
        zipped.writestr(MANIFEST, manifest.sealed(source.key).model_dump_json(indent=1))


def evidence_files(folder: Path) -> list[Path]:
    """Return the finished evidence files."""
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != UNFINISHED)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup's content, laid out as a store at `path`, checked."""

    path: Path
    key: bytes = field(repr=False)
    wrapped: Wrapped = field(repr=False)
    manifest: Manifest


def unpack(file: Path, path: Path, passphrase: str | None, progress: Progress) -> Unpacked:
    """Lay the backup out as a store at `path` and check all of it. Raises: StoreTrouble, PassphraseNeeded."""
    with _opened(file) as zipped:
        manifest = _manifest(zipped, file.name)
        _check_room(manifest, path.parent)
        _lay_out(zipped, manifest, path, progress)
    wrapped = keys.read_file(keys_of(path))
    key = keys.unwrap(wrapped, passphrase)
    if not manifest.is_sealed_by(key) or manifest.store_id != wrapped.store_id:
        raise StoreTrouble(DAMAGED, part=MANIFEST)
    with told():
        whole = is_whole(path, key)
    if not whole:
        raise StoreTrouble(DAMAGED, part=STORE)
    return Unpacked(path, key, wrapped, manifest)


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        if file.is_file():  # a pipe or a device has no end
            return zipfile.ZipFile(file)
    except BROKEN:
        raise StoreTrouble(NO_BACKUP, file=file.name) from None
    except OSError:
        pass
    raise StoreTrouble(NOT_THERE, file=file.name)


def _manifest(zipped: zipfile.ZipFile, name: str) -> Manifest:
    try:
        content = zipped.read(MANIFEST) if zipped.getinfo(MANIFEST).file_size <= LARGEST_MANIFEST else b""
    except BROKEN:
        content = b""
    manifest = manifest_in(content, {STORE, KEYS})
    if manifest is None:
        raise StoreTrouble(NO_BACKUP, file=name)
    return manifest


def _check_room(manifest: Manifest, folder: Path) -> None:
    if sum(part.size for part in manifest.parts) > shutil.disk_usage(folder).free:
        raise StoreTrouble(NO_ROOM)


def _lay_out(zipped: zipfile.ZipFile, manifest: Manifest, path: Path, progress: Progress) -> None:
    tally = Tally(progress, sum(part.size for part in manifest.parts))
    evidence_of(path).mkdir(mode=0o700)
    for part in manifest.parts:
        target = _target(part.name, path)
        with told():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _extract(zipped, part, target, tally)
            keys.sync_file(target)


def _target(name: str, path: Path) -> Path:
    """Return where a part belongs. Raises: StoreTrouble for a name that would lead out of the store."""
    if name == STORE:
        return path
    if name == KEYS:
        return keys_of(path)
    pieces = PurePosixPath(name).parts
    safe = all(p not in {"..", "/"} and "\\" not in p and ":" not in p for p in pieces)
    if not name.startswith(EVIDENCE) or len(pieces) < len(("evidence", "file")) or not safe:
        raise StoreTrouble(DAMAGED, part=MANIFEST)
    return evidence_of(path).joinpath(*pieces[1:])


def _extract(zipped: zipfile.ZipFile, part: Part, target: Path, tally: Tally) -> None:
    digest, size = hashlib.sha256(), 0
    try:
        with zipped.open(part.name) as source, target.open("xb") as out:
            target.chmod(0o600)
            while (chunk := source.read(CHUNK)) and size <= part.size:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
                tally.add(len(chunk))
    except BROKEN:
        raise StoreTrouble(DAMAGED, part=part.name) from None
    if size != part.size or digest.hexdigest() != part.sha256:
        raise StoreTrouble(DAMAGED, part=part.name)
