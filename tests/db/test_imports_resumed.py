"""An import that broke off goes on where it was, with the same files, and tells everything in the end."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from console.errors import Conflict, Invalid, NotFound
from console.imports.actions import broken_off, past_imports, resume, take_in
from console.imports.records import Kind, Report, Run, Standing
from console.progress import Cancelled, Token
from db.search_index import keep_up
from db.work import SqlBackend
from tests.parts import stores
from tests.parts.shop import ITEM, ORDER, PARCEL, PAYMENT, PERSON, Shop, open_shop

PEOPLE = 150


class Killed(BaseException):
    """Stands for the end of the program."""


def dying_after(records: int) -> Callable[[int, int | None], None]:
    def die(done: int, total: int | None) -> None:
        if total and done >= records:
            raise Killed

    return die


@pytest.fixture
def shop(backend: SqlBackend, tmp_path: Path) -> Shop:
    return open_shop(backend, tmp_path)


def export(shop: Shop) -> list[Path]:
    """Write an export in which people, orders and parcels have faults here and there."""
    some = random.Random(7)  # noqa: S311 -- which lines are wrong is no secret
    numbers = [f"{n:05d}" for n in range(PEOPLE)]
    bad_year = {n: {"birth_year": "x"} for n in some.sample(numbers, 5)}
    bad_price = {n: {"price": "?"} for n in some.sample(numbers, 5)}
    return shop.write_all(
        accounts=[{**PERSON, "account_id": n, **bad_year.get(n, {})} for n in numbers],
        orders=[{**ORDER, "order_number": n, "account_id": n} for n in numbers],
        items=[{**ITEM, "order_number": n, **bad_price.get(n, {})} for n in numbers],
        payments=[{**PAYMENT, "order_number": n, "amount": some.choice(("12800", "1"))} for n in numbers],
        parcels=[{**PARCEL, "parcel_number": f"P-{n}", "order_number": n} for n in numbers],
    )


def break_off(shop: Shop, files: list[Path], after: int) -> int:
    with pytest.raises(Killed):
        take_in(shop.backend, shop.actor, shop.profile, files, progress=dying_after(after))
    return broken_off(shop.backend, shop.actor).id


def alike(report: Report) -> Report:
    return replace(report, seconds=0)


@pytest.mark.parametrize("after", [0, 50, 151, 299, 301, 449])
def test_a_resumed_import_tells_what_an_unbroken_one_does(shop: Shop, after: int) -> None:
    files = export(shop)
    expected = shop.try_out(*files)
    run = resume(shop.backend, shop.actor, break_off(shop, files, after))
    assert alike(run.report) == alike(expected)
    assert run.standing is Standing.DONE
    assert run.report.refused > 20


def test_it_leaves_the_same_store(shop: Shop, sqlite_template: Path) -> None:
    files = export(shop)
    resume(shop.backend, shop.actor, break_off(shop, files, 200))
    engines = stores.sqlite_copy(sqlite_template, shop.folder / "unbroken.store")
    unbroken = open_shop(SqlBackend(engines, clock=shop.backend.now), shop.folder)
    unbroken.take_in(*files)
    assert stores.contents_of(shop.backend) == stores.contents_of(unbroken.backend)
    engines.close()


def test_another_file_is_refused(shop: Shop) -> None:
    files = export(shop)
    run_id = break_off(shop, files, 200)
    with files[2].open("a", encoding="utf-8") as file:
        file.write("00001,9,x,1,1\n")
    with pytest.raises(Invalid, match=r"items\.csv is not any more as it was"):
        resume(shop.backend, shop.actor, run_id)


def test_files_may_have_moved_meanwhile(shop: Shop) -> None:
    files = export(shop)
    run_id = break_off(shop, files, 200)
    moved = [f.rename(f.with_name(f"{n}.csv")) for n, f in enumerate(reversed(files))]
    assert resume(shop.backend, shop.actor, run_id, moved).standing is Standing.DONE


def test_what_has_ended_does_not_go_on(shop: Shop) -> None:
    shop.take_in(*export(shop))
    with pytest.raises(Conflict, match="has ended"):
        resume(shop.backend, shop.actor, past_imports(shop.backend, shop.actor)[0].id)
    with pytest.raises(NotFound, match="No import has broken off"):
        broken_off(shop.backend, shop.actor)


def test_whoever_lost_an_import_to_another_writes_no_more(shop: Shop) -> None:
    files, taken_over = export(shop), list[Run]()

    def take_over(done: int, total: int | None) -> None:
        if total and done >= 200 and not taken_over:
            taken_over.append(resume(shop.backend, shop.actor, broken_off(shop.backend, shop.actor).id))

    with pytest.raises(Conflict, match="goes on elsewhere"):
        take_in(shop.backend, shop.actor, shop.profile, files, progress=take_over)
    assert past_imports(shop.backend, shop.actor) == taken_over


def test_a_file_changed_under_a_running_import_stops_it(shop: Shop) -> None:
    files = export(shop)

    def change_early(done: int, total: int | None) -> None:
        if total and done >= 100:
            files[1].write_text(
                files[1].read_text(encoding="utf-8").replace("paid", "done"), encoding="utf-8"
            )

    with pytest.raises(Invalid, match=r"orders\.csv was changed"):
        take_in(shop.backend, shop.actor, shop.profile, files, progress=change_early)
    assert broken_off(shop.backend, shop.actor).standing is Standing.RUNNING


def test_paused_it_waits_and_holds_nothing(shop: Shop) -> None:
    token, seen = Token(), list[int]()

    def pause(done: int, total: int | None) -> None:
        if total and not seen:
            token.pause()
            seen.append(done)
            with shop.backend.begin() as work:  # others can write
                assert work.import_runs.newest(1)
            token.go_on()

    files = export(shop)
    assert take_in(shop.backend, shop.actor, shop.profile, files, progress=pause, token=token).standing is (
        Standing.DONE
    )


def test_asked_to_stop_before_the_first_batch_nothing_is_begun(shop: Shop) -> None:
    token = Token()
    token.pause()
    token.cancel()
    files = [shop.write("accounts", *({**PERSON, "account_id": str(n)} for n in range(1_000)))]
    with pytest.raises(Cancelled):
        take_in(shop.backend, shop.actor, shop.profile, files, token=token)
    assert not past_imports(shop.backend, shop.actor)


def test_nothing_of_an_ended_import_stays_behind(shop: Shop) -> None:
    files = export(shop)
    run = resume(shop.backend, shop.actor, break_off(shop, files, 200))
    keep_up(shop.backend)
    with shop.backend.read() as work:
        assert work.import_steps.reached(run.id) == (None, ())
        assert run.report.by_kind[Kind.ACCOUNTS].created == PEOPLE - 5
