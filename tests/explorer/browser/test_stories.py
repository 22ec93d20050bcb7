"""Six people with five minutes each."""

from __future__ import annotations

import re
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pyreadstat
import pytest
from playwright.sync_api import Page, expect

from auxilia.explorer.releases import create_release

from ..conftest import build_home, ledger
from .conftest import Opener, serving, settled, table_rows

LOADED = """document.fonts.ready.then(
    () => [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family))"""


def body(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        found: bytes = answer.read()
    return found


def test_a_journalist_finds_who_trained_malis_forces_and_how_it_is_known(
    watched: Opener, starter: str
) -> None:
    page = watched(f"{starter}/explore?practice=train&view=ranked")
    settled(page)
    page.get_by_label("Recipient", exact=True).press_sequentially("mal")
    page.get_by_role("option", name=re.compile("^Mali State")).click()
    page.wait_for_url("**recipient=MLI**")
    settled(page)
    page.get_by_label("Years", exact=True).fill("2010..2020")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2010..2020**")
    settled(page)
    first = page.locator("svg.chart .row-mark").first
    assert "United States" in str(first.get_attribute("aria-label"))
    page.get_by_role("link", name="What stands behind it").click()
    page.wait_for_url("**table=figures**")
    settled(page)
    rows = page.locator("#table tbody tr")
    assert rows.count() > 20
    for row in rows.all()[:20]:
        assert row.locator("a[href^='/source/']").count() == 1
    assert page.locator("#cite dd", has_text="[Data set]").first.is_visible()
    assert page.locator("#cite a[href*='.bib']").count() == 1


def test_the_journalist_opens_a_number_into_claims_with_file_and_place(
    watched: Opener, invented: str
) -> None:
    page = settled(watched(f"{invented}/explore?recipient=ARC&practice=equip&view=ranked"))
    page.get_by_role("link", name="What stands behind it").click()
    page.wait_for_url("**table=claims**")
    settled(page)
    claim = page.locator("#table tbody a[href^='/claim/']").first
    claim.click()
    page.wait_for_url("**/claim/**")
    told = page.locator("main").inner_text()
    for place in ("row 9", "f.csv", "register"):
        assert place in told
    assert page.locator("main a[href^='/source/']").count() >= 1


def test_a_student_has_directed_dyad_years_with_reasons_for_missing_values(
    watched: Opener, starter: str, tmp_path: Path
) -> None:
    page = watched(f"{starter}/explore?provider=USA,RUS,CHN,FRA&year=1990..2017&table=cells")
    with page.expect_download() as waiting:
        page.locator("#cite").get_by_role("link", name="Stata", exact=True).click()
    path = tmp_path / "cells.dta"
    waiting.value.save_as(path)
    frame, meta = pyreadstat.read_dta(str(path), user_missing=True)
    assert set(frame["provider"]) == {"state:USA", "state:RUS", "state:CHN", "state:FRA"}
    assert (frame["year"].min(), frame["year"].max()) == (1990, 2017)
    reasons = set(frame["tie"].map(str))
    assert reasons <= {"1.0", "0.0", "1", "0", "a", "b", "c", "d"}
    assert {"a", "b"} & reasons
    assert any("not reported" in str(told) for told in meta.variable_value_labels["tie"].values())


def test_an_auditor_reads_the_sources_on_egypt_side_by_side(watched: Opener, starter: str) -> None:
    page = watched(f"{starter}/dyad/USA/EGY")
    page.get_by_role("link", name="Compare", exact=True).first.click()
    page.goto(f"{starter}/compare?provider=USA&recipient=EGY&year=2010")
    told = page.locator("main").inner_text()
    sources = {a.get_attribute("href") for a in page.locator("main a[href^='/source/']").all()}
    assert len(sources) >= 3
    for reason in ("stage", "fiscal"):
        assert reason in told.lower()


def test_a_reviewer_reads_the_same_bytes_at_a_cited_address(watched: Opener, tmp_path: Path) -> None:
    root = build_home(tmp_path, "b0b0cafe", ledger())
    create_release(root, "first")
    with serving(root) as served:
        page = settled(watched(f"{served}/explore?recipient=ARC&view=ranked&v=first"))
        cited = re.search(r"http://\S+", page.locator("#cite dd").first.inner_text())
        assert cited
        assert urlsplit(cited[0]).query == urlsplit(page.url).query
        csv = cited[0].replace("/explore?", "/explore.csv?")
        before = body(csv)
        later = ledger()
        later.execute("DELETE FROM out_ties")
        build_home(root, "cafebabe", later)
        unnamed = csv.replace("&v=first", "")
        for _ in range(40):
            if body(unnamed) != before:
                break
            time.sleep(0.5)
        assert body(csv) == before != body(unnamed)
        assert before.startswith(b"provider,")
        page.goto(cited[0])
        settled(page)
        assert "release first" in page.locator("footer").inner_text()
        assert page.locator("svg.chart .row-mark").count() > 0


def test_a_blind_reader_reads_the_trend_from_the_table_by_keyboard(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?provider=USA&recipient=EGY&view=timeline"))
    page.get_by_text("agreement or exercise alone").first.wait_for()
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.twin > summary')"):
            break
    else:
        pytest.fail("the table twin is not reached by keyboard")
    page.keyboard.press("Enter")
    expect(page.locator(".twin")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    region = page.evaluate("[document.activeElement.getAttribute('role'), document.activeElement.ariaLabel]")
    assert region == ["region", "Year by year, as a table"]
    heads = page.locator(".twin thead th").all_inner_texts()
    assert heads[:4] == ["Year", "Train", "Equip", "Support"]
    rows = table_rows(page)
    assert [int(row[0]) for row in rows] == list(range(int(rows[0][0]), int(rows[-1][0]) + 1))
    reasons = {row[1] for row in rows} - {"1"}
    assert reasons
    assert reasons <= {"not reported", "a source says none", "not covered by any source"}
    snapshot = page.locator(".twin").aria_snapshot()
    assert "columnheader" in snapshot
    assert "rowheader" in snapshot


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.parametrize("view", ["Ranked bars", "Matrix", "Flows", "Map", "Network", "By year", "Table"])
def test_an_offline_laptop_shows_every_view(watched: Opener, starter: str, view: str) -> None:
    """The watch over the page refuses every other address, and fails the test that asks for one."""
    page = settled(watched(f"{starter}/explore?recipient=MLI&view=timeline"))
    follow(page, view)
    settled(page)
    shown = page.locator("svg.chart, .canvas, #table")
    shown.first.wait_for(state="attached")
    fonts = page.evaluate(LOADED)
    assert {"Inter", "Source Serif 4"} <= {name.strip('"') for name in fonts}
