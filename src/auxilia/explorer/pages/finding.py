"""One finding as written: its text and pictures; its rows are its numbers, each with what it rests on."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.findings import Written, html_of, number_rows, written
from auxilia.explorer.relation import listed
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.trouble import NothingThereError

ROUTE = "/finding/{finding}"
TEMPLATE = "finding.html.j2"
MEANS = "One finding: every number of its text, with unit, period, what it counts, and its sources."
NAMES = ("key", "what", "value", "unit", "shown", "period", "n", "of", "sources")
SHAPE = ("key", "what", "value", "unit_of_number", "shown", "period", "n", "counted", "sources")


def subject(asked: Asked) -> Subject:
    """The finding that the path names, by number and name or by its name alone."""
    named = asked.parts["finding"].lower()
    found = [f for f in written() if named in (f.name, f.name.partition("-")[2])]
    if not found:
        near = [(f.title, f.path) for f in written()]
        raise NothingThereError(
            f"No finding is known as {asked.parts['finding']!r}.", near or [("The front page", "/")]
        )
    finding = found[0]
    return Subject(
        finding.path, finding.title, "Finding", asked.state, _numbers(finding), {"finding": finding}
    )


def _numbers(finding: Written) -> Any:
    relation = listed(
        "numbers", f"Numbers of {finding.name}", columns(*SHAPE), number_rows(finding, NAMES)
    ).with_sources(finding.sources)
    return relation.with_notes("Computed from the ledger that the text names.")


def model(_asked: Asked, subject: Subject) -> dict[str, Any]:
    """The text as HTML, and the way on."""
    finding = subject.known["finding"]
    listed_ = [f.name for f in written()]
    at = listed_.index(finding.name)
    around = [(f.title, f.path) for f in written()[max(0, at - 1) : at + 2] if f.name != finding.name]
    return {"text": html_of(finding), "ways": [("All findings", "/findings"), *around]}
