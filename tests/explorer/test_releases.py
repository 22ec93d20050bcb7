"""Releases side by side and as packages: what changed is found, and what travels describes itself truly."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from auxilia.cli.commands import release
from auxilia.errors import UsageError
from auxilia.explorer.app import create_app
from auxilia.explorer.columns import COLUMNS
from auxilia.explorer.releases import create_release

from .conftest import build_home, ledger


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a release, and a later build that differs in three ties and one source."""
    home = build_home(tmp_path_factory.mktemp("releases"), "first", ledger())
    create_release(home, "2026-01")
    con = ledger()
    con.execute("UPDATE core_sources SET version = 'later' WHERE source_id = 'reports'")
    key = "provider_id, recipient_id, practice, year"
    rows = con.execute(f"SELECT {key} FROM out_ties ORDER BY {key} LIMIT 2").fetchall()
    con.execute(f"DELETE FROM out_ties WHERE ({key}) = (?, ?, ?, ?)", list(rows[0]))
    con.execute(f"UPDATE out_ties SET n_claims = n_claims + 5 WHERE ({key}) = (?, ?, ?, ?)", list(rows[1]))
    con.execute(
        "INSERT INTO out_ties BY NAME SELECT * REPLACE (1951 AS year) FROM out_ties "
        f"WHERE ({key}) = (?, ?, ?, ?)",
        list(rows[1]),
    )
    return build_home(home, "second", con)


def test_the_difference_is_what_was_changed(root: Path) -> None:
    with TestClient(create_app(root), base_url="http://127.0.0.1") as asking:
        told = asking.get("/difference/2026-01/current.json").json()
        back = asking.get("/difference/current/2026-01.json").json()
        same = asking.get("/difference/2026-01/2026-01.json").json()
        page = asking.get("/difference/2026-01/current").text
        assert asking.get("/difference/2026-01/none").status_code == 404
        listed = asking.get("/releases.json").json()["rows"]
    assert sorted(row["change"] for row in told["rows"]) == ["added", "changed", "removed"]
    changed = next(row for row in told["rows"] if row["change"] == "changed")
    assert changed["claims_after"] == changed["claims_before"] + 5
    assert next(row for row in told["rows"] if row["change"] == "added")["year"] == 1951
    assert sorted(row["change"] for row in back["rows"]) == ["added", "changed", "removed"]
    assert same["rows"] == []
    assert "later" in page
    assert [row["name"] for row in listed] == ["2026-01"]


def test_a_new_release_is_on_the_page_at_once(tmp_path: Path) -> None:
    home = build_home(tmp_path, "first", ledger())
    app = create_app(home)
    with TestClient(app, base_url="http://127.0.0.1") as asking:
        assert asking.get("/releases.json").json()["rows"] == []
        create_release(home, "one")
        app.state.explorer.shelf.look()
        assert [row["name"] for row in asking.get("/releases.json").json()["rows"]] == ["one"]
        assert asking.get("/releases").status_code == 200


def packed(root: Path, folder: Path, *words: str) -> dict[str, Any]:
    result = CliRunner().invoke(
        release.command, ["package", "2026-01", str(folder), *words, "--home", str(root)]
    )
    assert result.exit_code == 0, result.exception
    return dict(json.loads((folder / "datapackage.json").read_text("utf-8")))


def test_a_package_describes_its_files_truly(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    told = packed(root, folder)
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in told["resources"]:
        path = folder / resource["path"]
        body = path.read_bytes()
        assert resource["bytes"] == len(body)
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        read = duckdb.read_parquet(str(path))
        fields = resource["schema"]["fields"]
        assert read.columns == [field["name"] for field in fields]
        assert all(field["title"] == COLUMNS[field["name"]].label for field in fields)
    croissant = json.loads((folder / "croissant.json").read_text("utf-8"))
    files = {entry["@id"]: entry for entry in croissant["distribution"]}
    by_path = {resource["path"]: resource for resource in told["resources"]}
    for entry in files.values():
        assert by_path[entry["contentUrl"]]["hash"] == f"sha256:{entry['sha256']}"
    for records in croissant["recordSet"]:
        names = {field["name"] for field in records["field"]}
        resource = by_path[f"data/{records['name']}.parquet"]
        assert names == {field["name"] for field in resource["schema"]["fields"]}
        assert all(field["source"]["fileObject"]["@id"] in files for field in records["field"])
    prov = json.loads((folder / "prov.json").read_text("utf-8"))
    every = prov["entity"].keys() | prov["activity"].keys() | prov["agent"].keys()
    for relation in ("used", "wasGeneratedBy", "wasAssociatedWith", "wasDerivedFrom", "hadMember"):
        for link in prov[relation].values():
            assert set(link.values()) <= every


def test_a_package_leaves_out_what_may_not_travel(root: Path, tmp_path: Path) -> None:
    open_, own = tmp_path / "open", tmp_path / "own"
    told = packed(root, open_)
    packed(root, own, "--own")

    def ids(folder: Path, table: str) -> set[str]:
        query = f"SELECT DISTINCT source FROM read_parquet('{folder / 'data' / table}.parquet')"
        return {row[0] for row in duckdb.sql(query).fetchall()}

    assert "wars" in ids(own, "claims")
    for table in ("figures", "claims", "units", "coverage"):
        assert "wars" not in ids(open_, table)
    counts = [
        duckdb.sql(f"SELECT sum(n_claims) FROM read_parquet('{f / 'data' / 'actors'}.parquet')").fetchall()[
            0
        ][0]
        for f in (open_, own)
    ]
    assert counts[0] < counts[1]
    assert "wars" in told["description"]


def test_the_citation_file_is_yaml_that_names_the_sources(root: Path, tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    folder = tmp_path / "pack"
    packed(root, folder)
    told = yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert told["version"] == "2026-01"
    register = next(entry for entry in told["references"] if entry.get("doi") == "10.1000/none")
    assert register["authors"][0] == {"family-names": "Vale", "given-names": "Ada B."}


def test_a_package_wants_a_release_and_a_new_folder(root: Path, tmp_path: Path) -> None:
    for words in (["package", "none", str(tmp_path / "x")], ["package", "2026-01", str(root)]):
        result = CliRunner().invoke(release.command, [*words, "--home", str(root)])
        assert isinstance(result.exception, UsageError)
