"""Reads the whole schema of a store, on either engine, as lines that can be compared."""

import re

from sqlalchemy import Connection, text

from db.engine import Engines

RENAMED = re.compile(r'(CREATE TABLE )"(\w+)"')  # SQLite quotes the name that a rebuilt table was given
SQLITE = """SELECT type || ' ' || name || ': ' || sql FROM sqlite_master
    WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"""
POSTGRES = (
    """SELECT 'column ' || table_name || '.' || column_name || ': ' || data_type || ' '
        || coalesce(character_maximum_length::text, '') || ' ' || is_nullable || ' '
        || coalesce(column_default, '') || ' ' || coalesce(udt_name, '') || ' ' || is_generated
        || coalesce(generation_expression, '') || ' ' || coalesce(collation_name, '')
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'""",
    """SELECT 'index ' || indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'""",
    """SELECT 'constraint ' || conname || ': ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    AND conrelid <> coalesce(to_regclass('alembic_version')::oid, 0)""",
    "SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    """SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace""",
    "SELECT 'view ' || viewname || ': ' || definition FROM pg_views WHERE schemaname = 'public'",
    """SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'""",
)


def schema(engines: Engines) -> list[str]:
    """Return tables, columns, indexes, constraints, triggers, functions and search tables, sorted."""
    with engines.read.connect() as connection:
        return sorted(_lines(connection))


def _lines(connection: Connection) -> list[str]:
    queries = (SQLITE,) if connection.dialect.name == "sqlite" else POSTGRES
    found = [line for query in queries for line in connection.scalars(text(query.replace("::", r"\:\:")))]
    return [re.sub(r"\s+", " ", RENAMED.sub(r"\1\2", line)).strip() for line in found]
