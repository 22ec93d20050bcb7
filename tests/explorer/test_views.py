"""What views draw, and what scripts begin with: shares, counted cells, cover, the state in the page."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from auxilia.explorer.assets import AssetsError, read_assets
from auxilia.explorer.book import Book
from auxilia.explorer.covering import runs
from auxilia.explorer.islands import safe
from auxilia.ledger.cells import cell_states


def rows(client: TestClient, asked: str) -> list[dict[str, object]]:
    told = client.get(asked).json()
    assert told["page"]["pages"] == 1
    return list(told["rows"])


def test_a_map_shows_the_share_of_years_with_something_on_record(client: TestClient, book: Book) -> None:
    asked = "provider=PON&year=1998..2006&size=1000"
    found = rows(client, f"/explore.json?view=map&{asked}")
    ties = rows(client, f"/explore.json?table=ties&{asked}")
    wanted = Counter(
        (t["recipient"], t["practice"])
        for t in {(t["recipient"], t["practice"], t["year"]): t for t in ties if not t["mutual"]}.values()
        if t["state"] == "observed" and str(t["recipient"]).startswith("state:")
    )
    told = {(row["recipient"], row["practice"]): row for row in found}
    assert {key: row["n_years"] for key, row in told.items() if row["n_years"]} == dict(wanted)
    assert len(told) == len(found) == 3 * sum(a.kind == "state" for a in book.actors.values())
    for row in found:
        assert row["share"] == row["n_years"] / row["n_exist"]
        assert row["n_covered"] <= row["n_exist"] <= 9
        assert (row["map_status"] == "observed") == (row["n_years"] > 0)


def test_a_state_without_anything_on_a_map_says_why(client: TestClient, book: Book) -> None:
    found = rows(client, "/explore.json?view=map&provider=PON&year=2001&size=1000")
    assert len({row["map_status"] for row in found}) >= 3
    with book.cursor() as con:
        for row in found:
            states = {
                cell.state
                for cell in cell_states(
                    con,
                    provider_id="state:PON",
                    recipient_id=str(row["recipient"]),
                    practice=str(row["practice"]),
                    years=[2001],
                )
                if cell.source_id in book.speaking
            }
            if row["map_status"] == "not_covered":
                assert states & {"not_reported", "withheld"} <= {"not_reported"}, row
            if row["map_status"] in ("not_reported", "observed_zero"):
                assert states & {"not_reported", "observed_zero"}, row


def test_cells_are_counted_by_their_state(client: TestClient) -> None:
    asked = "table=cells&provider=PON,QUI&recipient=ARC&year=1997..2004&size=1000"
    grid = rows(client, f"/explore.json?{asked}")
    for view, by in (("matrix", ("provider", "recipient", "practice")), ("timeline", ("practice", "year"))):
        wanted = Counter((*(row[name] for name in by), row["tie_status"]) for row in grid)
        told = {
            (*(row[name] for name in by), status): row[f"n_{status.removeprefix('observed_')}"]
            for row in rows(client, f"/explore.json?{asked}&view={view}")
            for status in ("observed", "observed_zero", "not_reported", "not_covered", "withheld")
        }
        assert {key: n for key, n in told.items() if n} == dict(wanted)


def test_cover_tells_which_years_a_source_looks_at(client: TestClient, book: Book) -> None:
    told = client.get("/explore.json?source=garrisons&provider=PON&instrument=troops").json()["cover"]
    assert told == [{"practice": "support", "reach": "whole", "first": 2001, "last": 2006}]
    wider = client.get("/explore.json?source=garrisons").json()["cover"]
    assert [one["reach"] for one in wider] == ["part"]
    assert client.get("/explore.json?source=garrisons&provider=QUI").json()["cover"] == []
    cut = client.get("/explore.json?source=garrisons&year=2003..2004").json()["cover"]
    assert [(one["first"], one["last"]) for one in cut] == [(2003, 2004)]
    assert client.get("/dyad/PON/ARC.json").json()["cover"] == []


@given(st.sets(st.integers(1900, 1960)))
def test_runs_hold_every_year_once(years: set[int]) -> None:
    found = list(runs(sorted(years)))
    assert [year for first, last in found for year in range(first, last + 1)] == sorted(years)
    assert all(b[0] > a[1] + 1 for a, b in pairwise(found))


@pytest.mark.parametrize("query", ["", "?view=ranked&recipient=ARC", "?table=cells&provider=PON&year=2001"])
def test_the_page_holds_what_its_scripts_begin_with(client: TestClient, query: str) -> None:
    page = client.get(f"/explore{query}").text
    held = re.findall(r'<script type="application/json" id="state">(.*?)</script>', page, re.DOTALL)
    assert len(held) == 1
    told = json.loads(held[0])
    slice_ = client.get(f"/explore.json{query}").json()
    assert told["slice"] == slice_
    assert told["state"] == {"year": None, "table": None} | slice_["state"]
    assert {"practice", "instrument", "stage", "measure", "cell_state"} == set(told["words"])
    assert {"address", "bounds", "views", "tables", "without", "names", "sources", "programmes"} <= set(told)


def test_no_text_ends_the_script_that_holds_it() -> None:
    text = "</script><script>alert(1)</script>\u2028\u2029<!--"
    held = safe(json.dumps({"name": text}, ensure_ascii=False).encode())
    assert "<" not in held
    assert json.loads(held) == {"name": text}


def build(folder: Path, manifest: dict[str, object], *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    for name in names:
        (folder / name).write_text("x")
    return folder


def test_an_entry_loads_the_styles_of_all_that_it_imports(tmp_path: Path) -> None:
    manifest = {
        "src/page.ts": {
            "file": "page-1.js",
            "name": "page",
            "isEntry": True,
            "imports": ["_shared.js"],
            "css": ["page-1.css"],
            "assets": ["inter-1.woff2"],
        },
        "_shared.js": {"file": "shared-1.js", "css": ["shared-1.css"]},
        "src/lazy.ts": {"file": "lazy-1.js", "isDynamicEntry": True, "css": ["lazy-1.css"]},
    }
    names = (
        "page-1.js", "page-1.css", "inter-1.woff2", "shared-1.js", "shared-1.css", "lazy-1.js", "lazy-1.css",
    )  # fmt: skip
    found = read_assets(build(tmp_path / "app", manifest, *names))
    assert set(found.entries) == {"page"}
    assert found.entries["page"].script == "page-1.js"
    assert found.entries["page"].styles == ("page-1.css", "shared-1.css")
    assert set(found.media) == set(names)


@pytest.mark.parametrize(
    ("manifest", "names", "message"),
    [
        (None, (), "not built"),
        ({"a.ts": {"file": "a.js"}}, (), "not there"),
        ({"a.ts": {"file": "../a.js"}}, (), "not there"),
        ({"a.ts": {"file": "a.exe"}}, ("a.exe",), "no kind of file"),
    ],
)
def test_missing_scripts_are_said_with_the_mend(
    tmp_path: Path, manifest: dict[str, object] | None, names: tuple[str, ...], message: str
) -> None:
    folder = tmp_path / "app"
    if manifest is None:
        folder.mkdir()
    else:
        build(folder, manifest, *names)
    with pytest.raises(AssetsError, match=message) as caught:
        read_assets(folder)
    assert "npm run build" in str(caught.value)
