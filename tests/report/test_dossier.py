"""The dossier of the invented ledger: what it says, what it must not say, and how it stands as a file."""

from __future__ import annotations

import re

import pytest

from auxilia.errors import UnknownNameError
from auxilia.report import actor_dossier, dyad_dossier
from report.ledger import (
    ARCADIA,
    FULL,
    HOSTILE,
    HOSTILE_NAME,
    PONTUS,
    QUIRINIA,
    STARTER,
    empty_ledger,
    figure,
    insert,
    mini_ledger,
    tie,
)
from report.pages import Element, parse, visible


def actor(actor_id: str = ARCADIA) -> Element:
    return parse(actor_dossier(mini_ledger(), actor_id, provenance=FULL))


def dyad() -> Element:
    return parse(dyad_dossier(mini_ledger(), PONTUS, ARCADIA, provenance=FULL))


PAGES = {
    "recipient": lambda: actor_dossier(mini_ledger(), ARCADIA, provenance=FULL),
    "provider": lambda: actor_dossier(mini_ledger(), PONTUS, provenance=FULL),
    "group": lambda: actor_dossier(mini_ledger(), "ucdp:7", provenance=FULL),
    "silent": lambda: actor_dossier(mini_ledger(), HOSTILE, provenance=FULL),
    "dyad": lambda: dyad_dossier(mini_ledger(), PONTUS, ARCADIA, provenance=FULL),
    "silent dyad": lambda: dyad_dossier(mini_ledger(), ARCADIA, HOSTILE, provenance=FULL),
    "order": lambda: actor_dossier(mini_ledger(outcomes=True), ARCADIA, provenance=FULL),
    "order of a dyad": lambda: dyad_dossier(mini_ledger(outcomes=True), PONTUS, ARCADIA, provenance=FULL),
    "starter": lambda: actor_dossier(mini_ledger(claims=False), ARCADIA, provenance=STARTER),
}


