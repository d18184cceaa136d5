"""Things a made-up customer sends: a mail with two photographs, drawn here."""

from base64 import encodebytes
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

SIZE = (960, 640)
BOUNDARY = "=-made-up-boundary"
MAIL = """From: {sender}
To: Customer service <help@example.com>
Subject: {subject}
Date: Fri, 20 Nov 2026 09:14:00 +0900
Message-ID: <made-up-1@example.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="{boundary}"

--{boundary}
Content-Type: multipart/alternative; boundary="{boundary}-texts"

--{boundary}-texts
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{text}

--{boundary}-texts
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<h3>{subject}</h3><p>{text}</p><p>{shown}</p>
<p>Order <a href="https://shop.example/orders">in your shop</a></p><img src="https://mail.example/seen.gif">

--{boundary}-texts--
{attached}--{boundary}--
"""
PART = """--{boundary}
Content-Type: image/png; name="{name}"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="{name}"
Content-ID: <{name}@example.com>

{data}
"""


def photograph(words: str, ground: str) -> bytes:
    """Return a PNG that stands for a photograph of a parcel."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRect(210, 150, 540, 360), QColor("#B98B57"))
    painter.fillRect(QRect(450, 150, 60, 360), QColor("#D9C29A"))
    painter.setPen(QColor("#5B4326"))
    for at in range(6):
        painter.drawLine(700 - 18 * at, 150 + 4 * at, 750, 190 + 22 * at)
    font = painter.font()
    font.setPixelSize(40)
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(
        image.rect().adjusted(0, 0, 0, -30),
        Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
        words,
    )
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub leaves devices out
    return bytes(buffer.data().data())


def mail(sender: str, subject: str, text: str, pictures: dict[str, bytes]) -> bytes:
    """Return a mail with pictures attached, as a mail program saves it (.eml)."""
    attached = "".join(
        PART.format(boundary=BOUNDARY, name=name, data=encodebytes(data).decode())
        for name, data in pictures.items()
    )
    shown = "".join(f'<img src="cid:{name}@example.com" width="360">' for name in pictures)
    whole = MAIL.format(
        sender=sender, subject=subject, text=text, shown=shown, attached=attached, boundary=BOUNDARY
    )
    return whole.replace("\n", "\r\n").encode()


def things(folder: Path) -> list[Path]:
    """Put a mail and two photographs into `folder` and return their files, the mail first."""
    outer, inner = photograph("outer box", "#5E6C7F"), photograph("inner tray", "#7C8799")
    text = (
        "The figure came today. The outer box is crushed on one corner and the window is torn. "
        "The figure itself looks fine, but it is a collector's item. I would like my money back."
    )
    letter = mail("Hanako Yamada <hanako@example.com>", "Crushed box", text, {"box-1.png": outer})
    files = {"mail.eml": letter, "box-2.png": inner, "label.png": photograph("label", "#8A94A6")}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]
