"""What auxilia raises.

AuxiliaError
├── UsageError             the question cannot be asked so (unknown name, impossible years)
│   └── UnknownNameError   a name at the door that nothing answers to; carries suggestions
├── SourceError            a source's file or metadata is not as it must be: file, row, column, mend
├── SnapshotError          a file could not be fetched, or is not the file that was locked
│   ├── ManualDownloadError    the publisher wants the user's own download; says the steps
│   └── HashMismatchError      the bytes are not those that were recorded
├── BuildError             the ledger could not be built (two builds at once, no space left)
├── LedgerError            the ledger at this home cannot be read (missing, damaged, too new)
└── ModelError             data or specification that a statistical model cannot take

Every message says what is wrong, where, and what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import partial


class AuxiliaError(Exception):
    """Base of all errors that auxilia raises on purpose."""


class UsageError(AuxiliaError):
    """The question cannot be asked so."""


class UnknownNameError(UsageError):
    """A name that nothing answers to.

    `text` is what was asked, `suggestions` the nearest known names, best first.
    """

    def __init__(self, text: str, kind: str, suggestions: Sequence[str] = ()) -> None:
        self.text = text
        self.kind = kind
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"No {kind} is known as {text!r}.{hint}")

    @classmethod
    def among(cls, text: str, kind: str, known: Sequence[str]) -> UnknownNameError:
        """The error with those of the known names that are near, or all where none is."""
        return cls(text, kind, difflib.get_close_matches(text, known, n=5) or known)


class SourceError(AuxiliaError):
    """A source's file is not as it must be.

    The message names file, row, column (each where known) and the mend.
    """

    def __init__(
        self,
        problem: str,
        *,
        source: str | None = None,
        file: str | None = None,
        row: int | str | None = None,
        column: str | None = None,
        mend: str = "",
    ) -> None:
        self.problem = problem
        self.source = source
        self.file = file
        self.row = row
        self.column = column
        self.mend = mend
        place = [
            f"{label} {value}"
            for label, value in (("file", file), ("row", row), ("column", column))
            if value is not None
        ]
        head = f"{source}: " if source else ""
        where = f" ({', '.join(place)})" if place else ""
        tail = f" Mend: {mend}" if mend else ""
        super().__init__(f"{head}{problem}{where}.{tail}")

    def __reduce__(self) -> tuple[object, ...]:
        """Errors travel between processes whole."""
        place = {name: getattr(self, name) for name in ("source", "file", "row", "column", "mend")}
        return partial(SourceError, **place), (self.problem,)


class SnapshotError(AuxiliaError):
    """A file could not be fetched, or is not the file that was locked."""


class ManualDownloadError(SnapshotError):
    """The publisher wants the user's own download; the message gives the steps."""


class HashMismatchError(SnapshotError):
    """The bytes are not those that were recorded."""


class BuildError(AuxiliaError):
    """The ledger could not be built; the previous one is untouched."""


class LedgerError(AuxiliaError):
    """The ledger at this home cannot be read."""


class ModelError(AuxiliaError):
    """Data or a specification that a statistical model cannot take."""
