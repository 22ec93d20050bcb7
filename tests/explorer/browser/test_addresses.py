"""The address is the state: written, read, gone back to."""

from __future__ import annotations

import json
import random
import string
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Page, Route

from auxilia.explorer.book import Book
from auxilia.explorer.choices import VIEWS
from auxilia.explorer.state import State, as_record, parse, serialise
from auxilia.ledger.years import Years
from auxilia.vocabulary import INSTRUMENTS, MEASURES, PRACTICES, STAGES

from .conftest import Opener, settled

STATES, IN_FULL = 200, 8
THERE_AND_BACK = """async (queries) => {
    const island = document.querySelector('.island')
    const found = []
    for (const query of queries) {
        history.pushState(null, '', query ? `/explore?${query}` : '/explore')
        window.dispatchEvent(new PopStateEvent('popstate'))
        await new Promise((done) => setTimeout(done, 0))
        found.push([JSON.parse(island.dataset.state), island.dataset.address])
    }
    return found
}"""


def some(rng: random.Random, values: tuple[str, ...], most: int = 3) -> tuple[str, ...]:
    """None, or a few of the values, in the order of the list."""
    number = rng.choice([0, 0, 1, rng.randint(1, most)])
    chosen = set(rng.sample(values, min(number, len(values))))
    return tuple(value for value in values if value in chosen)


def years(rng: random.Random) -> Years | None:
    first, last = sorted((rng.randint(1950, 2024), rng.randint(1950, 2024)))
    return rng.choice([None, Years(first, last), Years(start=first), Years(end=last), Years(first, first)])


def random_state(rng: random.Random, book: Book, drawn: bool = False) -> State:
    actors = tuple(sorted(book.actors))
    figures = rng.random() < 0.5
    return State(
        provider=some(rng, actors),
        recipient=some(rng, actors),
        practice=some(rng, PRACTICES),
        instrument=some(rng, INSTRUMENTS),
        stage=some(rng, STAGES) if figures else (),
        measure=some(rng, MEASURES) if figures else (),
        source=some(rng, book.sources),
        programme=some(rng, tuple(sorted(book.programmes))),
        year=years(rng),
        view=rng.choice(VIEWS),
        table=None if drawn else rng.choice([None, "ties", "figures", "claims", "units"]),
        licence="own" if drawn else rng.choice(["own", "open"]),
        page=1 if drawn else rng.choice([1, 1, 7]),
        size=100 if drawn else rng.choice([100, 20, 1000]),
    )


def shown(page: Page) -> tuple[State | dict[str, object], str]:
    """The state that the page holds and the address it would write."""
    island = page.locator(".island")
    told = json.loads(str(island.get_attribute("data-state")))
    return told, urlsplit(str(island.get_attribute("data-address"))).query


def plain(state: State) -> dict[str, object]:
    """The state as the page holds it: every field there."""
    return {"table": None, "year": None} | as_record(state)


def test_state_to_address_to_state_for_random_states(watched: Opener, invented: str, home: Path) -> None:
    book, rng = Book(home), random.Random(2026)
    page = settled(watched(f"{invented}/explore?view=ranked"))

    # The rows play no part here: a server that answers late must not stand between two addresses.
    def nothing(route: Route) -> None:
        route.fulfill(status=404, body='{"ok": false, "error": {"message": "not now"}}')

    page.route("**/explore*", nothing)
    states = [random_state(rng, book) for _ in range(STATES)]
    asked = [serialise(state) for state in states]
    assert len(set(asked)) > 0.8 * STATES
    for state, query, (told, address) in zip(
        states, asked, page.evaluate(THERE_AND_BACK, asked), strict=True
    ):
        written = urlsplit(address).query
        assert written == query
        assert {**plain(state), **told} == told == {**told, **plain(state)}
        assert parse([tuple(pair.split("=", 1)) for pair in _unquoted(written)], book) == state  # type: ignore[misc]
    book.close()


def test_rows_of_another_table_are_asked_without_what_it_does_not_know(
    watched: Opener, invented: str
) -> None:
    page = settled(watched(f"{invented}/explore?recipient=ARC&measure=trainees"))
    tables = page.locator(".tables a")
    assert {"ties", "figures", "claims"} <= set(tables.all_inner_texts())
    assert page.locator(".tables [aria-current]").inner_text() == "figures"
    tables.get_by_text("ties", exact=True).click()
    page.wait_for_url("**/explore?recipient=ARC&table=ties")
    settled(page)
    assert page.locator("#table caption").inner_text().startswith("Ties")


