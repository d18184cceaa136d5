"""PNG written from bare pixels, so that no file of the child's making reaches the window's decoder."""

import struct
import zlib

CHANNELS = {3: 2, 4: 6}  # channels -> PNG colour type


def png_of(pixels: bytes, width: int, height: int, *, level: int) -> bytes:
    """Return `pixels` (rows of RGB or RGBA, 8 bits) as PNG. Raises: ValueError where they do not fit."""
    channels = _channels(pixels, width, height)
    stride = width * channels
    packer = zlib.compressobj(level)
    view = memoryview(pixels)
    lines = [view[y * stride : (y + 1) * stride] for y in range(height)]
    rows = packer.compress(b"\0" + b"\0".join(lines))
    header = struct.pack(">IIBBBBB", width, height, 8, CHANNELS[channels], 0, 0, 0)
    data = rows + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _channels(pixels: bytes, width: int, height: int) -> int:
    area = width * height
    if width < 1 or height < 1 or len(pixels) not in (area * 3, area * 4):
        raise ValueError("pixels do not fit their picture")
    return len(pixels) // area


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
