"""What leaves the index leaves the file: read page by page, as whoever holds the key could."""

from dataclasses import replace

from sqlalchemy import delete

from console.customers.records import Name, Script
from console.lookup.records import HitKind
from db.customers import AccountAddressRow, AccountContactRow, AccountNameRow, AccountRow
from db.work import SqlBackend
from tests.parts import stores
from tests.parts.directory import person
from tests.parts.pages import everything_in

NAME = "Zyxwvutsrq"
TRACE = b"xwvutsrq"  # the index keeps of a word only what its neighbour does not begin with
NEIGHBOURS = ["Zyglomorph", "Zymurgist", "Zyzzyva", "Zysman"]


def _trace(backend: SqlBackend) -> bool:
    path = backend.engines.path
    assert path
    return TRACE in everything_in(path, stores.KEY).lower()


def _checkpoint(backend: SqlBackend) -> None:
    with backend.engines.write.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _fill(backend: SqlBackend) -> int:
    with backend.begin() as work:
        for name in NEIGHBOURS:
            work.customers.add(person(f"{name} {name}son"))
        return work.customers.add(person(NAME, shop_id="C-1"))


def test_a_deleted_name_is_in_no_page_of_the_file(sqlite_backend: SqlBackend) -> None:
    key = _fill(sqlite_backend)
    assert _trace(sqlite_backend)  # else this test could not fail
    with sqlite_backend.begin() as work, work.index.changing(HitKind.ACCOUNT, [key]):
        for table in (AccountNameRow, AccountContactRow, AccountAddressRow):
            work.session.execute(delete(table).where(table.account_id == key))
        work.session.execute(delete(AccountRow).where(AccountRow.id == key))
    _checkpoint(sqlite_backend)
    assert not _trace(sqlite_backend)


def test_a_corrected_name_leaves_no_trace_of_the_old_one(sqlite_backend: SqlBackend) -> None:
    key = _fill(sqlite_backend)
    with sqlite_backend.begin() as work:
        account = work.customers.get(key)
        work.customers.save(replace(account, names=(Name("Somebody Else", Script.LATIN),)))
    _checkpoint(sqlite_backend)
    assert not _trace(sqlite_backend)


def test_without_exact_old_tokens_the_name_would_stay(sqlite_backend: SqlBackend) -> None:
    key = _fill(sqlite_backend)
    with sqlite_backend.begin() as work:
        work.session.execute(delete(AccountNameRow).where(AccountNameRow.account_id == key))
    _checkpoint(sqlite_backend)
    assert _trace(sqlite_backend)
