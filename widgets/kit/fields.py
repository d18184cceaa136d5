"""What stands in a field, of whatever kind it is, as text that can be kept and put back."""

from PySide6.QtCore import QDate, QDateTime, QTimeZone, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from widgets.kit.editor import text_of

DAY = "yyyy-MM-dd"
ON = "on"
TELLS: tuple[tuple[type[QWidget], str], ...] = (
    (QLineEdit, "textChanged"),
    (QPlainTextEdit, "textChanged"),
    (QComboBox, "currentTextChanged"),
    (QDateTimeEdit, "dateTimeChanged"),
    (QSpinBox, "valueChanged"),
    (QAbstractButton, "toggled"),
)


def edited(field: QWidget) -> SignalInstance | None:
    """Return what tells that the value of `field` changed, None where it has none."""
    signal: SignalInstance | None = next(
        (getattr(field, tell) for kind, tell in TELLS if isinstance(field, kind)), None
    )
    return signal


def is_secret(field: QWidget) -> bool:
    """Tell whether what is typed is hidden, and therefore never kept."""
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal


def value_of(field: QWidget) -> str:
    """Return what stands in `field`; of a choice its value, or what was typed where it is none."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return text_of(field)
    if isinstance(field, QComboBox):
        at = field.findText(field.currentText())
        return str(field.itemData(at)) if at >= 0 else field.currentText()
    if isinstance(field, QDateEdit):
        return field.date().toString(DAY)
    if isinstance(field, QDateTimeEdit):
        return str(field.dateTime().toSecsSinceEpoch())
    return ON if isinstance(field, QAbstractButton) and field.isChecked() else ""


def put_value(field: QWidget, value: str) -> None:
    """Let `value`, as `value_of` gave it, stand in `field`; what does not fit it changes nothing."""
    if isinstance(field, QLineEdit):
        field.setText(value)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(value)
    elif isinstance(field, QComboBox):
        _choose(field, value)
    elif isinstance(field, QDateEdit):
        _put_day(field, QDate.fromString(value, DAY))
    elif isinstance(field, QDateTimeEdit) and value.isdecimal():
        field.setDateTime(QDateTime.fromSecsSinceEpoch(int(value), QTimeZone(field.timeZone())))
    elif isinstance(field, QAbstractButton):
        field.setChecked(value == ON)


def _choose(field: QComboBox, value: str) -> None:
    at = field.findData(value)
    if at >= 0:
        field.setCurrentIndex(at)
    elif field.isEditable():
        field.setEditText(value)


def _put_day(field: QDateEdit, day: QDate) -> None:
    if day.isValid():
        field.setDate(day)
