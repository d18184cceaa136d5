"""How many mails a second are read through a warm child: in batches, one by one, out of a file of many.

``python -m benchmarks.mails [--mails N]``. The mails are made up: five character sets, text beside HTML, the
headers that servers add, every tenth with a file of 40 kB.
"""

import argparse
import base64
import itertools
import random
from collections.abc import Callable, Iterable, Iterator
from email.header import Header
from time import perf_counter

from console.evidence.records_files import Mail
from console.guarded.host import Guard
from console.messages.mailbox import BATCH

MAILS = 4_000
ONE_BY_ONE = 500
WANTED = 500  # a second
WORDS = {
    "iso-2022-jp": "注文した箱がつぶれて届きました。写真を添付しますので、ご確認をお願いいたします。",
    "utf-8": "商品は無事でしたが、外箱の角がつぶれていました。返品はできますか？",
    "gb18030": "我的手办收到了，外盒压坏了，请退款。谢谢您的帮助。",
    "euc-kr": "상자가 찌그러져서 도착했습니다. 환불해 주세요. 감사합니다.",
    "iso-8859-1": "Le colis est arrivé abîmé, où est le reçu ? Je suis très déçu du résultat.",
}


def made(number: int, dice: random.Random) -> bytes:
    """Return one mail."""
    charset, sentence = list(WORDS.items())[number % len(WORDS)]
    text = "\n".join(sentence for _ in range(dice.randrange(4, 16)))
    parts = [_part("text/plain", text, charset), _part("text/html", _html(text), charset)]
    body = _joined("alternative", "inner", parts)
    if number % 10 == 0:
        data = base64.encodebytes(dice.randbytes(40_000)).decode()
        name = 'Content-Type: image/jpeg; name="photo.jpg"\nContent-Transfer-Encoding: base64\n\n'
        body = _joined("mixed", "outer", [body, name + data])
    return (_head(number, sentence, charset) + body).encode()


def _head(number: int, sentence: str, charset: str) -> str:
    hops = "".join(
        f"Received: from mx{n}.example.net (mx{n}.example.net [192.0.2.{n}])\n\tby mail.example.org with"
        f" ESMTPS id {number:x}{n}; Mon, 23 Nov 2026 11:00:0{n} +0900\n"
        for n in range(4)
    )
    signed = "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=one;\n\tb=" + "Zm9vYmFy" * 40 + "\n"
    subject = Header(sentence[:40], charset).encode()
    sender = Header(sentence[:6], charset).encode()
    answers = f"In-Reply-To: <{number - 1}@example.com>\nReferences: <{number - 1}@example.com>\n"
    return (
        f"{hops}{signed}From: {sender} <customer{number}@example.com>\nTo: Desk <desk@example.org>\n"
        f"Subject: {subject}\nDate: Mon, 23 Nov 2026 11:00:00 +0900\nMessage-ID: <{number}@example.com>\n"
        f"{answers}MIME-Version: 1.0\n"
    )


def _part(kind: str, text: str, charset: str) -> str:
    data = base64.encodebytes(text.encode(charset, "replace")).decode()
    return f"Content-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: base64\n\n{data}"


def _html(text: str) -> str:
    rows = "".join(f'<tr><td style="color:#333">{line}<br></td></tr>' for line in text.split("\n"))
    return f"<html><head><style>td {{ padding: 4px }}</style></head><body><table>{rows}</table></body></html>"


def _joined(kind: str, boundary: str, parts: Iterable[str]) -> str:
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{inside}--{boundary}--\n"


def in_batches(guard: Guard, mails: list[bytes]) -> int:
    """Read them as `mail take` does; return how many could be read."""
    batches = (mails[at : at + BATCH] for at in range(0, len(mails), BATCH))
    return sum(isinstance(mail, Mail) for batch in batches for mail in guard.read_mails(batch))


def with_files(guard: Guard, mails: list[bytes]) -> int:
    """Read them one by one, with the bytes of their files."""
    return sum(isinstance(guard.read_mail([mail], len(mail)), Mail) for mail in mails[:ONE_BY_ONE])


def out_of_a_file(guard: Guard, mails: list[bytes]) -> int:
    """Divide a file of mails and read each."""
    begin = b"From customer@example.com Mon Nov 23 11:00:00 2026\n"
    pieces: Iterator[bytes] = (p.data for p in guard.mails_in(begin + mail + b"\n\n" for mail in mails))
    found = 0
    while batch := list(itertools.islice(pieces, BATCH)):
        found += sum(isinstance(mail, Mail) for mail in guard.read_mails(batch))
    return found


WAYS: tuple[tuple[str, Callable[[Guard, list[bytes]], int], int], ...] = (
    (f"{BATCH} at a time", in_batches, MAILS),
    ("one at a time, with the bytes of its files", with_files, ONE_BY_ONE),
    ("out of a file of mails", out_of_a_file, MAILS),
)


def main(count: int = MAILS) -> None:
    """Print the table."""
    dice = random.Random(1)
    mails = [made(number, dice) for number in range(count)]
    size = sum(map(len, mails))
    print(f"{count:,} mails of {size / count / 1024:.1f} kB on average, through a warm child")
    print()
    print("| how | mails | mails a second | MB a second |")
    print("|---|---:|---:|---:|")
    with Guard() as guard:
        guard.read_mails(mails[:BATCH])
        for name, way, most in WAYS:
            began = perf_counter()
            found = way(guard, mails)
            seconds = perf_counter() - began
            assert found == min(count, most)
            rate = found / seconds
            print(f"| {name} | {found:,} | {rate:,.0f} | {size / count * rate / 1e6:.1f} |")
    print()
    print(f"Wanted: {WANTED} a second.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the reading of mails.")
    parser.add_argument("--mails", type=int, default=MAILS)
    main(parser.parse_args().mails)
