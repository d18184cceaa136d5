"""How the window looks: the scheme in force, its colours and fonts, and the switch between light and dark.

Everything that paints asks `tokens()` or `color()` at the moment it paints, so that a switch needs no more
than a repaint. Screens use this module; the parts behind it stay theirs.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from widgets.theme_fonts import FontFiles, Fonts, Form, form_of
from widgets.theme_marks import Marks
from widgets.theme_sheet import sheet
from widgets.theme_tokens import LIGHT, OF_SCHEME, Face, Scheme, Tokens, Tone

__all__ = [
    "Face",
    "FontFiles",
    "Form",
    "Scheme",
    "Theme",
    "Tokens",
    "Tone",
    "apply",
    "color",
    "current",
    "font",
    "form_of",
    "tokens",
]


class Theme(QObject):
    """The look of one application; `changed` comes after a switch, `scheme` None follows the system."""

    changed = Signal()

    def __init__(self, app: QApplication, fonts: Fonts) -> None:
        super().__init__(app)
        self._app = app
        self.fonts = fonts
        self.tokens = LIGHT
        self._marks = Marks()
        self.shown = Scheme.LIGHT
        self.scheme: Scheme | None = None
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.installEventFilter(self)  # until the first paint

    def use(self, scheme: Scheme | None) -> None:
        """Show `scheme`; None follows the system, also when it switches later."""
        self.scheme = scheme
        self._show(scheme or _scheme_of(self._app.styleHints().colorScheme()))

    def load_fonts(self) -> None:
        """Read all font files still waiting and draw anew what is on the screen."""
        read = [self.fonts.load(form) for form in Form]
        if any(read):
            self._redraw()

    def _load_slowly(self) -> None:
        """Read one font file between two events: each costs up to a frame or two."""
        if any(self.fonts.load(form) for form in Form):
            QTimer.singleShot(0, self, self._load_slowly)
        else:
            self._redraw()

    def _redraw(self) -> None:
        for widget in self._app.allWidgets():
            QApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))
            widget.update()

    def retire(self) -> None:
        """Stop following the system: another theme takes over."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._follow)
        self._app.removeEventFilter(self)
        self.deleteLater()

    def _follow(self, system: Qt.ColorScheme) -> None:
        if self.scheme is None:
            self._show(_scheme_of(system))

    def _show(self, scheme: Scheme) -> None:
        self.shown = scheme
        self.tokens = OF_SCHEME[scheme]
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(sheet(self.tokens, self._marks))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint: fonts of other scripts are read after it, not before."""
        if event.type() is QEvent.Type.Paint:
            self._app.removeEventFilter(self)
            QTimer.singleShot(0, self, self._load_slowly)
        return super().eventFilter(watched, event)


class _Held:
    """The theme of the one QApplication that a process can have."""

    theme: Theme | None = None


def apply(
    app: QApplication,
    scheme: Scheme | None = None,
    *,
    fonts: FontFiles | None = None,
    language: str = "en",
) -> Theme:
    """Give `app` its look and return it; fonts of other scripts are read after the first paint."""
    if _Held.theme is not None:
        _Held.theme.retire()
    app.setStyle("Fusion")
    theme = Theme(app, Fonts(fonts or FontFiles(), language))
    _Held.theme = theme
    app.setFont(theme.fonts.font(Face.BODY))
    theme.use(scheme)
    return theme


def current() -> Theme:
    """Return the theme in force. Raises: RuntimeError before `apply`."""
    if _Held.theme is None:
        msg = "theme.apply() has not been called"
        raise RuntimeError(msg)
    return _Held.theme


def tokens() -> Tokens:
    """Return the colours in force."""
    return _Held.theme.tokens if _Held.theme else LIGHT


def color(name: str) -> QColor:
    """Return the colour of the token `name` ("muted", "accent_soft") in the scheme in force."""
    return QColor(getattr(tokens(), name))


def font(face: Face, language: str | None = None) -> QFont:
    """Return the font of `face`, with Chinese characters in the form of `language` ("ja", "zh-Hant")."""
    return current().fonts.font(face, language)


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set the properties that the style sheet reads ("tone", "look", "card") and restyle `widget`."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is styled when it is first shown
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _scheme_of(system: Qt.ColorScheme) -> Scheme:
    return Scheme.DARK if system is Qt.ColorScheme.Dark else Scheme.LIGHT


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for each, value in (
        (role.Window, t.background),
        (role.WindowText, t.text),
        (role.Base, t.raised),
        (role.AlternateBase, t.panel),
        (role.Text, t.text),
        (role.Button, t.raised),
        (role.ButtonText, t.text),
        (role.PlaceholderText, t.muted),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Link, t.accent),
        (role.ToolTipBase, t.raised),
        (role.ToolTipText, t.text),
        (role.Mid, t.line),
        (role.Dark, t.line),
        (role.Light, t.panel),
        (role.Accent, t.accent),
    ):
        palette.setColor(each, QColor(value))
    for each in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(t.muted))
    return palette
