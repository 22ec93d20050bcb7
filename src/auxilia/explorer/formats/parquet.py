"""Parquet, written by the engine itself; release, filter, sources and licence stand in its metadata."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from auxilia.explorer.formats.job import Job
from auxilia.readers.raw import text

ENDINGS = ("parquet",)


def write(job: Job, _ending: str, path: Path) -> None:
    """Write the rows as Parquet. The engine writes in its scratch folder alone; the file is moved."""
    scratch = job.book.scratch
    scratch.mkdir(mode=0o700, exist_ok=True)
    made = scratch / f"{uuid.uuid4().hex}.parquet"
    told = ", ".join(f"{text(f'auxilia.{name}')}: {text(value)}" for name, value in job.told.items())
    options = f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{told}}}"
    try:
        job.con.execute(
            f"COPY ({job.relation.ordered}) TO {text(str(made))} ({options})", list(job.relation.values)
        )
        shutil.move(made, path)
    finally:
        made.unlink(missing_ok=True)
