"""Each download is opened again, and is equal to the API cell by cell; reasons for missing values survive."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.testclient import TestClient

from auxilia.explorer.formats.job import FORMULA, inert

FIGURES = "/explore{}?table=figures&size=1000"
CLAIMS = "/explore{}?table=claims&size=1000"
CELLS = "/explore{}?table=cells&provider=PON,QUI&recipient=ARC&year=1997..2004&size=1000"
ASKED = (FIGURES, CLAIMS, CELLS)
Rows = list[dict[str, Any]]


def api(client: TestClient, asked: str) -> Rows:
    told = client.get(asked.format(".json")).json()
    assert told["page"]["pages"] == 1
    return list(told["rows"])


def got(client: TestClient, asked: str, ending: str, folder: Path) -> Path:
    answer = client.get(asked.format(f".{ending}"))
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-disposition"] == f'attachment; filename="auxilia-explore.{ending}"'
    path = folder / f"file.{ending.rpartition('.')[2]}"
    path.write_bytes(answer.content)
    return path


def plain(value: Any) -> Any:
    """A value as frames give it back: numbers as floats, nothing as None."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - not a number
        return None
    return float(value) if isinstance(value, (bool, int, float)) else str(value)


@pytest.mark.parametrize("asked", ASKED)
def test_csv(client: TestClient, asked: str, tmp_path: Path) -> None:
    text = got(client, asked, "csv", tmp_path).read_bytes().decode("utf-8")
    assert text.count("\r\n") == text.count("\n")
    read = list(csv.DictReader(io.StringIO(text)))
    wanted = api(client, asked)
    assert len(read) == len(wanted) > 0
    for row, told in zip(read, wanted, strict=True):
        assert row == {name: "" if value is None else str(inert(value)) for name, value in told.items()}
        assert not any(re.match(r"[=@\t\r]|[+-]\D", cell) for cell in row.values())


def test_no_text_acts_as_a_formula(client: TestClient, tmp_path: Path) -> None:
    text = got(client, CLAIMS, "csv", tmp_path).read_text("utf-8")
    assert "'=HYPERLINK" in text
    assert inert(-5.0) == -5.0
    for mark in FORMULA:
        assert inert(f"{mark}1+1") == f"'{mark}1+1"


@pytest.mark.parametrize("asked", ASKED)
def test_parquet(client: TestClient, asked: str, tmp_path: Path) -> None:
    path = got(client, asked, "parquet", tmp_path)
    read = duckdb.read_parquet(str(path))
    names = read.columns
    rows = [
        {n: v.isoformat() if hasattr(v, "isoformat") else v for n, v in zip(names, row, strict=True)}
        for row in read.fetchall()
    ]
    assert rows == api(client, asked)
    metadata = dict(
        duckdb.execute(
            "SELECT decode(key), decode(value) FROM parquet_kv_metadata(?)", [str(path)]
        ).fetchall()
    )
    assert "b0b0cafe" in metadata["auxilia.ledger"]
    assert metadata["auxilia.filter"].startswith(("table=", "provider="))
    assert "wars" in metadata["auxilia.licence"] or asked is CELLS


