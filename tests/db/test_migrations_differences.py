"""From one schema to another, whatever lies between them, carried out on both engines."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import Engines
from db.migrations import steps
from db.migrations.differences import Change
from db.migrations.frozen import Schema
from tests.parts.schemas import schema

FIRST = (
    "CREATE TABLE shop (id INTEGER NOT NULL, name VARCHAR(9) NOT NULL, CONSTRAINT pk_shop PRIMARY KEY (id))",
    """CREATE TABLE item (
    id INTEGER NOT NULL,
    shop_id INTEGER NOT NULL,
    part_of INTEGER,
    price INTEGER,
    gone TEXT,
    "order" VARCHAR(9) NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT fk_item_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id),
    CONSTRAINT fk_item_part_of FOREIGN KEY(part_of) REFERENCES item (id)
)""",
    "CREATE INDEX ix_item_price ON item (price)",
    """CREATE TABLE note (id INTEGER NOT NULL, item_id INTEGER, CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT fk_note_item_id FOREIGN KEY(item_id) REFERENCES item (id))""",
    "CREATE TABLE search_item (id INTEGER NOT NULL PRIMARY KEY, tokens TEXT)",
    "CREATE TABLE search_state (kind VARCHAR(10) NOT NULL PRIMARY KEY, version INTEGER, behind INTEGER)",
    "INSERT INTO search_state (kind, version, behind) VALUES ('item', 1, 0)",
    "INSERT INTO search_state (kind, version, behind) VALUES ('note', 1, 0)",
)
SECOND = (
    """CREATE TABLE shop (id INTEGER NOT NULL, name VARCHAR(9) NOT NULL, CONSTRAINT pk_shop PRIMARY KEY (id),
    CONSTRAINT uq_shop_name UNIQUE (name))""",
    """CREATE TABLE item (
    id INTEGER NOT NULL,
    label TEXT NOT NULL,
    shop_id INTEGER,
    part_of INTEGER,
    price BIGINT NOT NULL,
    "order" VARCHAR(30) NOT NULL,
    CONSTRAINT pk_item PRIMARY KEY (id),
    CONSTRAINT fk_item_shop_id FOREIGN KEY(shop_id) REFERENCES shop (id),
    CONSTRAINT fk_item_part_of FOREIGN KEY(part_of) REFERENCES item (id)
)""",
    "CREATE INDEX ix_item_price ON item (price, id)",
    "CREATE INDEX ix_item_shop_id ON item (shop_id)",
    """CREATE TABLE mark (id INTEGER NOT NULL, item_id INTEGER, CONSTRAINT pk_mark PRIMARY KEY (id),
    CONSTRAINT fk_mark_item_id FOREIGN KEY(item_id) REFERENCES item (id))""",
    "CREATE TABLE search_item (id INTEGER NOT NULL PRIMARY KEY, tokens TEXT, words TEXT)",
    "CREATE TABLE search_state (kind VARCHAR(10) NOT NULL PRIMARY KEY, version INTEGER, behind INTEGER)",
    "INSERT INTO search_state (kind, version, behind) VALUES ('item', 2, 0)",
    "INSERT INTO search_state (kind, version, behind) VALUES ('mark', 2, 0)",
)
ROWS = (
    "INSERT INTO shop VALUES (1, 'one'), (2, 'two')",
    "INSERT INTO item VALUES (1, 1, NULL, 5, 'lost', 'a'), (2, 2, 1, NULL, NULL, 'b')",
    "INSERT INTO note VALUES (1, 2)",
    "INSERT INTO search_item VALUES (1, 'one')",
)
FILLS = {"item.label": "'item ' || id", "item.price": "-1", "item.gone": "'?'", "item.shop_id": "1"}
TRIGGER = {
    "sqlite": (
        "CREATE TRIGGER shop_kept BEFORE DELETE ON shop BEGIN SELECT RAISE(ABORT, '{}'); END",
        "CREATE TRIGGER item_kept BEFORE UPDATE ON item BEGIN SELECT RAISE(ABORT, '{}'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{}'; END $$",
        "CREATE TRIGGER shop_kept BEFORE DELETE ON shop FOR EACH ROW EXECUTE FUNCTION refuse()",
        "CREATE TRIGGER item_kept BEFORE UPDATE ON item FOR EACH ROW EXECUTE FUNCTION refuse()",
    ),
}


def everything(engines: Engines, made: tuple[str, ...], says: str) -> list[str]:
    return [*made, *(t.format(says) for t in TRIGGER[engines.write.dialect.name])]


def run(engines: Engines, statements: list[str]) -> None:
    with steps.stepping(engines.write) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def change(engines: Engines, one: list[str], two: list[str]) -> Change:
    return Change(Schema.of(one), Schema.of(two), FILLS, {"item": "item", "note": "note", "mark": "mark"})


def carried_out(engines: Engines, wanted: Change) -> None:
    run(engines, wanted.to_sqlite() if engines.is_sqlite else wanted.to_postgresql())


def asked(engines: Engines, question: str) -> list[tuple[object, ...]]:
    with engines.read.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


@pytest.fixture
def changed(empty: Engines) -> Engines:
    """Return a database that was made by the first schema, filled, and made into the second."""
    first, second = everything(empty, FIRST, "no"), everything(empty, SECOND, "never")
    run(empty, [*first, *ROWS])
    carried_out(empty, change(empty, first, second))
    return empty


def test_rows_stay_and_new_columns_are_filled(changed: Engines) -> None:
    items = asked(changed, 'SELECT id, label, shop_id, part_of, price, "order" FROM item ORDER BY id')
    assert items == [(1, "item 1", 1, None, 5, "a"), (2, "item 2", 2, 1, -1, "b")]
    assert asked(changed, "SELECT * FROM shop ORDER BY id") == [(1, "one"), (2, "two")]


def test_an_index_whose_tables_changed_is_made_anew_and_an_empty_one_is_up_to_date(changed: Engines) -> None:
    states = asked(changed, "SELECT kind, version FROM search_state ORDER BY kind")
    assert states == [("item", 0), ("mark", 2)]
    assert asked(changed, "SELECT * FROM search_item") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "DELETE FROM shop",
        "UPDATE item SET price = 1",
        "INSERT INTO mark VALUES (1, 9)",
        "INSERT INTO item (id, label, price, \"order\", part_of) VALUES (3, '', 1, '', 9)",
        "INSERT INTO shop VALUES (3, 'one')",
    ],
)
def test_triggers_references_and_constraints_hold_afterwards(changed: Engines, wrong: str) -> None:
    with pytest.raises(DBAPIError), changed.write.begin() as connection:
        connection.exec_driver_sql(wrong)


def test_the_schema_is_the_one_wanted_and_the_way_back_leads_to_the_first(
    changed: Engines, request: pytest.FixtureRequest
) -> None:
    first, second = everything(changed, FIRST, "no"), everything(changed, SECOND, "never")
    other: Engines = request.getfixturevalue("other_sqlite" if changed.is_sqlite else "other_postgres")
    run(other, second)
    assert schema(changed) == schema(other)
    carried_out(changed, change(changed, second, first))
    carried_out(other, change(other, second, first))
    assert schema(changed) == schema(other)
    items = asked(changed, 'SELECT id, shop_id, price, gone, "order" FROM item ORDER BY id')
    assert items == [(1, 1, 5, "?", "a"), (2, 2, -1, "?", "b")]


def test_what_the_statements_leave_is_read_back_from_them() -> None:
    wanted = Change(Schema.of(FIRST), Schema.of(SECOND), FILLS, {"item": "item", "mark": "mark"})
    for made in (wanted.to_sqlite(), wanted.to_postgresql()):
        after, second = Schema.of([*FIRST, *made]), Schema.of(SECOND)
        assert {n: t.shape for n, t in after.tables.items()} == {n: t.shape for n, t in second.tables.items()}
        assert after.indexes == second.indexes


def test_what_older_rows_get_must_be_said() -> None:
    wanted = Change(Schema.of(FIRST), Schema.of(SECOND), {}, {})
    for carry_out in (wanted.to_sqlite, wanted.to_postgresql):
        with pytest.raises(ValueError, match=r"item\.label"):
            carry_out()


def test_what_goes_with_all_it_holds_is_told() -> None:
    assert Change(Schema.of(FIRST), Schema.of(SECOND), FILLS, {}).loses() == ["note", "item.gone"]


def test_a_statement_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="CREATE VIEW"):
        Schema.of(["CREATE VIEW seen AS SELECT 1"])
