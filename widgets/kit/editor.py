"""The text of an editor as it was typed."""

from PySide6.QtWidgets import QPlainTextEdit

PARAGRAPH = "\u2029"  # what Qt keeps between two lines


def text_of(editor: QPlainTextEdit) -> str:
    """Return what stands in `editor`; Qt's own toPlainText turns hard blanks into soft ones."""
    return editor.document().toRawText().replace(PARAGRAPH, "\n")