@pytest.mark.parametrize("asked", ASKED)
def test_workbook(client: TestClient, asked: str, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(got(client, asked, "xlsx", tmp_path))
    assert book.sheetnames == ["data", "codebook", "sources", "citation"]
    heads, *rows = book["data"].iter_rows(values_only=True)
    assert [dict(zip(heads, row, strict=True)) for row in rows] == api(client, asked)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert {row[0] for row in book["codebook"].iter_rows(min_row=2, values_only=True)} == set(heads)


@pytest.mark.parametrize("asked", ASKED)
def test_stata_keeps_the_reasons(client: TestClient, asked: str, tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    path = str(got(client, asked, "dta", tmp_path))
    frame, _ = pyreadstat.read_dta(path)
    reasoned, meta = pyreadstat.read_dta(path, user_missing=True)
    wanted = api(client, asked)
    assert all(len(name) <= 28 for name in frame.columns)
    for name in frame.columns:
        assert [plain(v) for v in frame[name]] == [plain(row[name]) for row in wanted], name
    variable = "tie" if asked is CELLS else "value"
    letters = {"not_reported": "a", "not_covered": "b", "withheld": "c", "presence": "d"}
    told = [
        letters[row[f"{variable}_status"]] if row[variable] is None else float(row[variable])
        for row in wanted
    ]
    assert [v if isinstance(v, str) else float(v) for v in reasoned[variable]] == told
    assert {v for v in told if isinstance(v, str)}
    assert meta.column_names_to_labels[variable]


@pytest.mark.parametrize("asked", ASKED)
def test_r(client: TestClient, asked: str, tmp_path: Path) -> None:
    pyreadr = pytest.importorskip("pyreadr")
    frame = pyreadr.read_r(str(got(client, asked, "rds", tmp_path)))[None]
    wanted = api(client, asked)
    for name in frame.columns:
        assert [plain(v) for v in frame[name]] == [plain(row[name]) for row in wanted], name


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_networks(client: TestClient, asked: str, ending: str, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    path = str(got(client, asked, ending, tmp_path))
    graph = (
        networkx.read_graphml(path, force_multigraph=True)
        if ending == "graphml"
        else networkx.read_gexf(path)
    )
    wanted = [
        row for row in api(client, asked) if row.get("tie_status") not in ("not_covered", "not_reported")
    ]
    assert graph.is_directed()
    assert graph.number_of_edges() == len(wanted)
    carried = [
        name for name in wanted[0] if name not in ("provider", "provider_name", "recipient", "recipient_name")
    ]
    edges = sorted(
        (a, b, json.dumps({n: d[n] for n in carried if n in d}, sort_keys=True))
        for a, b, d in graph.edges(data=True)
    )
    told = sorted(
        (
            r["provider"],
            r["recipient"],
            json.dumps({n: r[n] for n in carried if r[n] is not None}, sort_keys=True),
        )
        for r in wanted
    )
    assert edges == told
    if ending == "gexf" and asked is FIGURES:
        assert any(
            data.get("start") == 2002 and data.get("end") == 2005 for _, _, data in graph.edges(data=True)
        )


def test_citations_name_the_view_and_every_source(client: TestClient) -> None:
    sources = {source["id"] for source in client.get("/dyad/PON/ARC.json").json()["sources"]}
    bib = client.get("/dyad/PON/ARC.bib").text
    ris = client.get("/dyad/PON/ARC.ris").text
    csl = client.get("/dyad/PON/ARC.csl.json").json()
    assert {"register", "reports", "budget"} <= sources
    assert bib.count("\n@") + 1 == len(sources) + 1
    assert "@article{register,\n" in bib
    assert "b0b0cafe" in bib.split("@")[1]
    assert ris.count("TY  - ") == ris.count("ER  - ") == len(sources) + 1
    assert {entry["id"] for entry in csl[1:]} == sources
    register = next(entry for entry in csl if entry["id"] == "register")
    assert register["author"][0] == {"family": "Vale", "given": "Ada B."}
    assert register["DOI"] == "10.1000/none"


def test_styles(client: TestClient) -> None:
    from auxilia.explorer.citing import STYLES, Work, styled  # noqa: PLC0415
    from auxilia.readers.spec import Citation  # noqa: PLC0415

    paper = Citation(
        "article",
        ("Vale, Ada B.", "Stone, Carl"),
        2020,
        "The register",
        "Journal of Nothing",
        "3",
        "1",
        "5-9",
        "10.1000/none",
    )
    told = {style: styled(Work("register", paper, "1.0", ""), style) for style in STYLES}
    assert told == {
        "APA": "Vale, A. B., & Stone, C. (2020). The register (1.0). Journal of Nothing 3(1), 5-9. https://doi.org/10.1000/none",
        "Author": (
            "Vale, Ada B., and Stone, Carl. 2020. “The register.” Journal of Nothing 3(1), "
            "5-9. Version 1.0. https://doi.org/10.1000/none"
        ),
        "Harvard": (
            "Vale, A. B. and Stone, C. (2020) ‘The register’ [1.0], Journal of Nothing 3(1), "
            "5-9. Available at: https://doi.org/10.1000/none"
        ),
        "Standard": (
            "VALE, Ada B.; STONE, Carl. The register. Journal of Nothing 3(1), 5-9. Version "
            "1.0. 2020. https://doi.org/10.1000/none"
        ),
        "Vancouver": "Vale AB, Stone C. The register. Journal of Nothing 3(1), 5-9. Version 1.0. 2020. https://doi.org/10.1000/none",
    }


def test_too_many_rows_are_refused_in_words(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from auxilia.explorer import choices  # noqa: PLC0415

    monkeypatch.setitem(choices.FORMATS, "xlsx", replace(choices.FORMATS["xlsx"], limit=3))
    answer = client.get("/explore.xlsx?table=figures&size=77")
    assert answer.status_code == 413
    assert "at most 3" in answer.text
