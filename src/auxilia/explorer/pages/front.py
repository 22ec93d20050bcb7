"""The front: what is known, by provider, year and practice; what each source covers; how it grew."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.coverage import cover_rows
from auxilia.explorer.known import growth, known_claims, known_rows, known_sentences
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.summaries import summary_of
from auxilia.report.figures import axis_for, axis_row, ground_swatch, swatch
from auxilia.report.format import label
from auxilia.vocabulary import PRACTICES

ROUTE = "/"
TEMPLATE = "front.html.j2"
MEANS = "What is known: years of assistance on record by provider, practice and year."


def subject(asked: Asked) -> Subject:
    """Pairs of providers and practices, with their years on record."""
    relation = summary_of(asked.book, State(view="timeline"))
    return Subject("/", "What is known of security assistance", "An open observatory", asked.state, relation)


def model(asked: Asked, _subject: Subject) -> dict[str, Any]:
    """The map of what is known, the cover of the sources, growth."""
    axis = axis_for([1946], [asked.book.bounds.last])
    rows, table = known_rows(asked, axis)
    return {
        "axis": axis_row(axis),
        "sentences": known_sentences(asked),
        "known": rows,
        "known_claims": known_claims(asked),
        "known_table": table,
        "covers": cover_rows(asked, axis),
        "growth": growth(asked, axis),
        "practices": [
            *((swatch("sure", practice), label("practice", practice)) for practice in PRACTICES),
            (ground_swatch("none"), "no source covers it"),
            (ground_swatch("narrow"), "only single kinds of help, or some recipients, are covered"),
        ],
        "ways": [
            ("Who trained Mali's forces?", "/actor/MLI"),
            ("The United States and Egypt", "/dyad/USA/EGY"),
            ("France as a provider", "/provider/FRA"),
            ("What is IMET for?", "/programme/imet"),
            ("Where do sources disagree?", "/compare"),
        ],
    }
