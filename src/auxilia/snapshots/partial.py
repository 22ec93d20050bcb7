"""A download on its way: what has come so far, and by which marks the rest can be asked for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from auxilia.snapshots.disk import write_json


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server calls a state of a file: its entity tag and the time of its last change, as sent."""

    etag: str = ""
    last_modified: str = ""

    def validator(self) -> str:
        """The mark by which `If-Range` may ask for the rest; a weak tag does not promise equal bytes."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


@dataclass(frozen=True, slots=True)
class Note:
    """The JSON beside a partial file. `total` is the whole length in bytes, where known."""

    url: str
    etag: str = ""
    last_modified: str = ""
    total: int | None = None

    @property
    def marks(self) -> Marks:
        """The marks of the state of which the bytes are."""
        return Marks(self.etag, self.last_modified)


class Partial:
    """The `.part` file of one address, with its note beside it; both outlive the process."""

    def __init__(self, folder: Path, url: str) -> None:
        stem = hashlib.sha256(url.encode()).hexdigest()[:16]
        self.url = url
        self.path = folder / f"{stem}.part"
        self._beside = folder / f"{stem}.json"

    @property
    def size(self) -> int:
        """Bytes here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def note(self) -> Note:
        """What the note says; a note that is missing, damaged or of another address says nothing."""
        try:
            note = Note(**json.loads(self._beside.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return Note(self.url)
        return note if note.url == self.url else Note(self.url)

    def resume_headers(self) -> dict[str, str]:
        """The headers that ask for the rest; none where it could turn out to be of another state."""
        validator = self.note().marks.validator()
        if not self.size or not validator:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, marks: Marks, total: int | None) -> None:
        """Start from nothing; `total` is the whole length in bytes, where known."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        write_json(self._beside, asdict(Note(self.url, marks.etag, marks.last_modified, total)))

    def learn_total(self, total: int | None) -> None:
        """Note the whole length, where an answer says it only later."""
        note = self.note()
        if total is not None and note.total is None:
            write_json(self._beside, asdict(replace(note, total=total)))

    def append(self, chunk: bytes) -> None:
        """Add bytes; past this call they survive the end of the process."""
        with self.path.open("ab") as file:
            file.write(chunk)

    def drop(self) -> None:
        """Forget all."""
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)

    def drop_note(self) -> None:
        """Forget the note, once the file itself has been moved to its place."""
        self._beside.unlink(missing_ok=True)
