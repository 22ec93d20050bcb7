"""Political Terror Scale: one CSV, UTF-8 or as the publisher gives it out in Latin-1."""

from __future__ import annotations

from auxilia.readers import Files, Raw
from auxilia.snapshots import Snapshot


def read(files: Files, raw: Raw) -> None:
    """Take the one table as it is."""
    for snapshot in files.many("scores"):
        raw.csv("scores", [snapshot], encoding=_encoding(snapshot))


def _encoding(snapshot: Snapshot) -> str:
    if snapshot.filename.endswith(".zst"):
        return "utf-8"
    try:
        snapshot.path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"
