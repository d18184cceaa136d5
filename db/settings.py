"""How settings are kept: one JSON value a name."""

import json
from collections.abc import Mapping

from sqlalchemy import String, Text, select
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

    def put(self, name: str, value: object) -> None:
        """Keep `value` (anything JSON holds) under `name`."""
        row = self._session.get(SettingRow, name)
        if row is None:
            row = SettingRow(name=name)
            self._session.add(row)
        row.value = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self._session.flush()
