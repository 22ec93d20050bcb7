"""One programme: what its provider says it is for, who received, and what each source prints of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer import bars
from auxilia.explorer.codes import actor_path, programme_path
from auxilia.explorer.state import State, serialise
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import table_of
from auxilia.explorer.trouble import NothingThereError
from auxilia.report.format import plural, span, the

ROUTE = "/programme/{programme}"
TEMPLATE = "programme.html.j2"
MEANS = "One programme: its stated purpose, and the figures that sources print of it."


def subject(asked: Asked) -> Subject:
    """The programme that the path names, with or without its provider's prefix."""
    asked.refuse("programme")
    named = asked.parts["programme"].lower()
    known = asked.book.programme_records
    found = [i for i in known if named in (i, i.partition(":")[2])]
    if len(found) != 1:
        near = found or [
            i
            for i, p in known.items()
            if named in i or named in p.name.lower() or i.partition(":")[2] in named
        ]
        raise NothingThereError(
            f"No programme is known as {asked.parts['programme']!r}.",
            [(known[i].name, programme_path(i)) for i in near[:8]] or [("Search", "/search")],
        )
    programme = known[found[0]]
    table = asked.state.table or "figures"
    relation = table_of(asked.book, replace(asked.state, programme=(found[0],), table=table))
    kicker = f"Programme of {the(asked.book.name(programme.provider_id))}"
    return Subject(
        programme_path(found[0]), programme.name, kicker, asked.state, relation, {"programme": programme}
    )


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """Its purpose, its recipients ranked, its figures by year."""
    programme = subject.known["programme"]
    rows = asked.con.execute(
        "SELECT count(DISTINCT recipient_id), min(year_from), max(coalesce(year_to, year_from)), "
        "sum(n_claims)::BIGINT, count(DISTINCT source_id) FROM out_tie_figures WHERE programme_id = ?",
        [programme.programme_id],
    ).fetchall()
    recipients, first, last, n_claims, n_sources = rows[0]
    told = "No source in this ledger prints a figure of it."
    if recipients:
        told = (
            f"{plural(n_sources, 'source')} in this ledger print figures of it: "
            f"{plural(recipients, 'recipient')}, "
            f"{span(first, last)}, {plural(n_claims, 'claim')}."
        )
    state = State(programme=(programme.programme_id,), table="figures")
    return {
        "programme": programme,
        "sentence": told,
        "ranked": bars.pictures(asked, replace(state, view="ranked")),
        "timeline": bars.pictures(asked, replace(state, view="timeline")),
        "ways": [
            (asked.book.name(programme.provider_id), actor_path(programme.provider_id)),
            ("Its figures", f"/explore?{serialise(state)}"),
        ],
    }
