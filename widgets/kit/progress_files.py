"""Long work on files: how much of the one in hand is done, and how many of all."""

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar

from console.words import N_, _
from widgets.kit.progress import Progress
from widgets.kit.wording import part_words

FINE = 1000  # steps of a bar


class FilesProgress(Progress):
    """A bar of the file in hand, told in bytes; of several files a second bar of all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._before, self._files = 0, 1
        self.whole = QProgressBar()
        self.whole.setTextVisible(False)
        self.whole.setRange(0, FINE)
        self.whole.setAccessibleName(_(N_("All files")))
        self.whole.hide()
        column = self.layout()
        if column is not None:
            column.addWidget(self.whole)

    def begin_file(
        self, words: str, cancel: Callable[[], object] | None = None, *, before: int = 0, files: int = 1
    ) -> None:
        """Say which file is in hand, how many were before it, and how many there are."""
        self._before, self._files = before, files
        self.begin(words, cancel)
        self.whole.setVisible(files > 1)
        self._show_whole(0.0)

    def step(self, done: int, total: int | None = None) -> None:
        """Say how many bytes of the file are done, and of how many."""
        super().step(done, total)
        if total:
            self._count.setText(part_words(done, total))
            self._show_whole(min(done, total) / total)

    def _show_whole(self, share: float) -> None:
        self.whole.setValue(int(FINE * (self._before + share) / self._files))
