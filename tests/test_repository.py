"""What stands in the repository beside code: requirements, catalogues, and nothing that belongs elsewhere."""

import re
from collections.abc import Iterator
from importlib.metadata import distributions, metadata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.conftest import ROOT
from tests.parts import catalogues

LOCK_FILES = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "package-lock.json", "yarn.lock"}
MADE_HERE = {"out", "build", "dist"}
OURS_THOUGH_HIDDEN = {".ci", ".gitignore"}
REGISTRY = re.compile(
    r"--(extra-)?index-url|-{2}find-links|https?://[^\s\"]*/sim[p]le\b|https?://[^\s\"]*\bpypi\b"
)
# Spelt apart, so that this file does not find itself.
MACHINE = re.compile(
    r"(?<![\w.])/(?:r" + r"oot|w" + r"ork|ho" + r"me/\w+|Us" + r"ers/\w+)/|[A-Z]:\\Us" + r"ers"
)
PINNED = re.compile(r"^([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)==([^\s;]+)")


def _files() -> Iterator[Path]:
    """Give what a commit could hold: neither what commands make here nor what editors leave."""
    for path in sorted(ROOT.iterdir()):
        hidden = path.name.startswith(".") and path.name not in OURS_THOUGH_HIDDEN
        if not hidden and path.name not in MADE_HERE:
            yield from [path] if path.is_file() else (p for p in sorted(path.rglob("*")) if p.is_file())


def _texts() -> Iterator[tuple[str, str]]:
    for path in _files():
        if "__pycache__" not in path.parts and path.suffix not in {".png", ".mo", ".pdf", ".woff2", ".ttf"}:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in _texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line) and name != "tests/test_repository.py"
    ]


# ---- nothing of this machine, nothing of a registry


def test_no_lock_file_stands_in_the_repository() -> None:
    assert [path.name for path in _files() if path.name in LOCK_FILES] == []


def test_no_registry_is_named() -> None:
    assert _found(REGISTRY) == []


def test_no_path_of_a_machine_is_named() -> None:
    assert _found(MACHINE) == []


INDEX = "see https://registry.example/{}/".format("simple")


@pytest.mark.parametrize(
    "line", [*(f"--{name} x" for name in ("index-url", "extra-index-url", "find-links")), INDEX]
)
def test_a_registry_is_recognised(line: str) -> None:
    assert REGISTRY.search(line)


@pytest.mark.parametrize(
    "folder", ["/r" + "oot/x", "'/w" + "ork/x'", "=/ho" + "me/sato/x", "C:\\Us" + "ers\\x"]
)
def test_a_path_of_a_machine_is_recognised(folder: str) -> None:
    assert MACHINE.search(folder)


@pytest.mark.parametrize("line", ["~/data/", "--no-emit-index-url", "net" + "work/x", "../shared/data"])
def test_other_text_is_not(line: str) -> None:
    assert not MACHINE.search(line)
    assert not REGISTRY.search(line)


# ---- requirements


def _blocks(name: str) -> list[str]:
    text = (ROOT / name).read_text()
    return [block for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE) if block.strip()]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.split("[", maxsplit=1)[0]).lower()


def _wanted(name: str) -> set[str]:
    wanted = set()
    for line in (ROOT / name).read_text().splitlines():
        if line.startswith("-r "):
            wanted |= _wanted(line[3:].strip())
        elif line and not line.startswith("#"):
            wanted.add(_plain(re.split(r"[<>=!~; ]", line)[0]))
    return wanted


def _pinned(name: str) -> dict[str, str]:
    found = (PINNED.match(block) for block in _blocks(name))
    return {_plain(match[1]): match[2] for match in found if match}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    loose = [block for block in _blocks(name) if not PINNED.match(block) or "--hash=sha256:" not in block]
    assert loose == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_pinned(name: str) -> None:
    assert _wanted(f"{name}.in") <= _pinned(f"{name}.txt").keys()


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_pinned_is_asked_for_by_somebody(name: str) -> None:
    # "# via -r requirements.in" stands under what a list asks for itself, "# via pydantic" under the rest.
    asked = {_plain(block.split("==")[0]) for block in _blocks(f"{name}.txt") if f"-r {name}.in" in block}
    own = {
        line
        for line in _wanted(f"{name}.in")
        if name == "requirements" or line not in _wanted("requirements.in")
    }
    assert asked == own


