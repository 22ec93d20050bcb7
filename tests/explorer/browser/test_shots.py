"""Fifteen views, wide and narrow: nothing sticks out, every picture has something in it.

`AUXILIA_SHOTS=folder pytest tests/explorer/browser/test_shots.py` keeps the screenshots for people's eyes.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import Opener, settled

VIEWS = {
    "front": "/",
    "actor": "/actor/MLI",
    "dyad": "/dyad/USA/EGY",
    "compare": "/compare?provider=USA&recipient=EGY&year=2010",
    "ranked": "/explore?view=ranked",
    "ranked-mali": "/explore?recipient=MLI&practice=train&year=2010..2020&view=ranked",
    "ranked-usd": "/explore?provider=USA&measure=usd&view=ranked",
    "matrix": "/explore?year=2000..2012&view=matrix",
    "matrix-trainees": "/explore?measure=trainees&view=matrix",
    "flows": "/explore?year=2000..2012&view=sankey",
    "map": "/explore?year=2000..2012&view=map",
    "map-trainees": "/explore?measure=trainees&view=map",
    "network": "/explore?year=2000..2012&view=network",
    "years": "/explore?recipient=MLI&view=timeline",
    "table": "/explore?recipient=MLI&table=figures",
}
LOOKS = ((1280, "light"), (390, "light"), (1280, "dark"))
OUTSIDE = """() => [...document.querySelectorAll('main *')].filter((e) => {
    const box = e.getBoundingClientRect()
    const held = e.closest('.scroll, .offstage, .hidden, .canvas, svg, table')
    return box.width && box.right > innerWidth + 1 && !held
}).map((e) => e.outerHTML.slice(0, 120))"""


def take(page: Page, name: str, width: int, scheme: str) -> None:
    """Keep a screenshot, where a folder for them is named."""
    folder = os.environ.get("AUXILIA_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_fits_its_window(watched: Opener, starter: str, name: str) -> None:
    page = watched(f"{starter}{VIEWS[name]}")
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        if page.locator(".island").count():
            settled(page)
            page.wait_for_timeout(120)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []
        for svg in page.locator(".drawing svg.chart").all():
            assert svg.locator("rect, path, circle, line").count() > 3
        take(page, name, width, scheme)
