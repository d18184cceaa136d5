"""How settings are kept: one JSON value a name."""

import json
from collections.abc import Mapping

from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, plain


class SettingRow(Base):
    """One setting. The organisation's own contacts are not data about a customer."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(80), primary_key=True, info=plain())
    value: Mapped[str] = mapped_column(Text, info=plain())


class SqlSettings:
    """Keeps settings; see console/settings.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def values(self) -> Mapping[str, object]:
        """Return every setting that was set, by name."""
        return {r.name: json.loads(r.value) for r in self._session.scalars(select(SettingRow))}

    def hold(self, name: str) -> None:
        """Let nobody else change `name` until the transaction ends: what one reads then is the newest.

        PostgreSQL keeps a lock of that name, for a setting may have no row yet; SQLite has one writer anyway.
        """
        if self._session.get_bind().dialect.name != "sqlite":
            key = func.hashtextextended(f"setting:{name}", 0)
            self._session.execute(select(func.pg_advisory_xact_lock(key)))

    def put(self, name: str, value: object) -> None:
        """Keep `value` (anything JSON holds) under `name`."""
        row = self._session.get(SettingRow, name)
        if row is None:
            row = SettingRow(name=name)
            self._session.add(row)
        row.value = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self._session.flush()
