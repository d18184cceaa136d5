"""Mails that programs wrote: which did not arrive, at whom, and which nobody wrote by hand."""

import re

from console.evidence.records_files import MAX_BOUNCES, Bounce, MailKind
from console.guarded.charsets import decode
from console.guarded.mail_fields import addresses, clean_line, main_value, parameters
from console.guarded.mail_head import Head, split_head

_LONGEST_REASON = 500
_ARRIVED = frozenset({"delivered", "relayed", "expanded"})
_SERVERS = re.compile(r"^(mailer-daemon|mail-daemon|postmaster|mdaemon|mailerdaemon)(@|$)", re.IGNORECASE)
_FAILED = re.compile(
    r"undeliver|delivery (status notification|has failed|failure|failed|problem)|failure notice|returned mail"
    r"|mail delivery (failed|subsystem|system)|message (not|could not be) delivered|delivery.{0,20}delayed"
    r"|配信不能|配信できません|送信できません|届けられ|エラーメール|退信|未送达"
    r"|無法傳送|无法投递|投递失败|반송|전송 실패"
    r"|unzustellbar|nicht zustell|non remis|no entregado|não entregue|non recapitat|недоставл",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"^\s*(auto(matic)?[ -]?(reply|response|antwort)|auto:|autoreply|out of (the )?office|away from"
    r"|on vacation"
    r"|abwesenheit|automatische antwort|réponse automatique|absence|respuesta automática|risposta automatica"
    r"|自動応答|自動返信|不在通知|不在の|自动回复|自動回覆|自動回复|외출 중|자동 ?회신|부재)",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"^[ \t]*(?:<([^<>\s@]{1,100}@[^<>\s@]{1,200})>:?|([^<>\s@:;,()]{1,100}@[^<>\s@:;,()]{1,200}):?)[ \t]*$"
    r"|^[ \t]*<([^<>\s@]{1,100}@[^<>\s@]{1,200})>:?[ \t]+(\S.*)$",
    re.MULTILINE,
)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_RETURNED = re.compile(
    r"^(-{2,}.*(original|copy|returned|below this line).*|.*a copy of the message.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_SEARCHED = 20_000


def bounces_in(report: bytes) -> list[Bounce]:
    """Return what a delivery report (RFC 3464) says of each recipient."""
    found: list[Bounce] = []
    at = 0
    while at < len(report) and len(found) < MAX_BOUNCES:
        at += len(report[at:]) - len(report[at:].lstrip(b"\r\n"))
        group, then = split_head(report, at, len(report))
        if then <= at:
            break
        at = then
        address = _typed(group.first("final-recipient")) or _typed(group.first("original-recipient"))
        if address:
            reason = _typed(group.first("diagnostic-code")).strip()
            status = _STATUS.search(group.first("status").decode("ascii", "replace"))
            action = main_value(group.first("action"))[:20]
            found.append(Bounce(_address(address), action, status[1] if status else "", _reason(reason)))
    return found


def bare_bounces(head: Head, text: str) -> list[Bounce]:
    """Return to whom a mail did not get, out of a bounce that is only text (qmail, Exim, Postfix)."""
    text = text[:_MOST_SEARCHED]
    returned = _RETURNED.search(text)
    text = text[: returned.start()] if returned else text
    found = [_told(text, block) for block in _BLOCK.finditer(text)]
    named, _note = addresses(head.joined("x-failed-recipients"))
    known = {bounce.address for bounce in found}
    found += [Bounce(one.address, "failed") for one in named if one.address and one.address not in known]
    return list({bounce.address: bounce for bounce in reversed(found)}.values())[::-1][:MAX_BOUNCES]


def _told(text: str, block: re.Match[str]) -> Bounce:
    """Return one recipient with the lines that follow, which say why."""
    following = text[block.end() :].split("\n\n", 1)[0].strip("\n")
    reason = " ".join(((block[4] or "") + "\n" + following).split())
    status = _STATUS.search(reason)
    address = block[1] or block[2] or block[3]
    action = "delayed" if status and status[1].startswith("4") else "failed"
    return Bounce(_address(address), action, status[1] if status else "", _reason(reason))


def _typed(raw: bytes) -> str:
    """Return the value of a field that names its type first ("rfc822; somebody@example.com")."""
    _kind, mark, value = decode(raw, "").text.partition(";")
    return (value if mark else _kind).strip()


def _address(text: str) -> str:
    return clean_line(text.strip("<> \t"))[:320]


def _reason(text: str) -> str:
    return clean_line(text)[:_LONGEST_REASON]


def is_report(head: Head) -> bool:
    """Tell whether a mail declares itself a delivery report."""
    declared = head.first("content-type")
    if main_value(declared) != "multipart/report":
        return False
    return "delivery" in parameters(b";" + declared.partition(b";")[2]).get("report-type", "").lower()


def looks_returned(head: Head, sender: str, subject: str) -> bool:
    """Tell whether a mail without a report is a bounce too: a server sent it, and its subject says so."""
    if head.first("x-failed-recipients"):
        return True
    from_server = bool(_SERVERS.match(sender)) or head.first("return-path").strip() == b"<>"
    return from_server and bool(_FAILED.search(subject))


def kind_of(head: Head, subject: str, bounces: list[Bounce], *, returned: bool, is_receipt: bool) -> MailKind:
    """Return who wrote the mail: somebody, or a program."""
    if bounces and all(bounce.action in _ARRIVED for bounce in bounces):
        return MailKind.GENERATED  # it says that a mail did arrive
    if bounces or returned:
        return MailKind.BOUNCE
    auto = main_value(head.first("auto-submitted"))
    precedence = main_value(head.first("precedence"))
    if auto == "auto-replied" or precedence == "auto_reply" or _has(head, "x-autoreply", "x-autorespond"):
        return MailKind.AUTOMATIC_REPLY
    by_program = (auto and auto != "no") or precedence in ("bulk", "junk", "list")
    suppressed = _has(head, "x-auto-response-suppress")
    if _AWAY.search(subject):
        return MailKind.AUTOMATIC_REPLY
    if suppressed and _has(head, "in-reply-to"):
        return MailKind.AUTOMATIC_REPLY
    return MailKind.GENERATED if by_program or suppressed or is_receipt else MailKind.ORDINARY


def _has(head: Head, *names: str) -> bool:
    return any(value.strip().lower() not in (b"", b"no") for name, value in head.values if name in names)
