"""Every relational measure, by level."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.relation import listed
from auxilia.explorer.subject import Asked, Subject
from auxilia.measures.catalogue import catalogue
from auxilia.measures.codebook import LEVEL_NAMES
from auxilia.report.format import plural

ROUTE = "/measures"
TEMPLATE = "measures.html.j2"
MEANS = "The relational measures: name, level, what each says, and where it comes from."


def subject(asked: Asked) -> Subject:
    """The catalogue of measures."""
    rows = [(m.name, m.level, m.label, m.words, m.reference) for m in catalogue()]
    relation = listed(
        "measures", "Relational measures", columns("key", "level", "label", "means", "reference"), rows
    )
    return Subject("/measures", "Measures", "What relations look like in numbers", asked.state, relation)


def model(_asked: Asked, _subject: Subject) -> dict[str, Any]:
    """The measures by level."""
    found = catalogue()
    return {
        "grouped": [(LEVEL_NAMES[level], list(group)) for level, group in groupby(found, lambda m: m.level)],
        "sentence": f"{plural(len(found), 'measure')} of ties, recipients, providers, wars and the system.",
    }
