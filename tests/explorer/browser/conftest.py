"""A real browser before real servers: one on the starter ledger, one on the invented ledger with claims.

Every page is watched: a request that leaves the machine, a refusal by the content policy or an error in a
script fails the test that caused it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("playwright")

from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from auxilia.explorer.releases import create_release

from ..conftest import build_home, ledger
from ..serving import server

RELEASES = ("first", "second")
NAMES = ("chromium", "chromium-browser", "google-chrome")
# What Chromium says of itself where it draws without a graphics card, and of answers that are asked to fail.
HARMLESS = re.compile(r"GPU stall|WebGL|Failed to load resource: the server responded with a status of 4")
READY = """() => {
    const island = document.querySelector('.island')
    return island && island.getAttribute('aria-busy') === 'false' && !island.querySelector('[role=status]')
}"""

Opener = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    given = os.environ.get("AUXILIA_CHROMIUM")
    path = given or next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no Chromium here: install chromium, or name one in AUXILIA_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """`auxilia explore` on a home, as people start it; the address it answers at."""
    with server(home) as started:
        yield started.address


@pytest.fixture(scope="package")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the starter ledger: real figures, no single claims."""
    with serving(tmp_path_factory.mktemp("nothing")) as address:
        yield address


@pytest.fixture(scope="package")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the invented ledger, frozen twice as a release."""
    root = build_home(tmp_path_factory.mktemp("archive"), "b0b0cafe", ledger())
    for name in RELEASES:
        create_release(root, name)
    return root


@pytest.fixture(scope="package")
def invented(archive: Path) -> Iterator[str]:
    """A server on the invented ledger: few rows, with claims and two releases."""
    with serving(archive) as address:
        yield address


@pytest.fixture
def watched(browser: Browser) -> Iterator[Opener]:
    """Opens pages; at the end no page may have asked anybody else, nor complained."""
    asked: list[str] = []
    said: list[str] = []
    contexts = []

    def guard(route: Route) -> None:
        if re.match(r"https?://127\.0\.0\.1:\d+/", route.request.url):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not HARMLESS.search(message.text):
            said.append(f"{message.text} ({message.location.get('url')})")

    def opened(address: str, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert asked == []
    assert said == []


def settled(page: Page) -> Page:
    """Wait until the explore view shows what was asked for."""
    page.wait_for_function(READY)
    return page


def table_rows(page: Page) -> list[list[str]]:
    """The rows of the table twin, opened."""
    twin = page.locator("details.twin")
    if twin.get_attribute("open") is None:
        twin.locator("summary").click()
    return [row.locator("th, td").all_inner_texts() for row in twin.locator("tbody tr").all()]
