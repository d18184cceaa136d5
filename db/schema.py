"""What belongs to the schema beside tables: triggers that keep the audit append-only, the search index."""

from sqlalchemy import DDL, event

from db import schema_search
from db.base import Base

APPEND_ONLY = "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
SQLITE = [
    f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry {APPEND_ONLY}",
    f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry {APPEND_ONLY}",
    f"""CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE stream = NEW.stream AND seq >= NEW.seq) {APPEND_ONLY}""",  # noqa: S608 -- constants of this file
    """CREATE TRIGGER audit_entry_no_gap BEFORE INSERT ON audit_entry
    WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM audit_entry WHERE stream = NEW.stream)
    BEGIN SELECT RAISE(ABORT, 'the audit trail has no gaps'); END""",
    f"CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint {APPEND_ONLY}",
    f"CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint {APPEND_ONLY}",
    f"""CREATE TRIGGER audit_checkpoint_no_replace BEFORE INSERT ON audit_checkpoint
    WHEN EXISTS (SELECT 1 FROM audit_checkpoint WHERE id = NEW.id) {APPEND_ONLY}""",  # noqa: S608 -- constants of this file
]
POSTGRES = [
    """CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
    """CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
    """CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()""",
    """CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE ON audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
    """CREATE TRIGGER audit_checkpoint_no_truncate BEFORE TRUNCATE ON audit_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()""",
]


def statements(dialect: str) -> list[str]:
    """Return the DDL that a fresh schema needs beside its tables, for "sqlite" or "postgresql"."""
    search = schema_search.SQLITE if dialect == "sqlite" else schema_search.POSTGRES
    return [*(SQLITE if dialect == "sqlite" else POSTGRES), *search]


def _attach() -> None:
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(dialect):
            ddl = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
            ddl = ddl.execute_if(dialect=dialect)
            event.listen(Base.metadata, "after_create", ddl)


_attach()
