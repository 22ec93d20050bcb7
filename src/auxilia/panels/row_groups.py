"""Row groups of a Parquet file in another order, without writing them again.

DuckDB writes a query with joins by several threads only where the order of row groups is left open. The
footer lists the row groups one after the other, each with the places of its columns in the file, and readers
take their order from that list. To put the entries in another order is to exchange bytes of the footer.

Footers are Thrift structures in the compact protocol; the list is field 4 of the outermost structure
(`FileMetaData` in https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auxilia.panels.thrift import (
    BINARY,
    BYTE,
    DOUBLE,
    FALSE,
    I16,
    I32,
    I64,
    LIST,
    SET,
    STOP,
    STRUCT,
    TRUE,
)

MAGIC, TAIL = b"PAR1", 8
ROW_GROUPS = 4


@dataclass(slots=True)
class Reader:
    """Steps over a structure in the compact protocol; `at` is the next byte."""

    data: bytes
    at: int = 0

    def varint(self) -> int:
        """A whole number of seven bits a byte, the least ones first."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def field(self, before: int) -> tuple[int, int]:
        """Number and type of the next field; type STOP at the end of the structure."""
        head = self.data[self.at]
        self.at += 1
        delta, kind = head >> 4, head & 15
        if kind == STOP:
            return before, STOP
        if delta:
            return before + delta, kind
        number = self.varint()
        return (number >> 1) ^ -(number & 1), kind

    def head_of_list(self) -> tuple[int, int]:
        """How many elements a list has, and their type."""
        head = self.data[self.at]
        self.at += 1
        size = head >> 4
        return (self.varint() if size == 15 else size), head & 15

    def skip(self, kind: int, *, element: bool = False) -> None:
        """Step over one value; truth has a byte of its own only as the element of a list."""
        if kind in (TRUE, FALSE):
            self.at += element
        elif kind == BYTE:
            self.at += 1
        elif kind in (I16, I32, I64):
            self.varint()
        elif kind == DOUBLE:
            self.at += 8
        elif kind == BINARY:
            size = self.varint()
            self.at += size
        elif kind in (LIST, SET):
            size, of = self.head_of_list()
            for _ in range(size):
                self.skip(of, element=True)
        elif kind == STRUCT:
            number, inner = self.field(0)
            while inner != STOP:
                self.skip(inner)
                number, inner = self.field(number)
        else:
            raise ValueError(f"a Parquet footer has no values of type {kind}")


def entries_of(footer: bytes) -> list[tuple[int, int]]:
    """Begin and end of the entry of each row group within the footer.

    Raises
    ------
    ValueError
        When the footer has no list of row groups.
    """
    reader = Reader(footer)
    number, kind = reader.field(0)
    while kind != STOP:
        if number == ROW_GROUPS:
            size, of = reader.head_of_list()
            entries = []
            for _ in range(size):
                begin = reader.at
                reader.skip(of, element=True)
                entries.append((begin, reader.at))
            return entries
        reader.skip(kind)
        number, kind = reader.field(number)
    raise ValueError("a Parquet footer without row groups")


def reorder(path: Path, order: Sequence[int]) -> None:
    """List the row groups of a file in the order given: `order[0]` is the one that comes first.

    Raises
    ------
    ValueError
        When the file is no Parquet file, or the order does not name each of its row groups once.
    """
    with path.open("r+b") as file:
        end = file.seek(-TAIL, 2)
        tail = file.read(TAIL)
        if tail[4:] != MAGIC:
            raise ValueError(f"{path.name} is no Parquet file")
        begin = end - int.from_bytes(tail[:4], "little")
        file.seek(begin)
        footer = file.read(end - begin)
        entries = entries_of(footer)
        if sorted(order) != list(range(len(entries))):
            raise ValueError(f"{path.name} has {len(entries)} row groups; the order names others")
        if entries:
            file.seek(begin + entries[0][0])
            file.write(b"".join(footer[slice(*entries[number])] for number in order))
