"""The API: one envelope, pages that never overlap, tags, compression, limits, and never a 500."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from auxilia.explorer.app import create_app
from auxilia.explorer.choices import FORMATS
from auxilia.explorer.envelope import Envelope, Trouble
from auxilia.explorer.pages import kinds
from auxilia.explorer.state import FIELDS

SLICES = (
    "/front.json",
    "/dyad/PON/ARC.json",
    "/dyad/PON/ARC.json?table=claims",
    "/dyad/PON/ARC.json?table=ties&year=2000..2002",
    "/actor/ARC.json",
    "/explore.json",
    "/explore.json?view=matrix",
    "/explore.json?view=timeline&measure=usd",
    "/explore.json?table=cells&provider=PON&recipient=ARC&year=1998..2003",
    "/actors.json",
    "/sources.json",
    "/glossary.json",
    "/codebook.json",
    "/search.json?q=pontus",
    "/compare.json?provider=PON&recipient=ARC",
    "/programme/imet.json",
    "/source/reports.json",
    "/claim/wars:2.json",
)


@pytest.mark.parametrize("address", SLICES)
def test_every_slice_answers_in_the_envelope(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    told = msgspec.json.decode(answer.content, type=Envelope)
    names = [column.name for column in told.columns]
    assert told.ok
    assert all(list(row) == names for row in told.rows)
    assert len(told.rows) == min(told.page.rows, told.page.size)
    assert "home" not in answer.text.partition('"ledger":')[2].partition("}")[0]
    for address_ in told.formats.values():
        assert client.get(address_).status_code == 200


def test_pages_of_rows_make_the_whole_and_never_overlap(client: TestClient) -> None:
    whole = client.get("/explore.json?table=figures&size=1000").json()
    assert whole["page"]["pages"] == 1
    address, found = "/explore.json?table=figures&size=4", []
    while address:
        told = client.get(address).json()
        found += told["rows"]
        address = told["page"]["next"]
    assert found == whole["rows"]
    assert len(found) == whole["page"]["rows"] > 10


def test_a_tag_saves_the_second_answer(client: TestClient) -> None:
    first = client.get("/dyad/PON/ARC.json")
    again = client.get("/dyad/PON/ARC.json", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/dyad/PON/ARC.json?page=2", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_answers_are_compressed_for_who_can_read_it(client: TestClient) -> None:
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    plain = client.get("/", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) * 3 < len(plain.content)
    assert len(gzip.compress(plain.content)) > 0


@pytest.mark.parametrize(
    ("address", "status", "code", "parameter"),
    [
        ("/dyad/PON/ARC.json?practice=teach", 400, "parameter", "practice"),
        ("/dyad/PON/ARC.json?provider=PON", 400, "parameter", "provider"),
        ("/dyad/PON/ARC.json?size=100000", 400, "parameter", "size"),
        ("/explore.json?table=cells", 400, "parameter", "provider"),
        ("/explore.json?table=ties&measure=usd", 400, "parameter", "measure"),
        ("/explore.json?v=nothing", 400, "parameter", "v"),
        ("/explore.json?sql=select+1", 400, "parameter", "sql"),
        ("/explore.json?" + "x" * 5000, 400, "parameter", "query"),
        ("/compare.json?provider=PON,QUI&recipient=ARC", 400, "parameter", "provider"),
        ("/actor/Nobody%20at%20all.json", 404, "not_found", None),
        ("/claim/none:1.json", 404, "not_found", None),
        ("/programme/none.json", 404, "not_found", None),
        ("/source/none.json", 404, "not_found", None),
        ("/nowhere.json", 404, "not_found", None),
        ("/glossary.graphml", 400, "usage", None),
    ],
)
def test_trouble_names_what_is_wrong(
    client: TestClient, address: str, status: int, code: str, parameter: str | None
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    told = msgspec.json.decode(answer.content, type=Trouble)
    assert not told.ok
    assert (told.error.status, told.error.code, told.error.parameter or None) == (status, code, parameter)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_only_reading_is_allowed(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/explore").status_code == 405
    head = client.head("/dyad/PON/ARC")
    assert (head.status_code, head.content) == (200, b"")


def test_no_path_leads_out(client: TestClient) -> None:
    for path in (
        "/static/../../pyproject.toml",
        "/static/%2e%2e%2fapp.py",
        "/source/..%2f..%2fetc",
        "//etc/passwd",
    ):
        answer = client.get(path)
        assert answer.status_code in (404, 308), path
        assert "root:" not in answer.text


PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["USA", "state:ARC", "'; DROP TABLE x; --", "%00", "../..", "unit:x", "unit:", "ucdp:", "1e99"]
    ),
)


@given(st.sampled_from([kind.ROUTE for kind in kinds()]), st.lists(PIECES, min_size=2, max_size=2), st.data())
@settings(max_examples=250, deadline=None)
def test_hostile_addresses_are_never_a_fault(
    client: TestClient, route: str, pieces: list[str], data: st.DataObject
) -> None:
    path = route
    for piece in pieces:
        head, brace, tail = path.partition("{")
        if brace:
            path = head + quote(piece, safe="") + tail.partition("}")[2]
    ending = data.draw(st.sampled_from(["", *(f".{ending}" for ending in FORMATS)]))
    names = st.sampled_from([*FIELDS, "q", "nothing"])
    pairs = data.draw(st.lists(st.tuples(names, PIECES), max_size=4))
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
    answer = client.get(f"{path}{ending}?{query}")
    assert answer.status_code in (200, 308, 400, 404, 409, 413), (path, ending, query, answer.text[:300])


def test_the_description_has_every_page_and_parameter(client: TestClient) -> None:
    told = client.get("/openapi.json").json()
    stems = {"/front" if kind.ROUTE == "/" else kind.ROUTE for kind in kinds()}
    assert set(told["paths"]) == {f"{stem}.{ending}" for stem in stems for ending in FORMATS}
    for path in told["paths"].values():
        assert set(FIELDS) <= {parameter["name"] for parameter in path["get"]["parameters"]}
    assert {"Envelope", "Trouble"} <= set(told["components"]["schemas"])


def test_a_public_server_keeps_back_what_may_not_be_passed_on(home: Path) -> None:
    with TestClient(create_app(home, public=True), base_url="http://127.0.0.1") as public:
        for address in ("/actor/ARC.json", "/explore.json?table=claims&licence=own", "/explore.json"):
            told = public.get(address).json()
            assert "wars" not in {source["id"] for source in told["sources"]}
            assert all(
                row.get("source") != "wars" and "wars" not in row.get("sources", "") for row in told["rows"]
            )
            assert "wars" in " ".join(told["notes"])


def test_pages_of_a_public_server_show_nothing_that_may_not_be_passed_on(home: Path) -> None:
    with (
        TestClient(create_app(home), base_url="http://127.0.0.1") as own,
        TestClient(create_app(home, public=True), base_url="http://127.0.0.1") as public,
    ):
        assert own.get("/actor/ucdp:7.json").json()["rows"]
        assert public.get("/actor/ucdp:7.json").json()["rows"] == []
        assert "/claim/wars:1" in own.get("/explore?table=claims").text
        assert "wars:1" not in public.get("/explore?table=claims").text
        assert "come from it" in own.get("/source/wars").text
        assert "come from it" not in public.get("/source/wars").text
        assert public.get("/claim/wars:1").status_code == 404
        before, after = (asking.get("/actors.json").json() for asking in (own, public))
        assert sum(row["n_claims"] for row in after["rows"]) < sum(row["n_claims"] for row in before["rows"])


def test_claims_of_sources_that_let_figures_alone_travel_stay_out(home: Path) -> None:
    with TestClient(create_app(home), base_url="http://127.0.0.1") as asking:
        terms = {s["source"]: s["redistribute"] for s in asking.get("/sources.json?size=1000").json()["rows"]}
        claims = asking.get("/explore.json?table=claims&licence=open&size=1000").json()["rows"]
        assert {terms[row["source"]] for row in claims} == {"yes"}
