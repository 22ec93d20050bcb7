"""A panel for models: unit of analysis, variables, years; what it holds, and the code that rebuilds it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer.codes import code_of
from auxilia.explorer.columns import columns
from auxilia.explorer.recipes import recipes
from auxilia.explorer.relation import Relation, listed
from auxilia.explorer.state import SYSTEMS, UNITS, State, serialise, years_text
from auxilia.explorer.subject import Asked, Subject
from auxilia.panels import adders
from auxilia.report.format import plural

ROUTE = "/panel"
TEMPLATE = "panel.html.j2"
MEANS = "A panel: one row a unit and year, with the state of every cell; without unit=, what can be added."
SHOWN_ROWS = 25
UNIT_WORDS = {
    "state-year": "a state and year",
    "dyad-year": "a directed pair of states and year",
    "actor-year": "a state, group or organisation and year",
    "conflict-year": "an armed conflict and year",
    "tie-year": "a figure of one source and year",
}
EXAMPLES = (
    (
        "Four great powers to every state, with voting distance, 1990–2017",
        "provider=USA,RUS,CHN,FRA&year=1990..2017&unit=dyad-year&add=ties,alignment",
    ),
    (
        "What states received from the United States in trainees, and coups, 1999–2016",
        "year=1999..2016&unit=state-year&add=ties:measure%3Dtrainees,authority",
    ),
    (
        "Armed conflicts and who supported their sides, 1989–2017",
        "year=1989..2017&unit=conflict-year&add=ties",
    ),
)


def subject(asked: Asked) -> Subject:
    """The panel that the state asks for; what can be added where none is."""
    state = asked.state
    if not state.unit:
        relation = _adders()
        return Subject("/panel", "Build a panel", "A table for models", state, relation, {"made": None})
    wanted = replace(state, view="table", table=None, page=1, size=State().size)
    made = asked.book.panels.get(asked.book, wanted)
    title = f"Panel of {state.unit}s"
    return Subject("/panel", title, "A table for models", state, made.relation, {"made": made})


def _adders() -> Relation:
    rows = [
        (
            name,
            adder.title,
            ", ".join(adder.units),
            "; ".join(f"{k}=: {o.means}" for k, o in adder.options.items()),
        )
        for name, adder in sorted(adders().items())
    ]
    return listed("adders", "What a panel can hold", columns("key", "title", "units", "options"), rows)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The form, and the panel's first rows, what each column found, the codebook and the code."""
    state, made = asked.state, subject.known["made"]
    told: dict[str, Any] = {
        "state": state,
        "units": [(unit, UNIT_WORDS[unit]) for unit in UNITS],
        "systems": SYSTEMS,
        "adders": [
            (name, adder.title, name in state.add)
            for name, adder in sorted(adders().items())
            if not state.unit or state.unit in adder.units
        ],
        "others": ", ".join(one for one in state.add if one not in adders()),
        "codes": {
            end: ", ".join(code_of(a) for a in getattr(state, end)) for end in ("provider", "recipient")
        },
        "years_text": years_text(state.year),
        "lags": ", ".join(state.lag),
        "examples": [(words, f"/panel?{query}") for words, query in EXAMPLES],
        "made": made,
        "rows": [],
        "sentence": "One row a unit and year, from the dated state system and not from the rows that happen "
        "to exist; beside every value stands the state of its cell.",
    }
    if made is None:
        return told
    rows = subject.relation.page(asked.con, 1, SHOWN_ROWS)
    return told | {
        "columns": made.columns,
        "rows": rows,
        "sentence": f"{plural(made.rows, 'row')}, one {UNIT_WORDS[state.unit]}; "
        f"{plural(len(made.reports), 'variable')}.",
        "recipes": recipes(state),
        "codebook": [entry for entry in made.codebook if entry.added_by != "universe"],
        "reports": made.reports,
        "also_cited": made.sources,
        "shorter": f"/panel?{serialise(replace(state, add=(), lag=()))}",
    }
