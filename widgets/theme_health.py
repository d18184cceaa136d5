"""What Qt and the fonts look like from here, for `doctor`."""

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from console.stores.records import Check
from console.words import _
from widgets.theme_fonts import OF_PLATFORM, FontFiles


def look(files: FontFiles) -> list[Check]:
    """Return one check each of Qt and of the fonts for all four regional forms."""
    app = QApplication.instance() or QApplication(["doctor"])
    where = _("Qt {version}, drawing on {platform}", version=qVersion(), platform=_platform(app))
    return [Check("qt", ok=True, detail=where), _fonts(files)]


def _platform(app: object) -> str:
    return app.platformName() if isinstance(app, QApplication) else "?"


def _fonts(files: FontFiles) -> Check:
    installed = frozenset(QFontDatabase.families())
    missing = [
        form.value
        for form, names in OF_PLATFORM.items()
        if not installed.intersection(names) and form.value not in files.forms
    ]
    if missing:
        detail = _("missing for {languages}: run the setup again", languages=", ".join(missing))
        return Check("fonts", ok=False, detail=detail)
    return Check("fonts", ok=True, detail=_("Japanese, Chinese and Korean are drawn in their own forms"))
