"""A home with the invented ledger of the dossier's tests, and a client that asks the explorer about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from report.ledger import mini_ledger

pytest.importorskip("starlette")

from starlette.testclient import TestClient

from auxilia.explorer.app import create_app
from auxilia.explorer.book import Book
from auxilia.ledger.resolve import sql as ledger_sql

CITATION = {
    "type": "article",
    "authors": ["Vale, Ada B.", "Stone, Carl"],
    "year": 2020,
    "title": "The register",
    "container": "Journal of Nothing",
    "volume": "3",
    "number": "1",
    "pages": "5-9",
    "doi": "10.1000/none",
    "url": "",
}


def build_home(root: Path, build_id: str, con: duckdb.DuckDBPyConnection) -> Path:
    """Put a ledger in memory into a home as a build, and make it the one in force."""
    folder = root / "builds" / build_id
    (folder / "parquet" / "raw").mkdir(parents=True)
    con.execute(f"ATTACH '{folder / 'ledger.duckdb'}' AS written")
    con.execute("COPY FROM DATABASE memory TO written")
    con.execute("DETACH written")
    record = {"format": 1, "build_id": build_id, "built": "2026-01-02T03:04:05+00:00", "auxilia": "0.1.0"}
    (folder / "build.json").write_text(json.dumps(record))
    temporary = root / "CURRENT.new"
    temporary.write_text(build_id + "\n")
    temporary.replace(root / "CURRENT")
    return root


def ledger() -> duckdb.DuckDBPyConnection:
    """The invented ledger; one source has a citation in fields, one may not be passed on."""
    con = mini_ledger(outcomes=True)
    # Ties follow from figures by the build's own rule.
    con.execute("DELETE FROM out_ties")
    con.execute(f"INSERT INTO out_ties BY NAME {ledger_sql('ties')}")
    for scheme in ("cow", "gw"):
        con.execute(
            "INSERT INTO core_actor_codes BY NAME SELECT actor_id, ? AS scheme, "
            "(100 + row_number() OVER (ORDER BY actor_id))::VARCHAR AS code, 'member' AS role, "
            "DATE '1946-01-01' AS date_start FROM core_actors WHERE kind = 'state'",
            [scheme],
        )
    con.execute(
        "UPDATE core_sources SET citation_json = ? WHERE source_id = 'register'", [json.dumps(CITATION)]
    )
    con.execute("UPDATE core_sources SET redistribute = 'no' WHERE source_id = 'wars'")
    con.execute("UPDATE core_claims SET note = '=HYPERLINK(\"x\")' WHERE claim_id = 'register:1'")
    return con


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_home(tmp_path_factory.mktemp("home"), "b0b0cafe", ledger())


@pytest.fixture(scope="session")
def client(home: Path) -> Iterator[TestClient]:
    with TestClient(create_app(home), base_url="http://127.0.0.1", follow_redirects=False) as asking:
        yield asking


@pytest.fixture(scope="session")
def book(home: Path) -> Iterator[Book]:
    opened = Book(home)
    yield opened
    opened.close()