@pytest.fixture(params=sorted(PAGES))
def html(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


def test_every_page_is_well_formed_and_its_ids_are_unique(html: str) -> None:
    page = parse(html)
    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert len(list(page.all("h1"))) == 1
    targets = [e.attributes["href"][1:] for e in page.all("a") if e.attributes["href"].startswith("#")]
    assert set(targets) <= set(ids)


def test_no_page_asks_anything_of_anybody(html: str) -> None:
    page = parse(html)
    assert not list(page.all("script"))
    for element in page.all():
        assert element.tag not in ("link", "iframe", "object", "embed", "img", "base", "form")
        for name, value in element.attributes.items():
            assert name not in ("src", "srcset", "action", "poster", "xlink:href")
            assert not name.startswith("on")
            if name == "href":
                assert element.tag == "a"
                assert value.startswith(("#", "https://", "http://"))
            assert "http" not in value or name == "href"
    style = next(page.all("style")).text
    assert not re.search(r"url\((?!#)", style)
    assert "@import" not in style


def test_every_picture_is_named_and_described(html: str) -> None:
    for picture in parse(html).all("svg"):
        first, second = picture.children[:2]
        assert (first.tag, second.tag) == ("title", "desc")
        assert first.text.strip()
        assert second.text.strip()
        if picture.attributes.get("aria-hidden") != "true":
            assert picture.attributes["role"] == "img"
            named = picture.attributes["aria-labelledby"].split()
            assert named == [first.attributes["id"], second.attributes["id"]]


def test_the_same_ledger_gives_the_same_bytes(html: str, request: pytest.FixtureRequest) -> None:
    assert PAGES[request.node.callspec.params["html"]]() == html


def test_the_order_of_rows_in_the_tables_does_not_matter() -> None:
    con = mini_ledger()
    for (table,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        con.execute(f"CREATE TABLE turned AS SELECT * FROM {table} ORDER BY hash({table}::VARCHAR)")
        con.execute(f"DELETE FROM {table}")
        con.execute(f"INSERT INTO {table} SELECT * FROM turned")
        con.execute("DROP TABLE turned")
    assert actor_dossier(con, ARCADIA, provenance=FULL) == PAGES["recipient"]()


def test_the_opening_counts_assistance_and_tells_apart_the_rest() -> None:
    text = visible(actor())
    assert (
        "Pontus is on record as training, equipping or otherwise supporting the security forces of Arcadia "
        "between 2000 and 2005 (6 years); no other provider is." in text
    )
    assert "Alleged only, and not counted: Quirinia (2000)." in text
    assert "Agreements and exercises that bind both sides are on record with one state" in text


def test_figures_stand_with_source_stage_and_exact_values() -> None:
    page = actor()
    cells = page.find("received-reports-trainees-delivered-fy-years").words()
    assert "FY2000 100 FY2001 1,203 FY2003 7" in cells
    chart = page.find("received-reports-trainees-delivered-fy")
    assert "Trainees, delivered, fiscal years" in chart.words()
    assert "Source: reports" in chart.words()
    card = next(e for e in page.all("b") if e.attributes.get("title") == "1,310 trainees")
    assert card.text == "1,310"


def test_a_deobligation_is_shown_below_zero() -> None:
    page = actor()
    bars = page.find("received-budget-usd-obligated-current-fy-all-grant")
    negative = list(bars.all("rect", "negative"))
    assert [rect.children[0].text for rect in negative] == ["FY2002: −250,000 USD"]
    zero = next(bars.all("line", "zero-line"))
    assert float(negative[0].attributes["y"]) == pytest.approx(float(zero.attributes["y1"]), abs=0.01)
    assert "Figures below zero are funds that were unbound again" in visible(page)


def test_a_printed_zero_is_no_gap() -> None:
    troops = actor().find("received-garrisons-troops-delivered-all-")
    assert [e.children[0].text for e in troops.all("rect", "printed-zero")] == ["2002: 0 soldiers"]


def test_nothing_is_added_across_sources_stages_or_prices() -> None:
    told = {
        ("reports", 2000): 505_000,
        ("reports", 2001): 1_530_000,
        ("budget", 2000): 1_010_000,
        ("budget", 2001): 1_302_040_000,
        ("constant", 2000): 1_717_000,
        ("constant", 2001): 3_468_000,
    }
    for html in (PAGES["recipient"](), PAGES["provider"](), PAGES["dyad"]()):
        for year in (2000, 2001):
            a, b, c = (told[(source, year)] for source in ("reports", "budget", "constant"))
            assert all(f"{right:,}" in html for right in (a, b, c))
            for wrong in (a + b, a + c, b + c, a + b + c):
                assert f"{wrong:,}" not in html
    pairs = actor().find("received-reports-budget-us-imet")
    assert "FY2000 505,000 1,010,000 0.50" in pairs.words()
    assert "FY2001 1,530,000 2,040,000 0.75" in pairs.words()
    assert "0.62 times" in pairs.words()


def test_a_period_of_delivery_is_one_line_and_never_split() -> None:
    spells = actor().find("received-register-tiv-delivered-state-pon")
    (line,) = spells.all("rect", "spell")
    assert line.children[0].text == "2002–2005: 120 million TIV"
    table = actor().find("received-register-tiv-delivered-periods").words()
    assert "2002–2005 120" in table
    assert "30" not in table.split()


def test_claims_about_deals_and_opponents_come_from_the_full_ledger() -> None:
    full, starter = visible(actor()), visible(parse(PAGES["starter"]()))
    assert "4 patrol boats" in full
    assert "register: row 9" in full
    assert "1 supporter of 1 opponent of Arcadia is on record." in full
    opponents = actor().find("opponents").words()
    assert "Pontus Front of the Hills support (finance) 2001 2001 wars 1" in opponents
    assert "4 patrol boats" not in starter
    assert "single claims, which the starter ledger does not hold" in starter


def test_an_armed_group_stands_with_its_kind_and_supporters() -> None:
    text = visible(actor(PONTUS))
    assert "Front of the Hills armed group" in text
    assert "1 armed group is on record as supported by Pontus." in text


def test_programmes_stand_with_purpose_and_document() -> None:
    page = actor()
    link = next(e for e in page.all("a") if e.text == "Act, section 1")
    assert link.attributes["href"] == "https://example.org/act"
    text = visible(page)
    assert "Better officers." in text
    assert "1,310 trainees: reports, delivered, FY2000–2003" in text


def test_forces_below_the_state_say_how_many_lines_name_one() -> None:
    page = actor()
    assert "2 of 9 training lines (22 %) name the unit or force that was trained: 2 units in all." in visible(
        page
    )
    assert "First Battalion Army FY2001 1 900" in page.find("received-forces-reports-delivered-units").words()


def test_the_starter_ledger_keeps_its_other_forces_as_one_sum() -> None:
    con = mini_ledger(claims=False)
    con.execute("UPDATE out_unit_figures SET unit_id = 'unit:ARC:all-others' WHERE force = 'police'")
    text = visible(parse(actor_dossier(con, ARCADIA, provenance=STARTER)))
    assert "The 1 with most trainees stand below; this ledger holds the others as one sum." in text
    assert "units and forces named" not in text


def test_every_source_behind_it_is_cited_and_others_are_named() -> None:
    page = actor()
    source = page.find("source-reports").words()
    for part in ("Nobody (2020). The reports.", "Version 1.0", "Licence: CC0", "reports00000"):
        assert part in source
    text = visible(page)
    assert "auxilia 0.1.0, full ledger, build b0b0cafe, 2026-01-02." in text
    assert "source-unheld" not in {e.attributes.get("id") for e in page.all()}


def test_cover_of_a_source_without_figures_counts_for_nothing() -> None:
    text = visible(actor())
    assert "unheld anybody to anybody" not in text
    assert "Training of the security forces of Arcadia: covered for Pontus (1998–2006) alone" in text
    assert "covered for providers at large in 1999–2001; of single kinds alone: agreement (1990–2006)" in text


def test_the_starter_ledger_says_what_it_is_and_how_to_build_the_full_one() -> None:
    text = visible(parse(PAGES["starter"]()))
    assert "Starter ledger." in text
    assert "auxilia build" in text
    assert "Starter ledger." not in visible(actor())


def test_a_dyad_has_a_row_for_each_source_and_the_other_direction() -> None:
    page = dyad()
    rows = [e.words() for e in page.find("there-strips").all("div", "who")]
    # The garrisons count soldiers: a figure with a picture of its own, and no tie.
    assert [row for row in rows if row] == ["register", "budget", "reports"]
    assert "No source in this ledger puts assistance from Arcadia to Pontus on record." in visible(page)


def test_a_name_that_is_markup_stays_text() -> None:
    con = mini_ledger()
    tie(con, "train", 2001, "reports", recipient_id=HOSTILE)
    figure(con, "reports", 2001, recipient_id=HOSTILE, measure="trainees", value=5.0)
    for html in (
        actor_dossier(con, HOSTILE, provenance=FULL),
        actor_dossier(con, PONTUS, provenance=FULL),
        dyad_dossier(con, PONTUS, HOSTILE, provenance=FULL),
    ):
        assert "<script" not in html.lower()
        assert HOSTILE_NAME in parse(html).words()


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    con = mini_ledger()
    con.execute("UPDATE core_sources SET homepage = 'javascript:alert(1)' WHERE source_id = 'reports'")
    con.execute("UPDATE core_programmes SET document_url = 'data:text/html,x'")
    page = parse(actor_dossier(con, ARCADIA, provenance=FULL))
    assert all(e.attributes["href"].startswith(("#", "https://")) for e in page.all("a"))
    assert "javascript:alert(1)" in visible(page)


def test_an_unknown_actor_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="state:ZZZ"):
        actor_dossier(mini_ledger(), "state:ZZZ", provenance=FULL)


def test_an_actor_of_whom_nothing_is_known_has_a_page_that_says_so() -> None:
    con = empty_ledger()
    insert(con, "core_actors", actor_id="state:NUL", kind="state", name="Nullia")
    text = visible(parse(actor_dossier(con, "state:NUL", provenance=FULL)))
    assert "No source in this ledger puts a provider to Nullia on record." in text
    assert "No source in this ledger speaks of it." in text


def test_a_big_provider_shows_the_first_thirty_and_keeps_the_rest_in_the_table() -> None:
    con = mini_ledger()
    for number in range(40):
        other = f"state:N{number:02}"
        insert(con, "core_actors", actor_id=other, kind="state", name=f"Land {number:02}")
        tie(con, "train", 2001, "reports", recipient_id=other)
        figure(con, "reports", 2001, recipient_id=other, measure="trainees", value=1.0)
    page = parse(actor_dossier(con, PONTUS, provenance=FULL))
    strips = page.find("provided-strips")
    assert len(list(strips.all("svg", "strip"))) == 30
    assert "and 12 more recipients, in the table" in strips.words()
    names = re.findall(r"Land \d\d", page.find("provided-ties").words())
    assert sorted(names) == [f"Land {number:02}" for number in range(40)]


def test_an_actor_known_as_a_member_of_a_coalition_alone_is_told_apart() -> None:
    con = mini_ledger()
    con.execute("UPDATE core_claims SET note = 'finance; in coalition: unnamed', certainty = 'confirmed'")
    con.execute("DELETE FROM core_claims WHERE source_id = 'register'")
    con.execute(f"UPDATE out_ties SET certainty = 'confirmed' WHERE provider_id = '{QUIRINIA}'")
    text = visible(parse(actor_dossier(con, ARCADIA, provenance=FULL)))
    assert "One more is on record only as a member of a coalition, in 2000." in text


def test_partners_of_every_kind_are_counted() -> None:
    con = mini_ledger()
    for kind in ("organisation", "aggregate", "unresolved", "other", "company"):
        insert(con, "core_actors", actor_id=f"x:{kind}", kind=kind, name=f"Some {kind}")
        tie(con, "train", 2001, "reports", provider_id=f"x:{kind}")
    text = visible(parse(actor_dossier(con, ARCADIA, provenance=FULL)))
    assert (
        "One state, one organisation, one collective or unnamed actor, one name not yet identified and "
        "2 territories or other actors are on record" in text
    )
    assert "6 providers on record" in text
