"""What the tests of widgets share: the look, as main.py would give it."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from widgets import theme

FORMS = {"ja": "jp", "zh-Hans": "sc", "zh-Hant": "tc", "ko": "kr"}


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "fonts" / "ofl"


def font_files() -> theme.FontFiles:
    cjk = _folder("justmytype_intl_cjk")
    return theme.FontFiles(
        interface=next((_folder("justmytype_western_core") / "inter").glob("Inter[[]*.ttf")),
        forms={tag: next((cjk / f"notosans{part}").glob("*.ttf")) for tag, part in FORMS.items()},
    )


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    """Give every widget test the light scheme and the fonts that a bare machine gets."""
    return theme.apply(qapp, theme.Scheme.LIGHT, fonts=font_files())
