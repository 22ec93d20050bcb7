"""Parquet files of flat columns, written from a dictionary and a code a row.

A panel repeats a few values in millions of rows, and where each value stands is known before a row is written
(`auxilia.panels.chunks`). General writers take values and look for the repetition again, cell by cell, which
is most of the time that a wide panel takes. Here the codes are the file: they are packed and compressed as
they come. One page of values a column and row group; the format is that of
https://parquet.apache.org/docs/file-format/ (pages of version 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from auxilia.panels.thrift import BINARY, I16, I32, I64, LIST, STRUCT, TRUE, listed, number, struct, text

MAGIC = b"PAR1"
PLAIN, RLE, RLE_DICTIONARY = 0, 3, 8
DATA_PAGE, DICTIONARY_PAGE = 0, 2
OPTIONAL, ZSTD = 1, 6
CREATED_BY = "auxilia"
BOOLEAN, INT32, INT64, DOUBLE, BYTE_ARRAY = 0, 1, 2, 5, 6
# DuckDB's type -> physical type, converted type (None: as it stands).
TYPES = {
    "BOOLEAN": (BOOLEAN, None),
    "TINYINT": (INT32, 15),
    "SMALLINT": (INT32, 16),
    "INTEGER": (INT32, 17),
    "BIGINT": (INT64, 18),
    "DOUBLE": (DOUBLE, None),
    "VARCHAR": (BYTE_ARRAY, 0),
    "ENUM": (BYTE_ARRAY, 0),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its content compressed, its size before, how many values (nulls included), their encoding."""

    content: bytes
    size: int
    values: int
    encoding: int
    dictionary: bool = False

    @property
    def header(self) -> bytes:
        """The header of the page, which stands before its content."""
        kind = DICTIONARY_PAGE if self.dictionary else DATA_PAGE
        about = [(1, I32, number(self.values)), (2, I32, number(self.encoding))]
        if not self.dictionary:
            about += [(3, I32, number(RLE)), (4, I32, number(RLE))]
        return struct(
            (1, I32, number(kind)),
            (2, I32, number(self.size)),
            (3, I32, number(len(self.content))),
            (7 if self.dictionary else 5, STRUCT, struct(*about)),
        )


@dataclass(frozen=True, slots=True)
class ColumnChunk:
    """The cells of one column in one row group; least and greatest value as in a page, where known."""

    data: Page
    dictionary: Page | None
    nulls: int
    bounds: tuple[bytes, bytes] | None


@dataclass(slots=True)
class ParquetWriter:
    """Writes row groups one after the other; `close` writes the footer.

    `columns`: name -> DuckDB's type, a key of `TYPES`.
    """

    file: BinaryIO
    columns: dict[str, str]
    rows: int = 0
    _groups: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file.write(MAGIC)

    def write(self, chunks: Sequence[ColumnChunk], rows: int) -> None:
        """One row group, its chunks in the order of the columns."""
        begin = self.file.tell()
        placed, size = [], 0
        for (name, kind), chunk in zip(self.columns.items(), chunks, strict=True):
            whole, meta = self._place(name, TYPES[kind][0], chunk)
            placed.append(struct((2, I64, number(0)), (3, STRUCT, meta)))
            size += whole
        self._groups.append(
            struct(
                (1, LIST, listed(STRUCT, placed)),
                (2, I64, number(size)),
                (3, I64, number(rows)),
                (5, I64, number(begin)),
                (6, I64, number(self.file.tell() - begin)),
                (7, I16, number(len(self._groups))),
            )
        )
        self.rows += rows

    def _place(self, name: str, physical: int, chunk: ColumnChunk) -> tuple[int, bytes]:
        """Write the pages of a chunk; its size before compression, and what the footer says of it."""
        begin, size, places = self.file.tell(), 0, []
        for page in (chunk.dictionary, chunk.data):
            if page is not None:
                places.append(self.file.tell())
                size += len(page.header) + page.size
                self.file.write(page.header + page.content)
        encodings = {RLE, chunk.data.encoding} | ({PLAIN} if chunk.dictionary else set())
        fields = [
            (1, I32, number(physical)),
            (2, LIST, listed(I32, [number(one) for one in sorted(encodings)])),
            (3, LIST, listed(BINARY, [text(name)])),
            (4, I32, number(ZSTD)),
            (5, I64, number(chunk.data.values)),
            (6, I64, number(size)),
            (7, I64, number(self.file.tell() - begin)),
            (9, I64, number(places[-1])),
        ]
        if chunk.dictionary:
            fields.append((11, I64, number(places[0])))
        fields.append((12, STRUCT, _statistics(chunk)))
        return size, struct(*fields)

    def close(self) -> None:
        """The footer: the columns, where each chunk stands, and that bounds are in the order of the type."""
        root = struct((4, BINARY, text("schema")), (5, I32, number(len(self.columns))))
        leaves = [_leaf(name, *TYPES[kind]) for name, kind in self.columns.items()]
        order = struct((1, STRUCT, struct()))
        footer = struct(
            (1, I32, number(1)),
            (2, LIST, listed(STRUCT, [root, *leaves])),
            (3, I64, number(self.rows)),
            (4, LIST, listed(STRUCT, self._groups)),
            (6, BINARY, text(CREATED_BY)),
            (7, LIST, listed(STRUCT, [order] * len(self.columns))),
        )
        self.file.write(footer + len(footer).to_bytes(4, "little") + MAGIC)


def _leaf(name: str, physical: int, converted: int | None) -> bytes:
    fields = [(1, I32, number(physical)), (3, I32, number(OPTIONAL)), (4, BINARY, text(name))]
    if converted is not None:
        fields.append((6, I32, number(converted)))
    return struct(*fields)


def _statistics(chunk: ColumnChunk) -> bytes:
    fields = [(3, I64, number(chunk.nulls))]
    if chunk.bounds:
        least, most = chunk.bounds
        fields += [(5, BINARY, text(most)), (6, BINARY, text(least)), (7, TRUE, b""), (8, TRUE, b"")]
    return struct(*fields)
