"""The picture by which a reader's library or phone shows a brief: lines of two texts, one from the right, one from the
left."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

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
PALETTE = bytes.fromhex("0b57a4 ffffff")
"""The ground, then the lines."""


def png(side: int = 48) -> bytes:
    """The picture as a PNG of `side` by `side` pixels, a multiple of eight, with one bit a pixel; what does not divide
    is ground around it."""
    lines = PICTURE.split()
    # Each character of the picture is a square of so many pixels a side.
    pixels = side // len(lines)
    margin = (side - pixels * len(lines)) // 2
    drawn = ["".join(pixels * str(int(char == "#")) for char in line).center(side, "0") for line in lines]
    rows = [row for row in drawn for _ in range(pixels)]
    ground = margin * [side * "0"]
    packed = b"".join(b"\0" + int(row, 2).to_bytes(side // 8, "big") for row in (*ground, *rows, *ground))
    header = struct.pack(">IIBBBBB", side, side, 1, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", PALETTE), (b"IDAT", _zlib(packed, side // 8 + 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _zlib(data: bytes, row: int) -> bytes:
    """`data` compressed (RFC 1950, 1951), whatever version of zlib is installed: bytes that stand `row` before are
    pointed at, in lengths of 258, 10 and 3, all others are written out in the fixed code."""
    bits = "".join(_fixed_code(data, row))
    bits += -len(bits) % 8 * "0"
    packed = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, len(bits), 8))
    return b"\x78\x01" + packed + struct.pack(">I", zlib.adler32(data))


_LENGTHS = ((258, "11000101"), (10, "0001000"), (3, "0000001"))
_LAST_BLOCK, _END = "110", "0000000"


def _fixed_code(data: bytes, row: int) -> Iterator[str]:
    """The code's bits in the order in which they are packed."""
    extra = max(0, (row - 1).bit_length() - 2)
    symbol = 2 * extra + ((row - 1) >> extra)
    rest = f"{(row - 1) & ((1 << extra) - 1):0{extra}b}"[::-1] if extra else ""
    distance = f"{symbol:05b}{rest}"
    yield _LAST_BLOCK
    at = 0
    while at < len(data):
        same = next((each for each in _LENGTHS if at >= row and _repeats(data, at, row, each[0])), None)
        if same:
            yield same[1] + distance
            at += same[0]
        else:
            byte = data[at]
            yield f"{0x30 + byte:08b}" if byte < 144 else f"{0x190 + byte - 144:09b}"
            at += 1
    yield _END


def _repeats(data: bytes, at: int, row: int, length: int) -> bool:
    return data[at : at + length] == data[at - row : at - row + length] and at + length <= len(data)
