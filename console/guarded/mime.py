"""A mail as it goes through the net (MIME): its parts sorted into words, files, mails and reports."""

from console.evidence.records_files import Address, Bounce, MailTrouble
from console.guarded.bounces import bounces_in
from console.guarded.mail_fields import addresses, clean_line
from console.guarded.mail_gathered import Gathered, Piece
from console.guarded.mail_head import Head
from console.guarded.mail_parts import Part, Structure
from console.guarded.smime import content_of

_CLOSED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_MAILS = frozenset({"message/rfc822", "message/global"})
_HEADERS = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})
_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPT = "message/disposition-notification"
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PGP_SIGNED, _PGP_CLOSED = b"-----BEGIN PGP SIGNED MESSAGE-----", b"-----BEGIN PGP MESSAGE-----"


class MimeReader:
    """Sorts the parts of one structure; `winmail` are files for Outlook, to be read by whoever can."""

    def __init__(self, data: bytes, into: Gathered) -> None:
        self.structure = Structure(data)
        self.bounces: list[Bounce] = []
        self.winmail: list[tuple[str, bytes]] = []
        self.is_receipt = False
        self._into = into

    @property
    def head(self) -> Head:
        """The headers of the mail."""
        return self.structure.root.head

    @property
    def charset(self) -> str:
        """The character set that the first text declares, empty where none does."""
        texts = (part.params.get("charset", "") for part in self.structure.leaves())
        return next(filter(None, texts), "")

    def read(self) -> None:
        """Sort everything."""
        self._take(self.structure.root)
        self._into.note(*self.structure.notes)

    def people(self, name: str) -> tuple[Address, ...]:
        """Return whom all headers of `name` name."""
        found, note = addresses(self.head.joined(name), self.charset)
        self._into.note(note)
        return found

    def _take(self, part: Part) -> None:
        if part.media_type == "multipart/alternative":
            self._take_best(part)
        elif part.parts:
            if part.media_type == "multipart/signed":
                self._into.trouble(MailTrouble.SIGNED)
            for inner in part.parts:
                self._take(inner)
        elif _is_text(part):
            self._take_text(part)
        else:
            self._take_leaf(part)

    def _take_best(self, part: Part) -> None:
        """Take the first alternative that says something in plain text, else the last that says anything."""
        pieces = self._into.pieces
        before = len(pieces)
        for inner in part.parts:
            self._take(inner)
        offered = pieces[before:]
        rich = [p for p in offered if p.is_html]
        plain = next((p for p in offered if not p.is_html and p.raw.strip() and self._into.said(p)), None)
        if plain is not None:
            plain.html = rich[-1] if rich else None
        best = plain or next((p for p in rich if self._into.said(p)), None)
        pieces[before:] = [best] if best else []

    def _take_text(self, part: Part) -> None:
        raw = self.structure.body(part)
        if raw.lstrip()[:40].startswith(_PGP_CLOSED):
            self._into.trouble(MailTrouble.ENCRYPTED)
        elif raw.lstrip()[:40].startswith(_PGP_SIGNED):
            self._into.trouble(MailTrouble.SIGNED)
            raw = without_armour(raw)
        self._into.add_text(
            Piece(
                raw,
                part.params.get("charset", ""),
                is_html=part.media_type == "text/html",
                flowed=part.params.get("format", "").lower() == "flowed",
                delete_space=part.params.get("delsp", "").lower() == "yes",
            )
        )

    def _take_leaf(self, part: Part) -> None:
        kind, data = part.media_type, self.structure.body(part)
        if kind in _REPORTS:
            self.bounces += bounces_in(data)
        elif kind == _RECEIPT:
            self.is_receipt = True
        elif kind in _HEADERS:
            self._into.add_mail(data.rstrip() + b"\r\n\r\n")
        elif kind in _TNEF or part.name.lower() == "winmail.dat":
            self.winmail.append((part.name, data))
        elif kind in _CLOSED and self._take_signed(data):
            return
        else:
            self._take_file(part, kind, data)

    def _take_file(self, part: Part, kind: str, data: bytes) -> None:
        if kind in _CLOSED:
            self._into.trouble(MailTrouble.ENCRYPTED)
        if kind in _SIGNATURES:
            self._into.trouble(MailTrouble.SIGNED)
        is_mail = kind in _MAILS
        name = part.name
        if is_mail:
            self._into.add_mail(data)
        self._into.add_file(
            name,
            "message/rfc822" if is_mail else kind,
            data,
            inline=part.disposition == "inline",
            content_id=_content_id(part),
        )

    def _take_signed(self, data: bytes) -> bool:
        """Take what is inside a mail that was signed as a whole; tell whether it was."""
        inside = content_of(data)
        if inside is None:
            return False
        self._into.trouble(MailTrouble.SIGNED)
        reader = MimeReader(inside, self._into)
        reader.read()
        self.bounces += reader.bounces
        self.winmail += reader.winmail
        return True


def _is_text(part: Part) -> bool:
    shown = part.disposition != "attachment" and not part.name
    return shown and part.media_type in ("text/plain", "text/html")


def _content_id(part: Part) -> str:
    raw = part.head.first("content-id").decode("utf-8", "replace").strip()
    return clean_line(raw.removeprefix("<").removesuffix(">"))


def without_armour(text: bytes) -> bytes:
    """Return what a text that was signed by OpenPGP says, without the lines about its signature."""
    lines = text.lstrip().splitlines(keepends=True)
    start = next((n + 1 for n, line in enumerate(lines) if not line.strip()), 1)
    end = next(
        (n for n, line in enumerate(lines) if line.startswith(b"-----BEGIN PGP SIGNATURE")), len(lines)
    )
    return b"".join(line.removeprefix(b"- ") for line in lines[start:end])