def test_programs_and_tests_use_the_same_versions() -> None:
    assert _pinned("requirements.txt").items() <= _pinned("requirements-dev.txt").items()


def test_each_dependency_has_its_reason() -> None:
    explained = (ROOT / "docs" / "dependencies.md").read_text().lower()
    assert [name for name in sorted(_wanted("requirements-dev.in")) if f"`{name}`" not in explained] == []


def _licence(name: str) -> str:
    about = metadata(name).json
    classifiers = [line for line in about.get("classifier", []) if line.startswith("License ::")]
    return str(about.get("license_expression") or " OR ".join(classifiers) or about.get("license") or "")


def _is_copyleft(licence: str) -> bool:
    """Whether every licence on offer is GPL or AGPL; LGPL leaves our own code alone."""
    return all(re.search(r"(?<!L)GPL|Affero|GNU General", choice) for choice in licence.split(" OR "))


def test_nothing_pinned_is_under_gpl_alone() -> None:
    installed = {_plain(package.name) for package in distributions()}
    names = _pinned("requirements-dev.txt").keys() & installed
    assert len(names) > 50
    assert [name for name in sorted(names) if _is_copyleft(_licence(name))] == []


@pytest.mark.parametrize(
    ("licence", "copyleft"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("LGPL-3.0-only OR GPL-2.0-only", False),
        ("MIT", False),
    ],
)
def test_a_copyleft_licence_is_recognised(licence: str, copyleft: bool) -> None:
    assert _is_copyleft(licence) is copyleft


# ---- catalogues


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_sentence_of_the_code_stands_in_the_catalogue(language: str) -> None:
    assert catalogues.unknown(ROOT, language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert catalogues.untranslated(ROOT, language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_have_the_fields_of_the_original(language: str) -> None:
    assert catalogues.unequal_fields(catalogues.catalogue(ROOT, language)) == []


def test_a_translation_with_another_field_is_found() -> None:
    known = Catalog(locale="ja")
    known.add("Case {no} is closed.", "案件 {number} は終了しました。")
    known.add("Case {no} is open.", "案件 {no} は対応中です。")
    assert catalogues.unequal_fields(known) == ["Case {no} is closed."]


def test_every_sentence_is_marked_for_the_catalogues() -> None:
    bare = {
        p.relative_to(ROOT).as_posix(): catalogues.unmarked(p.read_text()) for p in catalogues.sources(ROOT)
    }
    assert {name: lines for name, lines in bare.items() if lines} == {}


def test_every_field_of_a_sentence_gets_its_value() -> None:
    empty = {
        p.relative_to(ROOT).as_posix(): catalogues.unfilled(p.read_text()) for p in catalogues.sources(ROOT)
    }
    assert {name: lines for name, lines in empty.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("raise Conflict('This case is closed.')", [1]),
        ("tr(f'Dear {name}')", [1]),
        ("raise Conflict(N_('This case is closed.'))", []),
        ("raise Conflict(reason)", []),
        ("raw.translate(None, b'=')", []),
    ],
)
def test_a_bare_sentence_is_found(line: str, found: list[int]) -> None:
    assert catalogues.unmarked(line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("_('Case {no} is closed.')", [1]),
        ("raise Conflict(N_('Case {no} is closed.'), number=7)", [1]),
        ("raise Conflict(N_('Case {no} is closed.'), no=7)", []),
        ("_('Case {no} is closed.', **params)", []),
    ],
)
def test_a_field_without_a_value_is_found(line: str, found: list[int]) -> None:
    assert catalogues.unfilled(line) == found
