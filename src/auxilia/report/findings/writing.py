"""A finding as files: text, pictures, numbers and provenance. The same ledger gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auxilia.errors import UsageError
from auxilia.report.findings.record import Finding

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

COLUMNS = ("key", "what", "value", "unit", "shown", "period", "n", "of", "sources")
YEARLY = ("picture", "row", "unit", "fiscal_year", "value")


def files_of(finding: Finding, ledger: Ledger) -> Mapping[str, str]:
    """Path below the folder of the findings -> its text."""
    name = finding.page.name
    numbers = (
        (x.key, x.what, _plain(x.value), x.unit, x.shown, x.period, x.n, x.of, "; ".join(x.sources))
        for x in finding.numbers
    )
    years = (
        (series.picture, series.row, series.unit, year, _plain(value))
        for series in finding.yearly
        for year, value in sorted(series.values.items())
    )
    return {
        f"{name}.md": finding.text,
        f"{name}.csv": _table(COLUMNS, numbers),
        f"{name}.json": json.dumps(provenance(finding, ledger), indent=1, ensure_ascii=False) + "\n",
        **({f"{name}/years.csv": _table(YEARLY, years)} if finding.yearly else {}),
        **{f"{name}/{picture.name}.svg": picture.svg for picture in finding.pictures},
    }


def write(finding: Finding, ledger: Ledger, folder: Path) -> list[Path]:
    """Write all files of a finding; their paths.

    Raises
    ------
    UsageError
        When the folder cannot be written.
    """
    written = []
    for name, text in files_of(finding, ledger).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise UsageError(
                f"{path} cannot be written: {error}. Name another folder with --output."
            ) from error
        written.append(path)
    return written


def provenance(finding: Finding, ledger: Ledger) -> dict[str, Any]:
    """Which build and which files of which sources the numbers come from; no time and no folder."""
    page, source = finding.page, ledger.provenance
    marks = ", ".join("?" for _ in finding.sources)
    sources = ledger.con.execute(
        f"SELECT source_id, title, version, licence, citation FROM core_sources WHERE source_id IN ({marks}) "
        "ORDER BY source_id",
        list(finding.sources),
    ).fetchall()
    return {
        "finding": page.name,
        "title": page.title,
        "question": page.question,
        "command": page.command,
        "data": list(page.data),
        "method": list(page.method),
        "limits": list(page.limits),
        "ledger": {"kind": source.kind, "build_id": source.build_id, "auxilia": source.auxilia},
        "sources": [
            {
                "source_id": source_id,
                "title": title,
                "version": version,
                "licence": licence,
                "citation": citation,
                "files": _files(ledger, source_id),
            }
            for source_id, title, version, licence, citation in sources
        ],
        "numbers": len(finding.numbers),
        "pictures": [{"name": picture.name, "title": picture.title} for picture in finding.pictures],
    }


def _files(ledger: Ledger, source_id: str) -> list[dict[str, str]]:
    found = ledger.con.execute(
        "SELECT filename, sha256 FROM core_files WHERE source_id = ? ORDER BY name, filename", [source_id]
    ).fetchall()
    return [{"file": filename, "sha256": sha256} for filename, sha256 in found]


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def _plain(value: float) -> str:
    """Four places, as the ledger sums; no trailing zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
