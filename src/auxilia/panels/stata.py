"""Stata files (format 118, Stata 14 and later) with the reason beside each missing value.

A missing value is one of Stata's own extended ones: `.a` not reported, `.b` not covered, `.c` withheld, and a
plain `.` where no reason is known. Labels and notes travel with the variables. pandas writes no extended
missing values, and pyreadstat takes minutes for a panel of all pairs; so the format is written here, from
https://www.stata.com/help.cgi?dta_118, and tests read it with both.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REASONS = {"not_reported": 1, "not_covered": 2, "withheld": 3}
REASON_WORDS = {1: "not reported", 2: "not covered", 3: "withheld"}
# By kind: the code in the file, NumPy's type, the format on the screen, the least and the greatest value.
CODES = {"byte": 65530, "int": 65529, "long": 65528, "double": 65526}
DTYPES = {"byte": "i1", "int": "<i2", "long": "<i4", "double": "<f8"}
DISPLAY = {"byte": "%8.0g", "int": "%8.0g", "long": "%12.0g", "double": "%10.0g"}
BOUNDS = {"byte": (-127, 100), "int": (-32_767, 32_740), "long": (-2_147_483_647, 2_147_483_620)}
MISSING_IN_LABELS = 2_147_483_621
NAME, LABEL, FORMAT, TEXT_LIMIT = 129, 321, 57, 2045
LABEL_LETTERS, NOTE_BYTES = 80, 67_784


def missing(kind: str, reason: int) -> float:
    """The number by which Stata knows a missing value: 0 for `.`, 1 for `.a` and so on."""
    if kind == "double":
        return 2.0**1023 * (1 + reason * 2.0**-12)
    return BOUNDS[kind][1] + 1 + reason


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: its kind (`byte`, `int`, `long`, `double`, or `str7` by its bytes), label, notes, and the
    name of its value labels."""

    name: str
    kind: str
    label: str = ""
    labels: str = ""
    notes: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """The width of a text; 0 for a number."""
        return int(self.kind[3:]) if self.kind.startswith("str") else 0


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a file says beside its rows. `labels`: name -> value -> word; `rows` the number of rows."""

    variables: tuple[Variable, ...]
    rows: int
    title: str = ""
    notes: tuple[str, ...] = ()
    labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


def write(path: Path, data: Dataset, chunks: Iterator[Mapping[str, NDArray[Any]]]) -> None:
    """Write a file; `chunks` yield the columns of some rows each, missing values in Stata's own numbers."""
    with path.open("wb") as file:
        places = [0]
        file.write(b"<stata_dta>" + _header(data))
        places.append(file.tell())
        file.write(_tagged("map", bytes(14 * 8)))
        for name, content in _description(data):
            places.append(file.tell())
            file.write(_tagged(name, content))
        places.append(file.tell())
        _rows(file, data, chunks)
        places.append(file.tell())
        file.write(_tagged("strls", b""))
        places.append(file.tell())
        file.write(_tagged("value_labels", b"".join(_labels(n, w) for n, w in data.labels.items())))
        places.append(file.tell())
        file.write(b"</stata_dta>")
        places.append(file.tell())
        file.seek(places[1])
        file.write(_tagged("map", struct.pack("<14Q", *places)))


def _tagged(name: str, content: bytes) -> bytes:
    return b"<%s>%s</%s>" % (name.encode(), content, name.encode())


def _header(data: Dataset) -> bytes:
    title = data.title[:LABEL_LETTERS].encode()
    content = (
        _tagged("release", b"118"),
        _tagged("byteorder", b"LSF"),
        _tagged("K", struct.pack("<H", len(data.variables))),
        _tagged("N", struct.pack("<Q", data.rows)),
        _tagged("label", struct.pack("<H", len(title)) + title),
        # No time of writing: the same panel gives the same bytes.
        _tagged("timestamp", b"\0"),
    )
    return _tagged("header", b"".join(content))


def _description(data: Dataset) -> Iterator[tuple[str, bytes]]:
    def each(make: Callable[[Variable], bytes]) -> bytes:
        return b"".join(map(make, data.variables))

    yield "variable_types", each(lambda v: struct.pack("<H", v.bytes or CODES[v.kind]))
    yield "varnames", each(lambda v: _padded(v.name, NAME))
    yield "sortlist", bytes(2 * (len(data.variables) + 1))
    yield "formats", each(lambda v: _padded(f"%-{v.bytes}s" if v.bytes else DISPLAY[v.kind], FORMAT))
    yield "value_label_names", each(lambda v: _padded(v.labels, NAME))
    yield "variable_labels", each(lambda v: _padded(v.label[:LABEL_LETTERS], LABEL))
    yield "characteristics", _notes("_dta", data.notes) + each(lambda v: _notes(v.name, v.notes))


def _padded(text: str, size: int) -> bytes:
    return text.encode().ljust(size, b"\0")


def _notes(name: str, notes: Sequence[str]) -> bytes:
    """Notes as Stata keeps them: characteristics note1, note2 ..., and their number in note0."""
    texts = [(f"note{i}", text) for i, text in enumerate(notes, 1)]
    texts += [("note0", str(len(notes)))] if notes else []
    found = b""
    for key, text in texts:
        words = text.encode()[: NOTE_BYTES - 1].decode(errors="ignore").encode() + b"\0"
        content = _padded(name, NAME) + _padded(key, NAME) + words
        found += _tagged("ch", struct.pack("<I", len(content)) + content)
    return found


def _rows(file: BinaryIO, data: Dataset, chunks: Iterator[Mapping[str, NDArray[Any]]]) -> None:
    import numpy as np  # noqa: PLC0415 - an extra

    row = np.dtype([(v.name, f"S{v.bytes}" if v.bytes else DTYPES[v.kind]) for v in data.variables])
    file.write(b"<data>")
    for chunk in chunks:
        block: NDArray[np.void] = np.empty(len(chunk[data.variables[0].name]), row)
        for variable in data.variables:
            column = chunk[variable.name]
            block[variable.name] = [text.encode() for text in column] if variable.bytes else column
        file.write(block.tobytes())
    file.write(b"</data>")


def _labels(name: str, words: Mapping[int, str]) -> bytes:
    """A table of value labels: places of the texts, values, texts."""
    texts = [word.encode() + b"\0" for word in words.values()]
    places = [sum(map(len, texts[:i])) for i in range(len(texts))]
    count, whole = len(texts), b"".join(texts)
    table = struct.pack(f"<2i{count}i{count}i", count, len(whole), *places, *words) + whole
    return _tagged("lbl", struct.pack("<I", len(table)) + _padded(name, NAME) + bytes(3) + table)
