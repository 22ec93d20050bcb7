"""What the sources say of one provider, recipient, practice and year, side by side, and why they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer.codes import code_of, dyad_path
from auxilia.explorer.comparing import MOST_YEARS, pairs_with_most, reasons, voices
from auxilia.explorer.state import years_text
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import table_of
from auxilia.explorer.trouble import ParameterError
from auxilia.ledger.years import Years
from auxilia.report.format import label, listing, plural, the
from auxilia.vocabulary import PRACTICES

ROUTE = "/compare"
TEMPLATE = "compare.html.j2"
MEANS = "The sources side by side on one provider, recipient, practice and year; its rows are their figures."
SHOWN_EXAMPLES = 12


def subject(asked: Asked) -> Subject:
    """The cell that the state asks for; the question itself where an end is missing."""
    state = asked.state
    for end in ("provider", "recipient", "practice"):
        if len(getattr(state, end)) > 1:
            raise ParameterError(end, ",".join(getattr(state, end)), "one alone can be compared")
    relation = table_of(asked.book, replace(state, table=state.table or "figures"))
    title = "Compare sources"
    if state.provider and state.recipient:
        title = f"{asked.book.name(state.provider[0])} to {asked.book.name(state.recipient[0])}, compared"
    return Subject("/compare", title, "Sources side by side", state, relation)


def model(asked: Asked, _subject: Subject) -> dict[str, Any]:
    """Every source's figures and cell states, practice by practice, and the reasons."""
    state = asked.state
    told: dict[str, Any] = {
        "state": state,
        "codes": {
            end: ", ".join(code_of(a) for a in getattr(state, end)) for end in ("provider", "recipient")
        },
        "years_text": years_text(state.year),
        "practices": PRACTICES,
        "blocks": [],
        "examples": [],
        "sentence": (
            "Name a provider, a recipient and a year: every source's own figure, what it "
            "covers, and why they differ."
        ),
        "ways": [],
    }
    if not (state.provider and state.recipient):
        return told | {"examples": [_example(asked, row) for row in pairs_with_most(asked, SHOWN_EXAMPLES)]}
    provider, recipient = state.provider[0], state.recipient[0]
    years = _years(asked, provider, recipient)
    if not years:
        return told | {
            "sentence": f"No source in this ledger tells of {the(asked.book.name(provider))} and "
            f"{the(asked.book.name(recipient))}.",
            "ways": [("The pair", dyad_path(provider, recipient))],
        }
    blocks = []
    for practice in state.practice or PRACTICES:
        found = voices(asked, provider, recipient, practice, years)
        blocks.append((practice, found, reasons(asked, found)))
    return told | {
        "blocks": blocks,
        "years": years,
        "sentence": _sentence(asked, provider, recipient, years, blocks),
        "ways": [("Everything between the two", dyad_path(provider, recipient))],
    }


def _years(asked: Asked, provider: str, recipient: str) -> list[int]:
    """The years asked for, at most the last twelve; without any, the last year of which most sources tell."""
    if asked.state.year is not None:
        span = asked.state.year
        last = min(span.end, asked.book.bounds.last)
        first = max(span.start, last - MOST_YEARS + 1)
        if first > last:
            raise ParameterError("year", years_text(span), f"the ledger ends in {asked.book.bounds.last}")
        return list(range(first, last + 1))
    rows = asked.con.execute(
        "SELECT year FROM out_ties WHERE provider_id = ? AND recipient_id = ? "
        "GROUP BY year ORDER BY max(n_sources) DESC, year DESC LIMIT 1",
        [provider, recipient],
    ).fetchall()
    return [row[0] for row in rows]


def _sentence(asked: Asked, provider: str, recipient: str, years: list[int], blocks: list[Any]) -> str:
    ends = f"{the(asked.book.name(provider))} to {the(asked.book.name(recipient))}"
    when = years_text(Years(years[0], years[-1])).replace("..", "–")
    told = [
        f"{label('practice', practice).lower()}: {plural(sum(1 for v in found if v.figures), 'source')} of "
        f"{sum(1 for v in found if v.speaks)} that cover it"
        for practice, found, _ in blocks
    ]
    return f"{ends[:1].upper()}{ends[1:]}, {when}. With a figure or a tie on record, {listing(told)}."


def _example(asked: Asked, row: tuple[Any, ...]) -> tuple[str, str]:
    provider, recipient, practice, year, n_sources = row
    name = (
        f"{asked.book.name(provider)} to {asked.book.name(recipient)}, {practice}, {year}: "
        f"{n_sources} sources"
    )
    query = f"provider={code_of(provider)}&recipient={code_of(recipient)}&practice={practice}&year={year}"
    return name, f"/compare?{query}"
