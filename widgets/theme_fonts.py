"""Fonts: the platform's own where it has them, else the files that main.py found; regional forms by language.

One code point of Chinese, Japanese and Korean has a form of its own in each region (直, 骨, 角), so text is
drawn in the font of its language. The files are variable fonts: Qt takes a weight from them only through the
"wght" axis, never through a style sheet, which is why the style sheet names no font at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from widgets.theme_tokens import Face

WEIGHT_AXIS: Final = QFont.Tag("wght")
VAGUE: Final = frozenset(
    {"", "Sans Serif", "Sans", "DejaVu Sans", "Helvetica"}
)  # no interface font of a desktop


class Form(StrEnum):
    """The regional forms of Chinese characters, by language."""

    JAPANESE = "ja"
    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    KOREAN = "ko"


OF_PLATFORM: Final[Mapping[Form, tuple[str, ...]]] = {
    Form.JAPANESE: ("Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "Noto Sans JP"),
    Form.SIMPLIFIED: ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC"),
    Form.TRADITIONAL: ("PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC", "Noto Sans TC"),
    Form.KOREAN: ("Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"),
}
# Qt looks up an open font by its first family and forgets which others stand behind it, so that the first
# language drawn would win for all. A strategy that means nothing for outline fonts keeps them apart.
APART: Final[Mapping[Form | None, QFont.StyleStrategy]] = {
    Form.SIMPLIFIED: QFont.StyleStrategy.PreferMatch,
    Form.TRADITIONAL: QFont.StyleStrategy.PreferQuality,
    Form.KOREAN: QFont.StyleStrategy.PreferOutline,
}
TRADITIONAL_REGIONS: Final = frozenset({"tw", "hk", "mo", "hant"})


def form_of(language: str | None) -> Form | None:
    """Return the form that text in `language` ("ja", "zh-TW", "zh_Hans_CN") is drawn in, None for others."""
    parts = (language or "").replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return Form.TRADITIONAL if TRADITIONAL_REGIONS & set(parts[1:]) else Form.SIMPLIFIED
    return {"ja": Form.JAPANESE, "ko": Form.KOREAN}.get(parts[0])


@dataclass(frozen=True, slots=True)
class FontFiles:
    """Font files for machines that lack them; `forms` by language tag ("ja", "zh-Hans", "zh-Hant", "ko")."""

    interface: Path | None = None
    forms: Mapping[str, Path] = field(default_factory=dict)


def _load(path: Path) -> str | None:
    """Return the family in `path` now known to Qt, None where the file is missing or unreadable."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return families[0] if families else None


class Fonts:
    """The fonts of one run. Files of regional forms are read when first asked for, not at start."""

    def __init__(self, files: FontFiles, language: str = "en") -> None:
        self._first = form_of(language)
        installed = frozenset(QFontDatabase.families())
        self._families: dict[Form, str] = {}
        self._waiting: dict[Form, Path] = {}
        for form, names in OF_PLATFORM.items():
            found = next((name for name in names if name in installed), None)
            self._families[form] = found or names[-1]
            if found is None and form.value in files.forms:
                self._waiting[form] = files.forms[form.value]
        self._axes = bool(self._waiting)
        self._interface = self._choose_interface(installed, files.interface)
        self._made: dict[tuple[Face, Form | None], QFont] = {}

    def font(self, face: Face, language: str | None = None) -> QFont:
        """Return the font for `face`, drawing Chinese characters in the form of `language`."""
        form = form_of(language) or self._first
        if form is not None:
            self.load(form)
        key = (face, form)
        if key not in self._made:
            self._made[key] = self._make(face, form)
        return QFont(self._made[key])

    def load(self, form: Form) -> bool:
        """Read the font file of `form` unless that is done; tell whether anything new was read."""
        waiting = self._waiting.pop(form, None)
        return waiting is not None and _load(waiting) is not None

    @property
    def waiting(self) -> frozenset[Form]:
        """The forms whose files were not read yet."""
        return frozenset(self._waiting)

    def _choose_interface(self, installed: frozenset[str], file: Path | None) -> str:
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        if system not in VAGUE:
            return system
        if "Inter" in installed:
            return "Inter"
        loaded = _load(file) if file else None
        self._axes = self._axes or loaded is not None
        return loaded or system

    def _make(self, face: Face, form: Form | None) -> QFont:
        order = [form, *Form] if form else list(Form)
        font = QFont(list(dict.fromkeys([self._interface, *(self._families[each] for each in order)])))
        font.setPixelSize(face.pixels)
        font.setWeight(QFont.Weight(face.weight))
        font.setStyleStrategy(APART.get(form, QFont.StyleStrategy.PreferDefault))
        if self._axes:
            font.setVariableAxis(WEIGHT_AXIS, face.weight)
        return font
