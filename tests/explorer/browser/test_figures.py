"""The figures that the server draws: each has its table, says what it counts, and can be taken away whole."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from .conftest import Opener
from .examples import example

PNG = b"\x89PNG\r\n\x1a\n"
SPACE = "{http://www.w3.org/2000/svg}"
TAKEN = (
    ("/actor/MLI", "#received-strips", 1280, "Who assisted Mali"),
    ("/actor/MLI", "#order-rows", 390, "Order in Mali"),
    ("/", "#known-map", 1280, "What is known"),
)
DRAWN = (
    "/", "/actor/{actor}", "/dyad/{provider}/{recipient}", "/provider/{provider}", "/source/{source}",
    "/sources", "/indicator/{indicator}", "/programme/{programme}", "unit",
)  # fmt: skip
# Of every figure in the page: its caption, whether a table or the words of it stand in it or beside it.
FIGURES = """() => [...document.querySelectorAll('figure.rows:has(svg)')].map(f => ({
    id: f.id,
    caption: f.querySelector('figcaption')?.textContent ?? '',
    twin: [f, f.parentElement].some(part => part.querySelector('table, dl, .more')),
    keep: f.querySelectorAll(':scope > .keep > button').length,
}))"""


@pytest.mark.parametrize("route", DRAWN)
def test_every_figure_says_what_it_counts_and_has_its_table(
    watched: Opener, starter: str, invented: str, route: str
) -> None:
    found = watched(example(route, starter, invented)).evaluate(FIGURES)
    assert found
    for figure in found:
        assert len(figure["caption"]) > 20 or figure["id"] == "order-rows", figure
        assert figure["twin"], figure
        assert figure["keep"] == 2, figure


@pytest.mark.parametrize(("path", "figure", "width", "heading"), TAKEN)
def test_a_figure_is_taken_away_with_its_words_and_citation(
    watched: Opener, starter: str, path: str, figure: str, width: int, heading: str, tmp_path: Path
) -> None:
    page = watched(f"{starter}{path}", width=width)
    svg, png = (_taken(page, figure, kind, tmp_path) for kind in ("SVG", "PNG"))
    root = ElementTree.fromstring(svg.read_text("utf-8"))
    said = re.sub(r"\s+", " ", " ".join("".join(text.itertext()) for text in root.iter(f"{SPACE}text")))
    shown = re.sub(r"\s+", " ", page.locator(f"{figure} .row:not(.axis) .note").first.inner_text())
    assert heading in said
    assert shown.split()[0] in said
    assert f"{starter}{path}".replace(" ", "") in said.replace(" ", "")
    assert "· Sources: " in said
    assert not [e for e in root.iter() if "class" in e.attrib or "style" in e.attrib]
    drawn = len(list(root.iter(f"{SPACE}rect")))
    assert drawn >= page.locator(f"{figure} .row rect").count() > 50
    assert png.read_bytes().startswith(PNG)
    assert png.stat().st_size > 40_000
    assert page.locator(".still").count() == 0


def _taken(page: Page, figure: str, kind: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f"{figure} > .keep").get_by_role("button", name=kind).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_citation_is_offered_in_seven_styles_for_the_page_and_every_source(
    watched: Opener, starter: str
) -> None:
    page = watched(f"{starter}/dyad/USA/EGY")
    styles = ["APA", "Author", "BibTeX", "Harvard", "RIS", "Standard", "Vancouver"]
    assert page.locator("#cite .pair .styles > dt").all_inner_texts() == styles
    sources = page.locator("#cite details").all()
    assert len(sources) >= 4
    for source in sources:
        assert source.locator("dt").all_text_contents()[:7] == styles
