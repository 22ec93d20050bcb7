"""What an address gives beside its page: one module a family of formats, found by its `ENDINGS`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from auxilia.explorer.choices import FORMATS
from auxilia.explorer.formats.job import Job
from auxilia.explorer.trouble import TooMuchError

__all__ = ["Job", "write"]


class Writer(Protocol):
    """A family of formats."""

    ENDINGS: tuple[str, ...]

    def write(self, job: Job, ending: str, path: Path) -> None:
        """Write the rows of a job into a new file."""


@cache
def writers() -> dict[str, Writer]:
    """Every format that is not a page and not the API's JSON, with its writer."""
    found: dict[str, Writer] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for ending in getattr(loaded, "ENDINGS", ()):
            found[ending] = cast(Writer, loaded)
    return found


def write(job: Job, ending: str, path: Path) -> None:
    """Write a download.

    Raises
    ------
    TooMuchError
        When there are more rows than the format may carry.
    """
    limit = FORMATS[ending].limit
    if job.rows > limit:
        raise TooMuchError(
            f"{job.rows:,} rows are asked for, {ending} carries at most {limit:,}. Ask for fewer years, "
            "actors or sources, or take .csv or .parquet."
        )
    writers()[ending].write(job, ending, path)
