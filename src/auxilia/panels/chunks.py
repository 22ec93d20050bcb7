"""Cells of a column as sorted values and a code a cell, and such codes as a chunk of a Parquet file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from auxilia.panels.parquet import PLAIN, RLE_DICTIONARY, ColumnChunk, Page
from auxilia.panels.thrift import varint

# Codes of one or two bytes; beyond, values are written as they stand.
MOST_VALUES = 65_536
# Of so many cells, evenly spread, one in four may be distinct before a column is written without dictionary.
SAMPLE = 4_096
WIRE = {
    "BOOLEAN": "?",
    "TINYINT": "<i4",
    "SMALLINT": "<i4",
    "INTEGER": "<i4",
    "BIGINT": "<i8",
    "DOUBLE": "<f8",
}


@dataclass(frozen=True, slots=True)
class Cells:
    """`values`: distinct, sorted, texts as bytes, shape (k,); `codes`: shape (n,), k for a missing one."""

    values: NDArray[Any]
    codes: NDArray[Any]

    def within(self, used: NDArray[np.intp] | slice) -> Cells:
        """Some of the cells, with the values that they have."""
        codes = self.codes[used]
        seen = np.zeros(len(self.values) + 1, bool)
        seen[codes] = True
        kept = np.flatnonzero(seen[:-1])
        # The code of missing cells is the last and stays the last.
        fresh = (np.cumsum(seen) - seen).astype(_narrowest(len(kept)))
        return Cells(self.values[kept], fresh[codes])


def _narrowest(most: int) -> type[np.unsignedinteger[Any]]:
    return np.uint8 if most < 256 else np.uint16 if most < MOST_VALUES else np.uint32


def raw(column: pa.Array) -> NDArray[Any]:
    """The numbers of an Arrow array; where one is missing stands anything."""
    if pa.types.is_boolean(column.type):
        bits = np.frombuffer(column.buffers()[1], np.uint8)
        return np.unpackbits(bits, bitorder="little")[column.offset : column.offset + len(column)]
    width = column.type.to_pandas_dtype()
    return np.frombuffer(column.buffers()[1], width, len(column), column.offset * np.dtype(width).itemsize)


def missing(column: pa.Array) -> NDArray[np.bool_] | None:
    """Which values of an Arrow array are missing; None where none is."""
    if not column.null_count:
        return None
    bits = np.frombuffer(column.buffers()[0], np.uint8)
    there = np.unpackbits(bits, count=column.offset + len(column), bitorder="little")[column.offset :]
    gone: NDArray[np.bool_] = there == 0
    return gone


def cells_of(column: pa.Array) -> Cells:
    """The cells of an Arrow array of numbers, truths or texts, or of a dictionary of texts."""
    if pa.types.is_string(column.type):
        column = column.dictionary_encode()
    if pa.types.is_dictionary(column.type):
        return _of_texts(column)
    numbers, gone = raw(column), missing(column)
    values, codes = _distinct(numbers if gone is None else numbers[~gone])
    if gone is not None:
        narrow = codes
        codes = np.full(len(numbers), len(values), _narrowest(len(values)))
        codes[~gone] = narrow
    return Cells(values, codes)


def _of_texts(column: pa.DictionaryArray) -> Cells:
    words = np.empty(len(column.dictionary), object)
    words[:] = [one.encode() for one in column.dictionary.to_pylist()]
    order = np.argsort(words, kind="stable")
    ranks = np.empty(len(words) + 1, _narrowest(len(words)))
    ranks[order] = np.arange(len(words))
    ranks[-1] = len(words)
    numbers, gone = raw(column.indices), missing(column)
    cells = Cells(words[order], ranks[numbers if gone is None else np.where(gone, len(words), numbers)])
    # A type has words that no cell has.
    return cells.within(slice(None))


def _distinct(numbers: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Distinct values, sorted, and the place of each number among them."""
    if numbers.dtype.kind == "f":
        # By their bits, so that 0 and -0 stay two.
        bits, places = np.unique(numbers.view(np.int64), return_inverse=True)
        values = bits.view(np.float64)
        order = np.argsort(values, kind="stable")
        ranks = np.empty(len(order), _narrowest(len(order)))
        ranks[order] = np.arange(len(order))
        return values[order], ranks[places]
    least, most = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    if most - least >= MOST_VALUES:
        values, places = np.unique(numbers, return_inverse=True)
        return values, places.astype(_narrowest(len(values)))
    steps = numbers.astype(np.intp) - least
    seen = np.zeros(most - least + 1, bool)
    seen[steps] = True
    found = np.flatnonzero(seen)
    return (found + least).astype(numbers.dtype), (np.cumsum(seen) - 1).astype(_narrowest(len(found)))[steps]


