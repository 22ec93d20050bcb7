"""What a source declares (an address) and what is at hand (a snapshot)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["csv", "tsv", "xlsx", "xls", "pdf", "zip", "dta", "json"]


@dataclass(frozen=True, slots=True)
class Address:
    """One declared file of a source.

    `mirror` is a path (a glob where a source has many files) in a folder laid out by source; `member` the
    path inside a zip archive at `url`; `steps` what the user must do where the file is fetched by hand.
    """

    source_id: str
    name: str
    mirror: str
    kind: Kind
    url: str = ""
    how: Literal["download", "manual"] = "download"
    steps: str = ""
    member: str = ""
    encoding: str = ""
    optional: bool = False
    cadence_days: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One file at hand; `origin` is `mirror:<path>`, `manual:<file>` or the final address."""

    source_id: str
    name: str
    path: Path
    filename: str
    sha256: str
    bytes: int
    origin: str
    fetched: str = ""
