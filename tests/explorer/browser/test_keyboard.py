"""Everything by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import Opener, settled

ACTIVE = (
    "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
)


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached in {most} steps")


def test_from_the_front_page_to_a_pair_without_a_mouse(watched: Opener, starter: str) -> None:
    page = watched(f"{starter}/")
    page.keyboard.press("Tab")
    assert page.evaluate(ACTIVE) == "Skip to the content"
    tab_to(page, "#q")
    page.keyboard.type("mali")
    page.locator(".names [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = str(page.locator("#q").get_attribute("aria-activedescendant"))
    assert page.locator(f"#{chosen}").inner_text().startswith("Mali")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor/MLI")
    tab_to(page, "a[href^='/dyad/'], a[href='/explore']", most=200)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/dyad/" in url or "/explore" in url)


def test_a_picture_is_one_stop_and_arrows_move_in_it(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?recipient=MLI&view=ranked"))
    tab_to(page, "svg.chart .m")
    first = page.evaluate(ACTIVE)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(ACTIVE)
    assert first != second
    assert page.locator(".said:not([hidden])").inner_text() == second
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ACTIVE) == first
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('svg.chart .row-mark')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**provider=**recipient=MLI**")


def test_a_picture_stays_one_stop_when_it_grows(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?view=ranked"))
    places = page.locator(".chart-place")
    before = page.locator("svg.chart .row-mark").count()
    page.get_by_role("button", name="Show more").first.click()
    page.wait_for_function("n => document.querySelectorAll('svg.chart .row-mark').length > n", arg=before)
    for place in places.all():
        assert place.locator(".m[tabindex='0']").count() == 1
        assert place.locator(".m:not([tabindex])").count() == 0


def test_reading_goes_on_at_the_new_picture(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?view=ranked"))
    tab_to(page, "svg.chart .m")
    page.keyboard.press("Enter")
    page.wait_for_url("**provider=USA**")
    settled(page)
    page.wait_for_function("document.activeElement !== document.body")
    assert page.evaluate("document.activeElement.id") == "picture-title"
    assert "United States" in page.locator(".island [aria-live]").first.inner_text()


def test_the_matrix_moves_in_four_directions(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?year=2010..2012&view=matrix"))
    tab_to(page, "svg.chart .m")
    page.locator("svg.chart .cell").nth(16).focus()
    start = page.evaluate(ACTIVE)
    seen = {start}
    for key, back in (("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp")):
        page.keyboard.press(key)
        seen.add(page.evaluate(ACTIVE))
        page.keyboard.press(back)
        assert page.evaluate(ACTIVE) == start
    assert len(seen) == 3


def test_years_are_chosen_by_keyboard(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?recipient=MLI&view=ranked"))
    tab_to(page, ".context .m")
    page.locator(".context .m[aria-label^='2012, train']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2012**")
    settled(page)
    page.locator(".context .m[aria-label^='2016, train']").focus()
    page.keyboard.press("Shift+Enter")
    page.wait_for_url("**year=2012..2016**")


def test_years_are_chosen_by_drawing_over_them(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?recipient=MLI&view=ranked"))
    first = page.locator(".context .m[aria-label^='2010, train']").bounding_box()
    last = page.locator(".context .m[aria-label^='2015, train']").bounding_box()
    assert first
    assert last
    page.locator(".context svg").scroll_into_view_if_needed()
    first = page.locator(".context .m[aria-label^='2010, train']").bounding_box()
    last = page.locator(".context .m[aria-label^='2015, train']").bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 5, steps=4)
    page.mouse.up()
    page.wait_for_url("**year=2010..2015**")


def test_the_search_names_things_while_typing_and_forgives(watched: Opener, starter: str) -> None:
    page = watched(f"{starter}/")
    box = page.get_by_role("combobox", name="Search")
    box.press_sequentially("egpyt")
    page.get_by_role("option", name="Egypt").first.wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=egpyt")
    assert page.get_by_role("link", name="Egypt").count() >= 1
