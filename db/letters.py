"""How the register of letters is kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, Select, String, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from console.cases.records import Channel
from console.errors import NotFound
from console.holdings import DataClass
from console.letters.records_register import HandOver, KeptAddress, Letter, LetterState, NewLetter
from console.words import N_
from db.base import Base, Moment, Row, personal, plain, reaches
from db.cases import CaseRow


class LetterRow(Row):
    """One issued letter and its file."""

    __tablename__ = "letter"
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    template: Mapped[str] = mapped_column(String(40), info=plain())
    asked: Mapped[str] = mapped_column(String(35), info=plain())
    language: Mapped[str] = mapped_column(String(35), info=plain())
    to_name: Mapped[str] = mapped_column(String, info=personal(DataClass.LETTER))
    to_lines: Mapped[str] = mapped_column(String, info=personal(DataClass.LETTER))
    to_country: Mapped[str] = mapped_column(String(2), info=plain())
    to_verified: Mapped[bool]
    sha256: Mapped[str] = mapped_column(String(64), info=plain())
    pdf: Mapped[bytes] = mapped_column(LargeBinary, info=personal(DataClass.LETTER))
    pages: Mapped[int]
    decision_id: Mapped[int]
    issued_by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    issued_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(20), info=plain())
    channel: Mapped[str] = mapped_column(String(20), default="", info=plain())
    handed_over_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[str] = mapped_column(String, default="", info=personal(DataClass.LETTER))
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))


class LetterAddressRow(Base):
    """To whom a case's letters go."""

    __tablename__ = "letter_address"
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String, info=personal(DataClass.LETTER))
    lines: Mapped[str] = mapped_column(String, info=personal(DataClass.LETTER))
    country: Mapped[str] = mapped_column(String(2), info=plain())
    language: Mapped[str] = mapped_column(String(35), info=plain())
    verified: Mapped[bool]


def _cases_of(account_id: int) -> Select[tuple[int]]:
    return select(CaseRow.id).where(CaseRow.account_id == account_id)


reaches("letter", lambda a: LetterRow.case_id.in_(_cases_of(a)))
reaches("letter_address", lambda a: LetterAddressRow.case_id.in_(_cases_of(a)))


class SqlLetters:
    """Keeps letters; see console/letters/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: NewLetter) -> Letter:
        """Enter a drawn letter and return it."""
        row = LetterRow(
            case_id=new.case_id,
            template=new.template,
            asked=new.asked,
            language=new.language,
            to_name=new.to.name,
            to_lines="\n".join(new.to.lines),
            to_country=new.to.country,
            to_verified=new.to.verified,
            sha256=new.sha256,
            pdf=new.pdf,
            pages=new.pages,
            decision_id=new.decision_id,
            issued_by=new.issued_by,
            issued_at=new.issued_at,
            state=LetterState.ISSUED.value,
        )
        self._session.add(row)
        self._session.flush()
        return _from(row)

    def get(self, letter_id: int) -> Letter:
        """Return one letter without its file. Raises: NotFound."""
        return _from(self._row(letter_id))

    def of_case(self, case_id: int) -> Sequence[Letter]:
        """Return a case's letters, oldest first."""
        query = select(LetterRow).options(defer(LetterRow.pdf)).where(LetterRow.case_id == case_id)
        return [_from(r) for r in self._session.scalars(query.order_by(LetterRow.id))]

    def pdf_of(self, letter_id: int) -> bytes:
        """Return the file as it was issued. Raises: NotFound."""
        return self._row(letter_id).pdf

    def set_state(self, letter_id: int, state: LetterState, handed_over: HandOver | None) -> None:
        """Move the letter to `state`."""
        row = self._row(letter_id)
        row.state = state.value
        row.channel = handed_over.channel.value if handed_over else ""
        row.handed_over_at = handed_over.at if handed_over else None
        row.person = handed_over.person if handed_over else ""
        row.recorded_by = handed_over.recorded_by if handed_over else None
        self._session.flush()

    def keep_address(self, case_id: int, address: KeptAddress) -> None:
        """Keep to whom the case's letters go."""
        row = self._session.get(LetterAddressRow, case_id)
        if row is None:
            row = LetterAddressRow(case_id=case_id)
            self._session.add(row)
        row.name, row.lines = address.name, "\n".join(address.lines)
        row.country, row.language, row.verified = address.country, address.language, address.verified
        self._session.flush()

    def address_of(self, case_id: int) -> KeptAddress | None:
        """Return to whom the case's letters go, None where nothing was typed yet."""
        row = self._session.get(LetterAddressRow, case_id)
        if row is None:
            return None
        return KeptAddress(row.name, tuple(row.lines.split("\n")), row.country, row.language, row.verified)

    def _row(self, letter_id: int) -> LetterRow:
        row = self._session.get(LetterRow, letter_id)
        if row is None:
            raise NotFound(N_("There is no such letter."))
        return row


def _from(row: LetterRow) -> Letter:
    to = KeptAddress(
        row.to_name, tuple(row.to_lines.split("\n")), row.to_country, row.language, row.to_verified
    )
    handed_over = None
    if row.handed_over_at is not None and row.recorded_by is not None:
        handed_over = HandOver(Channel(row.channel), row.handed_over_at, row.person, row.recorded_by)
    return Letter(
        id=row.id,
        case_id=row.case_id,
        template=row.template,
        asked=row.asked,
        language=row.language,
        to=to,
        sha256=row.sha256,
        pages=row.pages,
        decision_id=row.decision_id,
        issued_by=row.issued_by,
        issued_at=row.issued_at,
        state=LetterState(row.state),
        handed_over=handed_over,
    )
