"""Every kind of page without script, and with it: whole, and without asking anybody else."""

from __future__ import annotations

import pytest

from auxilia.explorer.pages import kinds

from .conftest import Opener
from .examples import EXAMPLES, example


def test_there_is_an_example_of_every_kind_of_page() -> None:
    assert {kind.ROUTE for kind in kinds()} <= set(EXAMPLES)


@pytest.mark.parametrize("route", EXAMPLES)
def test_a_page_is_whole_without_script(watched: Opener, starter: str, invented: str, route: str) -> None:
    page = watched(example(route, starter, invented), java_script_enabled=False)
    assert page.locator("h1").count() == 1
    assert len(page.locator("main").inner_text()) > 40
    assert page.locator("script:not([src]):not([type='application/json'])").count() == 0
    assert page.locator("[style], [onclick], [onload]").count() == 0
    assert page.locator("form.find").get_attribute("action") == "/search"


@pytest.mark.parametrize("view", ["ranked", "matrix", "timeline", "table"])
def test_explore_draws_without_script(watched: Opener, starter: str, view: str) -> None:
    page = watched(f"{starter}/explore?recipient=MLI&view={view}", java_script_enabled=False)
    assert page.locator("#explore svg, #explore table").count() >= 1
    page.locator("select[name=practice]").select_option("train")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**practice=train**")


def test_search_works_without_script(watched: Opener, starter: str) -> None:
    page = watched(f"{starter}/", java_script_enabled=False)
    page.locator("#q").fill("malli")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=malli")
    page.get_by_role("link", name="Mali").first.click()
    page.wait_for_url("**/actor/MLI")
