"""`kill -9` in the middle of an import, again and again: what goes on from there ends in the same store."""

import random
from dataclasses import replace
from pathlib import Path

from console.imports.actions import past_imports
from console.imports.records import Standing
from db.engine import Engines
from db.work import SqlBackend
from tests.parts import stores
from tests.parts.import_to_kill import address_of, killed_after
from tests.parts.shop import ITEM, ORDER, PARCEL, PERSON, Shop, open_shop

PEOPLE = 120
KILLS = 50
BATCHES, SECONDS = 5, 0.03  # at most, before a kill


def export(shop: Shop) -> list[Path]:
    """Write a small export in which some lines are wrong."""
    numbers = [f"{n:05d}" for n in range(PEOPLE)]
    wrong = {"00007", "00061", "00103"}
    return shop.write_all(
        accounts=[{**PERSON, "account_id": n} for n in numbers],
        orders=[{**ORDER, "order_number": n, "account_id": n} for n in numbers],
        items=[{**ITEM, "order_number": n, "price": "?" if n in wrong else "800"} for n in numbers],
        parcels=[{**PARCEL, "parcel_number": f"P-{n}", "order_number": n} for n in numbers],
    )


def expected_of(shop: Shop, files: list[Path]) -> tuple[object, ...]:
    shop.take_in(*files)
    return state_of(shop.backend, shop)


def state_of(backend: SqlBackend, shop: Shop) -> tuple[object, ...]:
    """Return the rows, and the newest report but for its time."""
    run = past_imports(backend, shop.actor)[0]
    assert run.standing is Standing.DONE
    with backend.read() as work:
        assert work.book.verify().ok
    return stores.contents_of(backend), run.report.problems, run.report.by_kind, run.report.refused


def kill_until_done(engines: Engines, shop: Shop, files: list[Path], dice: random.Random) -> int:
    """Kill an import again and again until one comes through; return how often."""
    address, kills = address_of(engines), 0
    engines.close()
    while not killed_after(
        dice.randint(0, BATCHES), dice.uniform(0, SECONDS), address, shop.actor.operator_id, files
    ):
        kills += 1
    return kills


def test_an_import_killed_at_fifty_moments_leaves_the_same_store(
    sqlite_template: Path, tmp_path: Path
) -> None:
    dice = random.Random(20261123)  # noqa: S311 -- when it is killed is no secret
    before = tmp_path / "before.store"
    engines = stores.sqlite_copy(sqlite_template, before)
    shop = open_shop(SqlBackend(engines), tmp_path)
    engines.close()
    files = export(shop)
    unbroken = SqlBackend(stores.sqlite_copy(before, tmp_path / "unbroken.store"))
    expected = expected_of(replace(shop, backend=unbroken), files)
    kills = rounds = 0
    while kills < KILLS:
        rounds += 1
        path = tmp_path / f"{rounds}.store"
        kills += kill_until_done(stores.sqlite_copy(before, path), shop, files, dice)
        again = SqlBackend(stores.reopened(path))
        assert state_of(again, shop) == expected
        again.close()
    unbroken.close()


def test_the_same_on_postgresql(postgres_engines: Engines, tmp_path: Path) -> None:
    backend = SqlBackend(postgres_engines)
    shop = open_shop(backend, tmp_path)
    files = export(shop)
    expected = shop.try_out(*files)
    kill_until_done(postgres_engines, shop, files, random.Random(23))  # noqa: S311 -- the same
    found = state_of(backend, shop)
    assert found[1:] == (expected.problems, expected.by_kind, expected.refused)
    assert len(stores.contents_of(backend)["shop_order"]) == PEOPLE - 3
