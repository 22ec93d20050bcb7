"""Stata and R. Why a value is missing travels along: as extended missing values and as a column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from auxilia.explorer.columns import Column
from auxilia.explorer.formats.job import Job

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

ENDINGS = ("dta", "rds")
# Stata's own letters for reasons; a missing value without one of these reasons is a plain point.
REASONS = {"not_reported": "a", "not_covered": "b", "withheld": "c", "presence": "d"}
REASON_WORDS = {
    "a": "not reported",
    "b": "not covered by any source",
    "c": "withheld",
    "d": "told without a figure",
}
TIE_WORDS = {1: "observed", 0: "a source says: none"}


def write(job: Job, ending: str, path: Path) -> None:
    """Write a Stata or an R file."""
    if ending == "dta":
        _stata(job, path)
    else:
        _r(job, path)


def _columns(job: Job) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {name: [] for name in job.relation.names}
    for batch in job.batches():
        for name, values in zip(found, zip(*batch, strict=True), strict=True):
            found[name].extend(values)
    return found


def _stata(job: Job, path: Path) -> None:
    import pandas as pd  # noqa: PLC0415 - heavy, and wanted by two formats alone
    import pyreadstat  # noqa: PLC0415

    told = _columns(job)
    frame: dict[str, Any] = {}
    missing: dict[str, list[str]] = {}
    labels: dict[str, dict[Any, str]] = {}
    for column in job.relation.columns:
        values = told[column.name]
        # Panels write the state of a cell as <name>_state.
        reasons = told.get(f"{column.name}_status", told.get(f"{column.name}_state"))
        if reasons is not None:
            letters = [REASONS.get(reason) for reason in reasons]
            frame[column.name] = _with_reasons(values, letters)
            used = sorted({x for value, x in zip(values, letters, strict=True) if value is None and x})
            missing[column.name] = used
            labels[column.name] = {x: REASON_WORDS[x] for x in used}
            if column.name == "tie":
                labels[column.name] |= TIE_WORDS
        else:
            frame[column.name] = _stata_column(column, values)
    pyreadstat.write_dta(
        pd.DataFrame(frame),
        str(path),
        file_label=job.title[:80],
        column_labels=[column.label for column in job.relation.columns],
        missing_user_values={name: letters for name, letters in missing.items() if letters},
        variable_value_labels={name: words for name, words in labels.items() if words},
        version=15,
    )


def _with_reasons(values: list[Any], letters: list[str | None]) -> pd.Series[Any]:
    import pandas as pd  # noqa: PLC0415

    filled = [x if value is None else float(value) for value, x in zip(values, letters, strict=True)]
    if all(isinstance(value, float) for value in filled):
        return pd.Series(filled, dtype="float64")
    return pd.Series(filled, dtype="object")


def _stata_column(column: Column, values: list[Any]) -> pd.Series[Any]:
    import pandas as pd  # noqa: PLC0415

    if column.type in ("integer", "number", "flag"):
        return pd.Series([None if v is None else float(v) for v in values], dtype="float64")
    return pd.Series(["" if v is None else str(v) for v in values], dtype="object")


def _r(job: Job, path: Path) -> None:
    import pandas as pd  # noqa: PLC0415
    import pyreadr  # noqa: PLC0415

    told = _columns(job)
    frame = pd.DataFrame({c.name: _r_column(c, told[c.name]) for c in job.relation.columns})
    pyreadr.write_rds(str(path), frame, compress="gzip")


def _r_column(column: Column, values: list[Any]) -> pd.Series[Any]:
    import pandas as pd  # noqa: PLC0415

    if column.type in ("integer", "number", "flag"):
        return pd.Series([None if v is None else float(v) for v in values], dtype="float64")
    return pd.Series([None if v is None else str(v) for v in values], dtype="object")
