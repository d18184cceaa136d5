"""What every journey may ask for: a real window on a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.stores.records import Place
from tests.parts.real_window import AtTheDesk, Made, make_store, open_window


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the store that each window gets a copy of."""
    return make_store(tmp_path_factory.mktemp("made"))


@pytest.fixture
def place(made: Made, tmp_path: Path) -> Place:
    """Return where this test's own store stands."""
    return made.copy_to(tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, made: Made, tmp_path: Path) -> Iterator[AtTheDesk]:
    """Return a window before anybody has signed in."""
    window = open_window(tmp_path)
    qtbot.addWidget(window)
    yield AtTheDesk(window, made.world)
    window.close()
