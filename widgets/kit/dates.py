"""Fields for days and moments: one stop of Tab each, left and right walk their parts, digits type them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit


class MomentField(QDateTimeEdit):
    """A day and a time of day, where Qt would stop at each of its parts."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the part beside with left and right."""
        if not _walk(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Leave the field whatever part one is in."""
        _go_to_edge(self, last=following)
        return super().focusNextPrevChild(following)


class DayField(QDateEdit):
    """A day, where Qt would stop at each of its parts."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the part beside with left and right."""
        if not _walk(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Leave the field whatever part one is in."""
        _go_to_edge(self, last=following)
        return super().focusNextPrevChild(following)


def _walk(field: QDateTimeEdit, event: QKeyEvent) -> bool:
    steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
    step = steps.get(Qt.Key(event.key()), 0)
    if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    at = min(max(field.currentSectionIndex() + step, 0), field.sectionCount() - 1)
    field.setSelectedSection(field.sectionAt(at))
    return True


def _go_to_edge(field: QDateTimeEdit, *, last: bool) -> None:
    field.setCurrentSectionIndex(field.sectionCount() - 1 if last else 0)
