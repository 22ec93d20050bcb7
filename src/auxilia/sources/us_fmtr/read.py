"""Foreign Military Training Reports: one tab-separated table, of the mirror or of the transcribers."""

from __future__ import annotations

import duckdb

from auxilia.errors import SourceError
from auxilia.readers import Files, Raw
from auxilia.readers.raw import shown

# The largest line of the reports has 9,000 trainees, the dearest 68 million dollars.
MAX_TRAINEES = 100_000
MAX_USD = 1e9


def read(files: Files, raw: Raw) -> None:
    """Take the table as it is, and refuse what no report can have printed."""
    snapshots = files.many("trainings")
    try:
        raw.csv("trainings", snapshots, delimiter="\t")
    except duckdb.Error as error:
        # Lines are counted in a second reading, which also meets bytes that the first skips in the header.
        raise SourceError(
            f"the file cannot be read as text: {str(error).strip().splitlines()[0]}",
            source=raw.source_id,
            file=", ".join(snapshot.filename for snapshot in snapshots),
            mend="fetch the file again; if it is whole, its encoding has changed",
        ) from error
    _refuse(
        raw,
        "qa:training_group",
        r"NOT regexp_matches(trim(cell), '^\d{4}_\d{4}_.+_fmtrpt(\.tsv)?$')",
        "does not name a report as 2009_2010_Africa_fmtrpt does",
    )
    _refuse(raw, "training:quantity", f"{_number('-?[0-9,]+')} NOT BETWEEN 0 AND {MAX_TRAINEES}", "is absurd")
    _refuse(raw, "training:total_cost", f"{_number('-?[0-9,.]+')} NOT BETWEEN 0 AND {MAX_USD}", "is absurd")


def _number(pattern: str) -> str:
    """A cell that holds one number and nothing else, as a number; NULL otherwise."""
    bare = "replace(replace(trim(cell), '$', ''), ' ', '')"
    return f"try_cast(replace(regexp_extract({bare}, '^{pattern}$'), ',', '') AS DOUBLE)"


def _refuse(raw: Raw, column: str, condition: str, complaint: str) -> None:
    names = [entry[0] for entry in raw.con.execute("SELECT * FROM raw.trainings LIMIT 0").description or []]
    if column not in names:
        return
    rows = raw.con.execute(
        f'SELECT _file, _row, cell FROM (SELECT _file, _row, "{column}" AS cell FROM raw.trainings) '
        f"WHERE {condition} ORDER BY _file, _row::BIGINT LIMIT 1"
    ).fetchall()
    if rows:
        file, row, cell = rows[0]
        raise SourceError(
            f"{column!r}: {shown(cell)} {complaint}",
            source=raw.source_id,
            file=file,
            row=row,
            column=column,
            mend="fetch the table again; if the report prints this, correct the cell",
        )
