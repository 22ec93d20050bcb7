"""One measure: what it says, its formula, its columns, an example worked by hand, its reference."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.relation import listed
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.trouble import NothingThereError
from auxilia.measures.catalogue import catalogue
from auxilia.measures.codebook import LEVEL_NAMES
from auxilia.measures.record import HOLDS

ROUTE = "/measure/{measure}"
TEMPLATE = "measure.html.j2"
MEANS = "One relational measure: its columns, what they hold, and which of them name a row."


def subject(asked: Asked) -> Subject:
    """The measure that the path names."""
    asked_for = asked.parts["measure"].lower()
    known = {measure.name: measure for measure in catalogue()}
    if asked_for not in known:
        near = [(name, f"/measure/{name}") for name in known if asked_for in name or name in asked_for]
        raise NothingThereError(
            f"No measure is known as {asked.parts['measure']!r}.", near or [("All measures", "/measures")]
        )
    measure = known[asked_for]
    rows = [
        (column.name, column.about.label, HOLDS[column.about.holds], column.about.key)
        for column in measure.result.described()
    ]
    relation = listed(
        "measure", f"Columns of {measure.name}", columns("column", "means", "holds", "is_key"), rows
    )
    title = measure.name.replace("_", " ").capitalize()
    kicker = f"Measure · {LEVEL_NAMES[measure.level]}"
    return Subject(
        f"/measure/{measure.name}", title, kicker, asked.state, relation, {"measure": measure, "rows": rows}
    )


def model(_asked: Asked, subject: Subject) -> dict[str, Any]:
    """The measure as its docstring tells it."""
    measure = subject.known["measure"]
    return {
        "measure": measure,
        "call": f"{measure.function.__module__}.{measure.name}({', '.join(measure.takes)})",
        "rows": subject.known["rows"],
        "ways": [("All measures", "/measures"), ("Codebook", "/codebook")],
    }
