"""A hand-made ledger: the real table of dated codes, and a few invented figures, indicators and conflicts."""

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import duckdb

from auxilia.actors import load_actors, load_codes
from auxilia.ledger import Ledger
from auxilia.ledger.assemble import schema
from auxilia.ledger.resolve import sql
from auxilia.panels import Panel

Rows = Sequence[Mapping[str, object]]
Maker = Callable[..., Ledger]

FIGURE = {
    "provider_id": "state:USA",
    "recipient_id": "state:MLI",
    "practice": "equip",
    "year_from": 2000,
    "fiscal": False,
    "source_id": "left",
    "instrument": "materiel",
    "concession": "grant",
    "stage": "delivered",
    "measure": "usd",
    "price_basis": "current",
    "programme_id": None,
    "certainty": "confirmed",
    "mutual": False,
    "value": None,
    "n_claims": 1,
}
COVER = {
    "source_id": "left",
    "provider": "state:USA",
    "recipient": "states",
    "practice": "equip",
    "instrument": None,
    "year_from": 1999,
    "year_to": 2003,
    "absence": "not_reported",
}
INDICATOR = {
    "source_id": "left",
    "label": "An indicator",
    "family": "violence",
    "of": "state",
    "unit": "deaths",
    "ordering": "lower",
    "year_from": 1999,
    "year_to": 2003,
    "absence": "not_reported",
}


def figure(**given: object) -> dict[str, object]:
    """A yearly figure, with what is given changed; a presence has no value and no price basis."""
    row = FIGURE | given
    if row["measure"] == "presence":
        row |= {"price_basis": None}
    row.setdefault("year_to", row["year_from"])
    row["n_valued"] = given.get("n_valued", 0 if row["value"] is None else row["n_claims"])
    return row


def cover(**given: object) -> dict[str, object]:
    """A line of coverage."""
    return COVER | given


def indicator(name: str, **given: object) -> dict[str, object]:
    """An entry of the codebook; `name` is also the short part of its id."""
    row = INDICATOR | {"name": name} | given
    return {"indicator": f"{row['source_id']}:{name}"} | row


def state_value(
    indicator_id: str, actor: str, year: int, value: float | None, **given: object
) -> dict[str, object]:
    """A value of a state and year."""
    row = {"indicator": indicator_id, "actor_id": f"state:{actor}", "year": year, "value": value}
    return row | {"source_id": indicator_id.split(":", maxsplit=1)[0]} | given


def pair_value(
    indicator_id: str, a: str, b: str, year: int, value: float | None, directed: bool = False
) -> dict[str, object]:
    """A value of a pair and year."""
    return {
        "indicator": indicator_id,
        "actor_a": f"state:{a}",
        "actor_b": f"state:{b}",
        "directed": directed,
        "year": year,
        "value": value,
        "source_id": indicator_id.split(":", maxsplit=1)[0],
    }


def party(conflict: str, year: int, side: str, actor: str, role: str = "primary") -> dict[str, object]:
    """A party of a conflict."""
    return {
        "conflict_id": conflict,
        "name": f"War {conflict}",
        "kind": "intrastate",
        "year": year,
        "side": side,
        "role": role,
        "actor_id": actor,
        "intensity": 1,
        "source_id": "left",
    }


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows by the names of their columns, in one statement for all that have the same columns."""
    alike: dict[tuple[str, ...], list[Mapping[str, object]]] = {}
    for row in rows:
        alike.setdefault(tuple(row), []).append(row)
    for group in alike.values():
        insert_all(con, table, group)


def write_template(path: Path) -> None:
    """A database with the tables of a ledger, all actors, all dated codes and two sources."""
    con = duckdb.connect(str(path))
    con.execute(schema())
    names = ("scheme", "code", "actor_id", "date_start", "date_end", "role")
    codes = [{name: getattr(code, name) for name in names} for code in load_codes()]
    insert_all(con, "core_actor_codes", codes)
    actors = [{"actor_id": a.actor_id, "kind": a.kind, "name": a.name} for a in load_actors()]
    insert_all(con, "core_actors", actors)
    words = dict.fromkeys(
        ("title", "producer", "version", "homepage", "cadence", "licence", "citation", "citation_json"), "x"
    )
    rest = {"redistribute": "yes", "n_claims": 1, "year_from": 1816, "year_to": 2020}
    insert_all(con, "core_sources", [{"source_id": name} | words | rest for name in ("left", "right")])
    con.close()


def insert_all(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Insert rows that have the same columns, in one statement."""
    if rows:
        marks = ", ".join(f"({', '.join('?' * len(rows[0]))})" for _ in rows)
        values = [value for row in rows for value in row.values()]
        con.execute(f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES {marks}", values)


def write_ledger(template: Path, home: Path, tables: Mapping[str, Rows], codes: Rows | None = None) -> None:
    """A home with one build of the tables; `out_ties` are made of the figures as the build does it."""
    folder = home / "builds" / "hand"
    folder.mkdir(parents=True)
    shutil.copyfile(template, folder / "ledger.duckdb")
    con = duckdb.connect(str(folder / "ledger.duckdb"))
    if codes is not None:
        con.execute("DELETE FROM core_actor_codes")
        insert(con, "core_actor_codes", codes)
    for table, rows in tables.items():
        insert(con, table, rows)
    con.execute(f"INSERT INTO out_ties BY NAME {sql('ties')}")
    con.close()
    record = {"format": 1, "build_id": "hand", "built": "2026-01-01T00:00:00", "auxilia": "0"}
    (folder / "build.json").write_text(json.dumps(record), "utf-8")
    (home / "CURRENT").write_text("hand\n", "utf-8")


def column(panel: Panel, name: str, *keys: str) -> dict[tuple[object, ...], tuple[object, str]]:
    """Keys of the rows -> value and cell state of one column."""
    rows = panel.relation.select(*keys, name, f"{name}_state").fetchall()
    return {tuple(row[:-2]): (row[-2], row[-1]) for row in rows}


def by_year(panel: Panel, name: str) -> dict[int, tuple[object, str]]:
    """Year -> value and cell state, of a panel with one row a year."""
    rows = panel.relation.select("year", name, f"{name}_state").fetchall()
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: (row[1], row[2]) for row in rows}
