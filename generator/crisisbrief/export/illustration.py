"""The picture by which a reader's library shows a brief: lines of two texts, one from the right, one from the left."""

from __future__ import annotations

import struct
import zlib

PICTURE = """
............
..########..
.....#####..
..########..
......####..
............
............
..########..
..######....
..########..
..####......
............
"""
PIXELS = 4
"""Each character of the picture is a square of so many pixels a side: 48 by 48 in all."""
PALETTE = bytes.fromhex("0b57a4 ffffff")
"""The ground, then the lines."""


def png() -> bytes:
    """The picture as a PNG with one bit a pixel. Stored and not compressed: no version of zlib can change a byte."""
    rows = [int("".join(PIXELS * str(int(char == "#")) for char in line), 2) for line in PICTURE.split()]
    side = PIXELS * len(rows)
    lines = b"".join(PIXELS * (b"\0" + row.to_bytes(side // 8, "big")) for row in rows)
    header = struct.pack(">IIBBBBB", side, side, 1, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", PALETTE), (b"IDAT", zlib.compress(lines, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
