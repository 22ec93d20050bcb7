"""Citations of a view: the view itself and every source behind it, for reference managers."""

from __future__ import annotations

from pathlib import Path

from auxilia.explorer.citing import as_bibtex, as_csl, as_ris, source_work
from auxilia.explorer.formats.job import Job

ENDINGS = ("bib", "ris", "csl.json")
FORMS = {"bib": as_bibtex, "ris": as_ris, "csl.json": as_csl}


def write(job: Job, ending: str, path: Path) -> None:
    """Write the citations."""
    works = [job.work, *(source_work(source) for source in job.sources)]
    path.write_text(FORMS[ending](works), "utf-8")
