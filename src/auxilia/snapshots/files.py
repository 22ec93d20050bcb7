"""What a source declares (an address), what is at hand (a snapshot), what is told meanwhile (progress)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["csv", "tsv", "xlsx", "xls", "pdf", "zip", "dta", "json"]


@dataclass(frozen=True, slots=True)
class Address:
    """One declared file of a source.

    `mirror` is a path (a glob where a source has many files) in a folder laid out by source; `member` the
    path inside a zip archive at `url` (a glob, in which `*` also crosses folders); `steps` what the user must
    do where the file is fetched by hand.
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
    """One file at hand.

    `origin` is `mirror:<path>`, `manual:<file>`, the final address, or for a member of an archive
    `<final address>#<member>`. `fetched` is the time of the download (ISO 8601, UTC), else empty.
    """

    source_id: str
    name: str
    path: Path
    filename: str
    sha256: str
    bytes: int
    origin: str
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """What a store tells while it works.

    `asks`: the address is asked. `bytes`: `done` of `total` bytes are here (`total` None where the server
    does not say). `waits`: nothing is asked for `seconds`, because of `text`. `done`: the file is kept, and
    `text` says whether it is `new`, `changed` or `unchanged`.
    """

    source_id: str
    name: str
    event: Literal["asks", "bytes", "waits", "done"]
    done: int = 0
    total: int | None = None
    seconds: float = 0.0
    text: str = ""
