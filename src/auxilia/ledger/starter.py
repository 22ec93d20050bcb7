"""The starter ledger: derived figures of the sources whose licence allows it, small enough for the wheel.

    python -m auxilia.ledger.starter [--home DIR]

writes it anew from the full ledger at a home. It holds aggregates by tie, year, programme and force, with
their source ids, no claim and no row of a source.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import duckdb

from auxilia.errors import BuildError
from auxilia.ledger.home import Home, build_record, default_home
from auxilia.ledger.reading import aside, copy_out
from auxilia.ledger.resolve import sql
from auxilia.readers.raw import text

FOLDER = Path(__file__).parent / "starter"
TIES = ("dsca_sales", "ucdp_esd", "us_fmtr", "us_greenbook", "us_state_budget")
ORDER = ("ucdp", "unga", "vdem")
SOURCES = (*TIES, *ORDER)
# One release of the ideal points, and of V-Dem what an order outcome needs, since the Second World War.
INDICATORS = (
    "indicator LIKE 'ucdp:%' OR indicator IN ('unga:ideal_all_2024', 'unga:ideal_human_rights_2020', "
    "'vdem:polyarchy', 'vdem:v2clkill', 'vdem:v2cltort', 'vdem:v2svstterr', 'vdem:v2x_ex_military')"
)
LIMIT = 4_000_000
UNITS_PER_STATE = 60
BY_SOURCE = (
    "core_sources",
    "core_files",
    "core_coverage",
    "core_covered",
    "core_withheld",
    "core_unresolved",
)
WHOLE = ("core_programmes", "core_actor_codes")
ORDERED = {"core_unresolved": "n_claims DESC, source_id, role, scheme, ref, printed"}

FIGURES = "SELECT * FROM full_ledger.out_tie_figures WHERE {open}"
# Of each state the forces with most trained people, all years, without the split by programme.
UNITS = """
    WITH best AS (
        SELECT unit_id FROM full_ledger.out_unit_figures WHERE {open} AND measure = 'trainees'
        GROUP BY unit_id, recipient_id
        QUALIFY row_number() OVER (PARTITION BY recipient_id ORDER BY sum(value) DESC, unit_id) <= {limit}
    )
    SELECT unit_id, unit_name, force, provider_id, recipient_id, practice, year, source_id,
        NULL::VARCHAR AS programme_id, stage, measure, price_basis,
        sum(value::DECIMAL(30, 4))::DOUBLE AS value, sum(n_claims)::BIGINT AS n_claims
    FROM full_ledger.out_unit_figures SEMI JOIN best USING (unit_id)
    WHERE {open} AND measure = 'trainees'
    GROUP BY ALL
"""
# What is left out of the forces is told as one line a state, so that shares stay right.
REST = """
    SELECT 'unit:' || split_part(recipient_id, ':', 2) || ':all-others' AS unit_id,
        'all other forces' AS unit_name, force, provider_id, recipient_id, practice, year, source_id,
        NULL::VARCHAR AS programme_id, stage, measure, price_basis,
        sum(value::DECIMAL(30, 4))::DOUBLE AS value, sum(n_claims)::BIGINT AS n_claims
    FROM full_ledger.out_unit_figures ANTI JOIN out_unit_figures USING (unit_id)
    WHERE {open} AND measure = 'trainees'
    GROUP BY ALL
"""
ACTORS = """
    SELECT * FROM full_ledger.core_actors
    WHERE kind IN ('state', 'organisation', 'aggregate') OR actor_id IN (
        SELECT provider_id FROM out_tie_figures UNION SELECT recipient_id FROM out_tie_figures
    )
"""


def write_starter(home: Path, target: Path = FOLDER) -> int:
    """Write the starter ledger from the full one at `home`; the bytes that it weighs.

    Raises
    ------
    BuildError
        When no full ledger is there, a source is missing or may not be passed on, or it weighs too much.
    """
    folder = Home(home).current()
    if folder is None:
        raise BuildError(f"{home} holds no full ledger. Mend: run `auxilia build` first.")
    with aside(target) as new:
        con = duckdb.connect()
        con.execute(Path(__file__).with_name("schema.sql").read_text("utf-8"))
        con.execute(f"ATTACH {text(str(folder / 'ledger.duckdb'))} AS full_ledger (READ_ONLY)")
        _check_licences(con)
        _fill(con)
        for table in _tables(con):
            copy_out(con, f"FROM {table} ORDER BY {ORDERED.get(table, 'ALL')}", new / f"{table}.parquet")
        record = {k: v for k, v in build_record(folder).items() if k != "sources"}
        record["sources"] = list(SOURCES)
        (new / "starter.json").write_text(json.dumps(record, indent=1) + "\n", "utf-8")
        weight = sum(path.stat().st_size for path in new.iterdir())
        if weight > LIMIT:
            raise BuildError(f"the starter ledger weighs {weight} bytes, {LIMIT} are allowed.")
    return weight


def _open() -> str:
    return f"source_id IN ({', '.join(text(s) for s in SOURCES)})"


def _check_licences(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        f"SELECT source_id FROM full_ledger.core_sources WHERE {_open()} "
        "AND redistribute IN ('yes', 'derived')"
    ).fetchall()
    missing = sorted(set(SOURCES) - {row[0] for row in rows})
    if missing:
        raise BuildError(
            f"{', '.join(missing)}: not in the full ledger, or its licence lets no derived figures travel. "
            "Mend: build all sources, and take from the starter ledger what may not be passed on."
        )


def _fill(con: duckdb.DuckDBPyConnection) -> None:
    for table in BY_SOURCE:
        con.execute(f"INSERT INTO {table} SELECT * FROM full_ledger.{table} WHERE {_open()}")
    for table in WHOLE:
        con.execute(f"INSERT INTO {table} SELECT * FROM full_ledger.{table}")
    both = _open().replace("source_id", "source_a") + " AND " + _open().replace("source_id", "source_b")
    con.execute(f"INSERT INTO core_overlaps SELECT * FROM full_ledger.core_overlaps WHERE {both}")
    con.execute(f"INSERT INTO out_tie_figures {FIGURES.format(open=_open())}")
    con.execute(f"INSERT INTO out_ties BY NAME {sql('ties')}")
    con.execute(f"INSERT INTO out_unit_figures BY NAME {UNITS.format(open=_open(), limit=UNITS_PER_STATE)}")
    con.execute(f"INSERT INTO out_unit_figures BY NAME {REST.format(open=_open())}")
    con.execute(f"INSERT INTO core_actors {ACTORS}")
    con.execute(f"INSERT INTO core_indicators SELECT * FROM full_ledger.core_indicators WHERE {INDICATORS}")
    con.execute(
        f"INSERT INTO out_state_years SELECT * FROM full_ledger.out_state_years "
        f"WHERE ({INDICATORS}) AND {_open()} AND year >= 1946"
    )


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        "SELECT table_name FROM duckdb_tables() "
        "WHERE database_name <> 'full_ledger' AND estimated_size > 0 ORDER BY 1"
    ).fetchall()
    return [row[0] for row in rows]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Write the starter ledger of the package from a full ledger."
    )
    parser.add_argument("--home", type=Path, default=None)
    size = write_starter(parser.parse_args().home or default_home())
    sys.stdout.write(f"{FOLDER}: {size} bytes\n")
