"""Stores for commands: made once by the program itself, copied for each test."""

import shutil
from pathlib import Path

import pytest

from console.access import Role
from console.operators.actions import add_operator, sign_in
from console.settings import Limits, Profile
from console.stores.actions import create_store
from console.stores.records import Place
from db.keeper import SqlKeeper
from tests.parts.command_line import PASSPHRASE, PASSWORD, Line
from tests.parts.world import customer, order, parcel


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store with a supervisor and an administrator."""
    folder = tmp_path_factory.mktemp("made")
    place, keeper = Place(path=folder / "a.store"), SqlKeeper(folder)
    create_store(
        keeper,
        place,
        profile=Profile(name="Rakufun"),
        name="Alice",
        role=Role.SUPERVISOR,
        password=PASSWORD,
        passphrase=PASSPHRASE,
        keyring=False,
    )
    store = keeper.open(place, passphrase=PASSPHRASE)
    alice = sign_in(store.backend, "Alice", PASSWORD)
    add_operator(store.backend, alice, "Root", Role.ADMINISTRATOR, PASSWORD)
    store.close()
    return folder


@pytest.fixture
def line(made_store: Path, tmp_path: Path) -> Line:
    """Return the commands on a store of the test's own."""
    shutil.copytree(made_store, tmp_path, dirs_exist_ok=True)
    return Line(tmp_path)


@pytest.fixture
def nowhere(tmp_path: Path) -> Line:
    """Return the commands where there is no store yet."""
    return Line(tmp_path)


@pytest.fixture
def desk(line: Line) -> Line:
    """Return the commands on a store with one customer, her order and its parcel."""
    keeper = SqlKeeper(line.folder)
    store = keeper.open(Place(path=line.folder / "a.store"), passphrase=PASSPHRASE)
    with store.backend.begin() as work:
        order_id = work.orders.add(order(work.customers.add(customer())))
        work.parcels.add(parcel(order_id))
        work.settings.put("limits", Limits(approval_above={"JPY": 10_000}).model_dump(mode="json"))
    store.close()
    return line
