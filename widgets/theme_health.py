"""What Qt and the fonts look like from here, for `doctor`."""

import os
import subprocess
import sys

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from console.house import has_display
from console.stores.records import Check
from console.words import _, listed
from widgets.theme_fonts import OF_PLATFORM, FontFiles

PROBE = "from PySide6.QtWidgets import QApplication as A; print(A(['doctor']).platformName())"
PROBE_SECONDS = 30


def look(files: FontFiles) -> list[Check]:
    """Return one check each of Qt and of the fonts for all four regional forms."""
    qt = _qt()
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # fonts are the same, and this cannot fail
    app = QApplication.instance() or QApplication(["doctor"])
    fonts = _fonts(files)
    del app
    return [qt, fonts]


def _qt() -> Check:
    version = qVersion()
    if not has_display():
        return Check("qt", ok=True, detail=_("Qt {version}; there is no display here", version=version))
    platform = _platform()
    if platform is None:
        detail = _("Qt {version} cannot draw on this display: run the setup again", version=version)
        return Check("qt", ok=False, detail=detail)
    detail = _("Qt {version}, drawing on {platform}", version=version, platform=platform)
    return Check("qt", ok=True, detail=detail)


def _platform() -> str | None:
    """Return on what Qt draws, tried in a process of its own: where it cannot, Qt ends the process."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app.platformName()
    try:
        done = subprocess.run(  # noqa: S603 -- this Python and a constant
            [sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, timeout=PROBE_SECONDS
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout.strip()


def _fonts(files: FontFiles) -> Check:
    installed = frozenset(QFontDatabase.families())
    missing = [
        form.value
        for form, names in OF_PLATFORM.items()
        if not installed.intersection(names) and form.value not in files.forms
    ]
    if missing:
        detail = _("missing for {languages}: run the setup again", languages=listed(missing))
        return Check("fonts", ok=False, detail=detail)
    return Check("fonts", ok=True, detail=_("Japanese, Chinese and Korean are drawn in their own forms"))
