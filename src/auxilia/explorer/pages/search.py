"""What answers to a name, well or badly spelt."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.relation import listed
from auxilia.explorer.searching import search
from auxilia.explorer.subject import Asked, Subject
from auxilia.report.format import plural

ROUTE = "/search"
TEMPLATE = "search.html.j2"
MEANS = "States, groups, units, programmes and sources by name; forgives spelling."


def subject(asked: Asked) -> Subject:
    """The hits of what was typed."""
    hits = search(asked, asked.words)
    rows = [(key, kind, name, score, address) for key, kind, name, _, score, address in hits]
    relation = listed("search", "Hits of a search", columns("key", "kind", "name", "score", "address"), rows)
    return Subject("/search", "Search", "Search", asked.state, relation, {"hits": hits}, asked.words)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The hits for people."""
    hits = subject.known["hits"]
    told = f"{plural(len(hits), 'name')} like “{asked.words}”, the nearest first." if hits else ""
    if asked.words and not hits:
        told = f"Nothing answers to “{asked.words}”. Try a shorter piece of the name."
    return {
        "hits": hits,
        "sentence": told or "A state, armed group, unit, programme or source, or a piece of its name.",
    }
