"""CSV: UTF-8, RFC 4180, one header, empty cells for what is missing, no cell that acts as a formula."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from auxilia.explorer.formats.job import Job, inert

ENDINGS = ("csv",)
# Names, words and notes come back from row to row.
KEPT = 1 << 12


def write(job: Job, _ending: str, path: Path) -> None:
    """Write the rows as CSV."""
    kept = lru_cache(KEPT, typed=True)(inert)
    figures = [column.type in ("integer", "number") for column in job.relation.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(job.relation.names)
        for rows in job.batches():
            writer.writerows(
                [cell if bare else kept(cell) for cell, bare in zip(row, figures, strict=True)]
                for row in rows
            )
