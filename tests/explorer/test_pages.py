"""Every kind of page on the invented ledger: whole without script, escaped, linked, with a strict policy."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from auxilia.explorer.choices import split_ending
from auxilia.explorer.pages import kinds
from auxilia.report.format import amount
from report.ledger import HOSTILE_NAME

PAGES = (
    "/",
    "/explore",
    "/explore?view=ranked",
    "/explore?view=ranked&recipient=ARC&measure=usd",
    "/explore?view=matrix",
    "/explore?view=timeline",
    "/explore?table=claims",
    "/explore?table=units",
    "/explore?table=cells&provider=PON",
    "/compare",
    "/compare?provider=PON&recipient=ARC&year=2001",
    "/compare?provider=PON&recipient=QUI",
    "/dyad/PON/ARC",
    "/dyad/ARC/PON",
    "/actor/ARC",
    "/actor/PON",
    "/actor/XSS",
    "/actor/ucdp:7",
    "/actor/unit:ARC:Harbour%20Guard",
    "/actors",
    "/programme/imet",
    "/source/reports",
    "/source/unheld",
    "/sources",
    "/glossary",
    "/codebook",
    "/search",
    "/search?q=Arkadia",
    "/claim/wars:1",
    "/provider/PON",
    "/measures",
    "/measure/dependency",
    "/indicator/vdem:v2clkill",
    "/indicator/unga:agreement",
    "/panel",
    "/panel?unit=dyad-year&provider=PON&year=2000..2003&add=ties&lag=tie_train",
    "/programmes",
    "/releases",
    "/difference/current/current",
    "/findings",
    "/finding/1-purposes",
)


class Reader(HTMLParser):
    """What a page links to, loads and writes inline."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.inline: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a" and told.get("href"):
            self.links.add(str(told["href"]))
        if tag in ("link", "img", "iframe") or (tag == "script" and "src" in told):
            self.loads.add(str(told.get("href") or told.get("src") or ""))
        runs = tag == "script" and "src" not in told and told.get("type") != "application/json"
        if runs or tag == "style" or "style" in told or any(name.startswith("on") for name in told):
            self.inline.append(tag)
        if "id" in told:
            self.ids.append(str(told["id"]))


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_without_script_and_loads_nothing_foreign(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.rstrip().endswith("</html>")
    assert answer.text.count("<h1") == 1
    page = read(answer.text)
    assert page.inline == []
    assert all(load.startswith("/") for load in page.loads)
    assert len(page.ids) == len(set(page.ids)), sorted(i for i in page.ids if page.ids.count(i) > 1)
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_kind_of_page_is_left_out_of_these_tests() -> None:
    seen = {path.partition("?")[0].split("/")[1] for path in PAGES}
    assert {kind.ROUTE.split("/")[1] for kind in kinds()} <= seen


FEW = 3


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    links: dict[str, str] = {}
    for path in PAGES:
        for link in read(client.get(path).text).links:
            if link.startswith("/"):
                links.setdefault(link.partition("#")[0], path)
            else:
                assert link.startswith(("#", "https://", "http://")), (path, link)
    # The examples of the front page and of panels are of the real world.
    own = {link: page for link, page in links.items() if not re.search(r"MLI|EGY|FRA|\.\.201[67]", link)}
    # Downloads of one kind of page are all made by one piece of code: a few of each kind and format tell.
    asked: Counter[tuple[str, str]] = Counter()
    dead = {}
    for link, page in own.items():
        stem, ending = split_ending(link.partition("?")[0])
        asked[stem.split("/")[1], ending] += 1
        if ending and asked[stem.split("/")[1], ending] > FEW:
            continue
        if client.get(link).status_code != 200:
            dead[link] = page
    assert dead == {}
    assert len(links) > 200


def test_names_from_sources_are_text_and_never_markup(client: TestClient) -> None:
    html = client.get("/actor/XSS").text
    assert HOSTILE_NAME not in html
    assert HOSTILE_NAME in unescape(html)
    assert "javascript:" not in " ".join(read(client.get("/source/unheld").text).links)


def test_other_spellings_are_sent_to_the_one_address(client: TestClient) -> None:
    for asked, meant in (
        ("/dyad/pon/state:ARC", "/dyad/PON/ARC"),
        ("/actor/arcadia.json", "/actor/ARC.json"),
        ("/programme/US:IMET", "/programme/imet"),
        ("/front", "/"),
    ):
        answer = client.get(asked)
        assert (answer.status_code, answer.headers.get("location")) == (308, meant)


def test_an_unknown_name_is_answered_with_names_that_exist(client: TestClient) -> None:
    answer = client.get("/actor/Mexicoo")
    assert answer.status_code == 404
    assert answer.text.count("<h1") == 1


def test_search_forgives_spelling_and_finds_all_kinds(client: TestClient) -> None:
    def hits(words: str) -> list[tuple[str, str]]:
        rows = client.get("/search.json", params={"q": words}).json()["rows"]
        return [(row["kind"].split()[0], row["key"]) for row in rows]

    assert hits("Arcadai")[0] == ("State", "state:ARC")
    assert hits("arc")[0] == ("State", "state:ARC")
    assert hits("front of")[0] == ("Armed", "ucdp:7")
    assert ("Unit", "unit:ARC:Harbour Guard") in hits("harbour")
    assert hits("school")[0] == ("Programme", "us:imet")
    assert ("Source", "wars") in hits("the wars")
    assert hits("zzzzzz") == []


def test_compare_says_why_two_sources_differ(client: TestClient) -> None:
    asked = "provider=PON&recipient=ARC&practice=train&year=2001"
    text = unescape(re.sub(r"<[^>]+>", " ", client.get(f"/compare?{asked}").text))
    assert "the cost of courses and the account that pays them" in text
    figures = client.get(f"/compare.json?{asked}").json()["rows"]
    assert {row["source"] for row in figures} == {"budget", "reports"}
    for row in figures:
        assert amount(row["value"], row["measure"]) in text


def test_a_sum_opens_into_its_claims_and_a_claim_into_its_place(client: TestClient) -> None:
    claims = client.get("/explore?table=claims&provider=PON&recipient=ARC")
    assert "/claim/register:1" in read(claims.text).links
    claim = unescape(client.get("/claim/register:1").text)
    assert "row 9" in claim
    assert "f.csv" in claim


def test_the_dyad_shows_its_sources_and_a_table_beside_each_picture(client: TestClient) -> None:
    html = client.get("/dyad/PON/ARC").text
    page = read(html)
    assert "/source/reports" in page.links
    assert {"/dyad/PON/ARC.csv", "/dyad/PON/ARC.dta", "/dyad/PON/ARC.csl.json"} <= page.links
    assert html.count('role="img"') > 5
    assert "1,203" in html


def test_a_foreign_host_name_is_refused_where_names_are_given(home: object) -> None:
    from auxilia.explorer.app import create_app  # noqa: PLC0415

    app = create_app(home, hosts=("127.0.0.1", "localhost"))  # type: ignore[arg-type]
    with TestClient(app, base_url="http://evil.example") as asking:
        assert asking.get("/").status_code == 421
    with TestClient(create_app(home, hosts=("127.0.0.1",)), base_url="http://127.0.0.1:8250") as asking:  # type: ignore[arg-type]
        assert asking.get("/").status_code == 200
