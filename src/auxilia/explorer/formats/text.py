"""CSV: UTF-8, RFC 4180, one header, empty cells for what is missing, no cell that acts as a formula."""

from __future__ import annotations

import csv
from pathlib import Path

from auxilia.explorer.formats.job import Job, inert

ENDINGS = ("csv",)


def write(job: Job, _ending: str, path: Path) -> None:
    """Write the rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(job.relation.names)
        for rows in job.batches():
            writer.writerows([inert(cell) for cell in row] for row in rows)