def many_valued(column: pa.Array) -> bool:
    """Whether an array of numbers has too many values for a dictionary to pay."""
    if not pa.types.is_float64(column.type) or len(column) < SAMPLE:
        return False
    some = np.linspace(0, len(column) - 1, SAMPLE).astype(np.intp)
    gone = missing(column)
    few = raw(column)[some if gone is None else some[~gone[some]]]
    return len(np.unique(few)) * 4 > len(few)


def coded_chunk(cells: Cells, kind: str, compress: Callable[[bytes], bytes]) -> ColumnChunk:
    """A chunk of a column of DuckDB's type `kind` from its cells, all of whose values are used."""
    size, k = len(cells.codes), len(cells.values)
    gone = cells.codes == k
    levels, codes, nulls = _levels(cells.codes, gone)
    bounds = _bounds(cells.values, kind)
    if kind == "BOOLEAN" or k >= MOST_VALUES or k == 0:
        content = levels + _plain(cells.values[codes], kind)
        return ColumnChunk(_page(content, size, PLAIN, compress), None, nulls, bounds)
    words = _plain(cells.values, kind)
    dictionary = Page(compress(words), len(words), k, PLAIN, dictionary=True)
    data = _page(levels + _packed(codes, k), size, RLE_DICTIONARY, compress)
    return ColumnChunk(data, dictionary, nulls, bounds)


def plain_chunk(column: pa.Array, compress: Callable[[bytes], bytes]) -> ColumnChunk:
    """A chunk of a column of floating-point numbers as they stand."""
    gone = missing(column)
    levels, values, nulls = _levels(raw(column), gone)
    bounds = None if np.isnan(values).any() else _bounds(np.array([values.min(), values.max()]), "DOUBLE")
    page = _page(levels + values.astype("<f8").tobytes(), len(column), PLAIN, compress)
    return ColumnChunk(page, None, nulls, bounds)


def _page(content: bytes, values: int, encoding: int, compress: Callable[[bytes], bytes]) -> Page:
    return Page(compress(content), len(content), values, encoding)


def _levels(numbers: NDArray[Any], gone: NDArray[np.bool_] | None) -> tuple[bytes, NDArray[Any], int]:
    """Which cells have a value, a bit each, behind their length; the numbers of those; how many lack one."""
    nulls = 0 if gone is None else int(np.count_nonzero(gone))
    if gone is None or nulls in (0, len(gone)):
        levels = varint(len(numbers) << 1) + bytes([nulls == 0])
        numbers = numbers if nulls == 0 else numbers[:0]
    else:
        there = ~gone
        levels = _bits(there)
        numbers = numbers[there]
    return len(levels).to_bytes(4, "little") + levels, numbers, nulls


def _bits(truths: NDArray[Any]) -> bytes:
    return _run(len(truths)) + np.packbits(truths, bitorder="little").tobytes()


def _run(size: int) -> bytes:
    """The head of a run of packed numbers; they come by eight."""
    return varint(-(-size // 8) << 1 | 1)


def _packed(codes: NDArray[Any], k: int) -> bytes:
    """Codes below `k` in a whole part of a byte or in whole bytes; the first byte says how many bits."""
    if k == 1:
        return b"\1" + varint(len(codes) << 1) + b"\0"
    if k == 2:
        return b"\1" + _bits(codes)
    filled = np.zeros(-(-len(codes) // 8) * 8, "<u1" if k <= 256 else "<u2")
    filled[: len(codes)] = codes
    if k <= 16:
        halves: bytes = (filled[::2] | filled[1::2] << 4).tobytes()
        return b"\4" + _run(len(codes)) + halves
    return bytes([filled.itemsize * 8]) + _run(len(codes)) + filled.tobytes()


def _plain(values: NDArray[Any], kind: str) -> bytes:
    """Values one after the other, as a page has them."""
    if kind == "BOOLEAN":
        return np.packbits(values.astype(bool), bitorder="little").tobytes()
    if kind in WIRE:
        return values.astype(WIRE[kind]).tobytes()
    return b"".join(len(one).to_bytes(4, "little") + one for one in values)


def _bounds(values: NDArray[Any], kind: str) -> tuple[bytes, bytes] | None:
    """Least and greatest of sorted values; none where there are none, or where one is not a number."""
    if len(values) == 0 or (kind == "DOUBLE" and np.isnan(values[-1])):
        return None
    if kind == "BOOLEAN":
        return bytes([bool(values[0])]), bytes([bool(values[-1])])
    if kind in WIRE:
        least, most = (values[at : at + 1 or None].astype(WIRE[kind]).tobytes() for at in (0, -1))
        return least, most
    return bytes(values[0]), bytes(values[-1])
