"""No violation of the rules that axe knows: every kind of page, wide and narrow, light and dark."""

from __future__ import annotations

from typing import Literal

import pytest

pytest.importorskip("axe_playwright_python")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import Opener, settled
from .examples import EXAMPLES, example

Scheme = Literal["light", "dark"]
RULES = {"resultTypes": ["violations"]}
SIZES = ((1280, "light"), (390, "dark"), (1280, "dark"), (390, "light"))
VIEWS = ("ranked", "matrix", "sankey", "map", "network", "timeline", "table")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes'][:4]]}" for v in found]


def look(page: Page) -> list[str]:
    """What axe says of a page in both schemes and at both widths."""
    told = []
    for width, scheme in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if page.locator(".island").count():
            settled(page)
        told += [f"{width} {scheme} {violation}" for violation in violations(page)]
    return told


@pytest.mark.parametrize("route", [route for route in EXAMPLES if route != "/explore"])
def test_a_page_breaks_no_rule(watched: Opener, starter: str, invented: str, route: str) -> None:
    assert look(watched(example(route, starter, invented))) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_breaks_no_rule(watched: Opener, starter: str, view: str) -> None:
    page = settled(watched(f"{starter}/explore?recipient=MLI&year=2010..2016&view={view}"))
    assert look(page) == []


def test_opened_parts_break_no_rule(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?provider=USA&measure=trainees&view=ranked"))
    page.locator(".twin summary").click()
    page.get_by_label("Recipient", exact=True).press_sequentially("mal")
    page.get_by_role("option").first.wait_for()
    assert violations(page) == []
