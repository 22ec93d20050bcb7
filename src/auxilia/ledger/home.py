"""Where a ledger lives: its builds, the pointer to the current one, the caches of the sources.

home/
├── CURRENT                 the id of the build in force; replaced, never edited
├── builds/<id>/            ledger.duckdb, parquet/, build.json
├── cache/<source>/<key>/   what one source gave, by the hash of all that it depends on
├── manual/<source>/        files that the user fetched by hand
└── snapshots/              downloads, with snapshots.lock.json
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auxilia.errors import LedgerError

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Home:
    """Paths under one home folder."""

    root: Path

    @property
    def builds(self) -> Path:
        return self.root / "builds"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def pointer(self) -> Path:
        return self.root / "CURRENT"

    @property
    def lock(self) -> Path:
        return self.root / "build.lock"

    def current_id(self) -> str | None:
        """The id of the build in force, or None."""
        return self.pointer.read_text("utf-8").strip() if self.pointer.exists() else None

    def current(self) -> Path | None:
        """The folder of the build in force, or None where nothing was built yet.

        Raises
        ------
        LedgerError
            When the pointer leads nowhere, or the build was made by a newer auxilia.
        """
        name = self.current_id()
        if name is None:
            return None
        folder = self.builds / name
        if not (folder / "ledger.duckdb").exists() or not (folder / "build.json").exists():
            raise LedgerError(
                f"{self.pointer} names {folder.name!r}, and {folder} is not there or not whole. "
                "Mend: run `auxilia build` again."
            )
        found = build_record(folder).get("format")
        if found != FORMAT:
            raise LedgerError(
                f"the ledger in {folder} has format {found}, this auxilia reads format {FORMAT}. "
                "Mend: run `auxilia build` with this auxilia, or install the one that built it."
            )
        return folder

    def switch(self, build_id: str) -> None:
        """Make a finished build the one in force, in one step."""
        temporary = self.root / f"CURRENT.{os.getpid()}"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(build_id + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.pointer)

    def sweep(self) -> None:
        """Remove what broken-off builds left; only under the lock, when no other build is at work."""
        for pattern in ("builds/*.partial", "cache/*/*.partial", "cache/*/*/*.partial"):
            for folder in self.root.glob(pattern):
                shutil.rmtree(folder, ignore_errors=True)

    def tidy(self, keep: set[str]) -> None:
        """Remove builds other than those to keep, and what broken-off builds left."""
        for folder in self.builds.glob("*"):
            if folder.name not in keep:
                shutil.rmtree(folder, ignore_errors=True)


def default_home() -> Path:
    """`AUXILIA_HOME`, or the user's data folder."""
    if named := os.environ.get("AUXILIA_HOME"):
        return Path(named).expanduser()
    import platformdirs  # noqa: PLC0415 - paid only where no home is named

    return Path(platformdirs.user_data_dir("auxilia", appauthor=False))


def build_record(folder: Path) -> dict[str, Any]:
    """`build.json` of a build."""
    try:
        record: dict[str, Any] = json.loads((folder / "build.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LedgerError(
            f"{folder / 'build.json'} cannot be read: {error}. Mend: run `auxilia build` again."
        ) from error
    return record
