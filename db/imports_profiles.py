"""How profiles of one's own are kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.imports.records_profiles import KeptProfile
from db.base import Moment, Row, plain


class ImportProfileRow(Row):
    """One version of a profile: what a shop's columns mean."""

    __tablename__ = "import_profile"
    __table_args__ = (UniqueConstraint("name", "version"),)
    name: Mapped[str] = mapped_column(String(40), info=plain())
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String, info=plain())
    text: Mapped[str] = mapped_column(Text, info=plain())
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class SqlOwnProfiles:
    """Keeps profiles; see console/imports/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, kept: KeptProfile) -> None:
        """Keep one version as given."""
        here = (ImportProfileRow.name == kept.name) & (ImportProfileRow.version == kept.version)
        row = self._session.scalar(select(ImportProfileRow).where(here)) or ImportProfileRow()
        row.name, row.version, row.title, row.text = kept.name, kept.version, kept.title, kept.text
        row.operator_id, row.at, row.is_withdrawn = kept.operator_id, kept.at, kept.is_withdrawn
        self._session.add(row)
        self._session.flush()

    def newest(self, name: str) -> KeptProfile | None:
        """Return the newest version of a profile, None where there is none."""
        query = select(ImportProfileRow).where(ImportProfileRow.name == name)
        row = self._session.scalar(query.order_by(ImportProfileRow.version.desc()).limit(1))
        return _kept(row) if row else None

    def newest_of_each(self) -> Sequence[KeptProfile]:
        """Return the newest version of each profile, by name."""
        newest = select(ImportProfileRow.name, func.max(ImportProfileRow.version).label("version"))
        each = newest.group_by(ImportProfileRow.name).subquery()
        query = select(ImportProfileRow).join(
            each, (each.c.name == ImportProfileRow.name) & (each.c.version == ImportProfileRow.version)
        )
        return [_kept(row) for row in self._session.scalars(query.order_by(ImportProfileRow.name))]


def _kept(row: ImportProfileRow) -> KeptProfile:
    return KeptProfile(row.name, row.version, row.title, row.text, row.operator_id, row.at, row.is_withdrawn)
