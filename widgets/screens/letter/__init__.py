"""The answer by letter: fields beside a live preview, then save or print, then how it went out."""

from widgets.screens.letter.form import take_in_names
from widgets.screens.letter.screen import LetterScreen

__all__ = ["LetterScreen", "take_in_names"]
