"""Structures in Thrift's compact protocol, as the headers and the footer of a Parquet file are written.

Types and layout: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
"""

from __future__ import annotations

from collections.abc import Sequence

# Types of the compact protocol: two for truth, then numbers, text, and what holds others.
STOP, TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(13)


def varint(value: int) -> bytes:
    """A whole number from 0 on, of seven bits a byte, the least ones first."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(value: int) -> bytes:
    """A whole number with a sign."""
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def text(value: bytes | str) -> bytes:
    """Bytes with their length before them."""
    raw = value.encode() if isinstance(value, str) else value
    return varint(len(raw)) + raw


def listed(of: int, elements: Sequence[bytes]) -> bytes:
    """A list of elements of one type, each written already."""
    size = len(elements)
    head = bytes([size << 4 | of]) if size < 15 else bytes([0xF0 | of]) + varint(size)
    return head + b"".join(elements)


def struct(*fields: tuple[int, int, bytes]) -> bytes:
    """A structure: number (rising), type and bytes of each field."""
    out, before = [], 0
    for at, kind, content in fields:
        out.append(bytes([at - before << 4 | kind]) + content)
        before = at
    return b"".join(out) + b"\0"