def test_every_letter_is_written_as_the_server_writes_it(watched: Opener, invented: str) -> None:
    page = settled(watched(f"{invented}/explore?view=ranked"))
    page.route("**/explore*", lambda route: route.fulfill(status=404, body='{"ok": false, "error": {}}'))
    names = [
        *string.ascii_letters,
        *string.digits,
        *string.punctuation.replace(",", ""),
        "Ä",
        "ß",
        "中",
        "a b",
    ]
    asked = [f"recipient={quote(f'x{name}y', safe=':,.@-_~')}" for name in names]
    found = [urlsplit(address).query for _, address in page.evaluate(THERE_AND_BACK, asked)]
    assert found == asked


def _unquoted(query: str) -> list[str]:
    return [unquote(pair) for pair in query.split("&") if pair]


def test_an_address_opened_afresh_shows_its_state(watched: Opener, invented: str, home: Path) -> None:
    book, rng = Book(home), random.Random(7)
    page = watched(f"{invented}/explore")
    for _ in range(IN_FULL):
        state = random_state(rng, book, drawn=True)
        page.goto(f"{invented}/explore?{serialise(state)}")
        settled(page)
        told, written = shown(page)
        assert written == serialise(state)
        assert told == {**told, **plain(state)}  # type: ignore[dict-item]
    book.close()


def test_another_spelling_becomes_the_one_address(watched: Opener, invented: str) -> None:
    page = settled(watched(f"{invented}/explore?view=ranked"))
    page.get_by_label("Recipient", exact=True).fill("arcadia")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore?recipient=ARC&view=ranked")
    settled(page)
    assert page.get_by_label("Recipient", exact=True).input_value() == "ARC"
    assert page.locator(".chips").inner_text().startswith("Recipient Arcadia")


def test_the_back_button_goes_back_through_what_was_asked(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?view=ranked"))
    titles = [page.locator(".picture h2").inner_text()]
    steps = [f"{starter}/explore?view=ranked"]
    page.get_by_role("link", name="Matrix").click()
    steps.append(f"{starter}/explore?view=matrix")
    settled(page)
    titles.append(page.locator(".picture h2").inner_text())
    page.get_by_label("Practice").select_option("train")
    steps.append(f"{starter}/explore?practice=train&view=matrix")
    settled(page)
    page.get_by_role("link", name="Only France").click()
    page.wait_for_url("**provider=FRA**")
    steps.append(page.url)
    settled(page)
    for expected in reversed(steps[:-1]):
        page.go_back()
        page.wait_for_url(expected)
        settled(page)
    assert page.locator(".picture h2").inner_text() == titles[0] != titles[1]
    assert page.get_by_label("Practice").input_value() == ""
    for expected in steps[1:]:
        page.go_forward()
        page.wait_for_url(expected)
    settled(page)
    assert page.get_by_label("Practice").input_value() == "train"
    assert "France" in page.locator(".chips").inner_text()


def test_head_form_and_downloads_follow_the_state(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?view=ranked"))
    page.get_by_label("Provider", exact=True).fill("USA")
    page.get_by_label("Years", exact=True).fill("2010..2020")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**provider=USA**")
    settled(page)
    assert "United States" in page.locator(".lead").inner_text()
    csv = page.locator("#cite").get_by_role("link", name="CSV").first.get_attribute("href")
    assert csv == f"/explore.csv?{quote('provider=USA&year=2010..2020&view=ranked', safe='=&.')}"


def test_a_name_that_nobody_answers_to_is_met_with_near_ones(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?view=ranked"))
    page.get_by_label("Recipient", exact=True).fill("Egpyt")
    page.keyboard.press("Enter")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "Egpyt" in alert.inner_text()
    alert.get_by_role("link", name="Egypt").first.click()
    page.wait_for_url("**recipient=EGY**")
    settled(page)
    assert page.get_by_role("alert").count() == 0


def test_options_of_a_picture_stand_behind_the_hash(watched: Opener, starter: str) -> None:
    page = settled(watched(f"{starter}/explore?provider=USA&measure=usd&view=ranked"))
    kinds = page.get_by_label("Kind of figure")
    second = kinds.locator("option").nth(1).get_attribute("value")
    title = page.locator(".picture h2").inner_text()
    kinds.select_option(second)
    page.wait_for_function("t => document.querySelector('.picture h2').textContent !== t", arg=title)
    changed = page.locator(".picture h2").inner_text()
    page.reload()
    settled(page)
    assert page.locator(".picture h2").inner_text() == changed != title
