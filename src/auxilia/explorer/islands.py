"""What the scripts of /explore begin with: the state, its first rows, the words and names that they show."""

from __future__ import annotations

from typing import Any

from auxilia.explorer import envelope
from auxilia.explorer.choices import TABLES, VIEWS
from auxilia.explorer.codes import code_of
from auxilia.explorer.slices import slice_of
from auxilia.explorer.state import as_record
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import WITHOUT
from auxilia.vocabulary import glossary

LISTS = ("practice", "instrument", "stage", "measure", "cell_state")


def island(asked: Asked, subject: Subject) -> str:
    """The data of the page as JSON that may stand inside a script element."""
    state, book = asked.state, asked.book
    told: dict[str, Any] = {
        "address": subject.address,
        "state": {"year": None, "table": None} | as_record(state),
        "shown_table": state.shown_table,
        "slice": slice_of(asked, subject),
        "bounds": {"first": book.bounds.first, "last": book.bounds.last},
        "words": {
            name: [
                {"word": word.word, "label": word.label, "means": word.means}
                for word in glossary()
                if word.list == name
            ]
            for name in LISTS
        },
        "views": VIEWS,
        "tables": [table for table in TABLES if table != "claims" or book.has_claims],
        "without": WITHOUT,
        "names": {code_of(actor): book.name(actor) for actor in (*state.provider, *state.recipient)},
        "sources": [
            {"id": s.source_id, "title": s.title, "redistribute": s.redistribute}
            for s in book.source_records.values()
        ],
        "programmes": [
            {"id": p.programme_id, "name": p.name, "provider": code_of(p.provider_id)}
            for p in book.programme_records.values()
        ],
    }
    return safe(envelope.encode(told))


def safe(told: bytes) -> str:
    """JSON in which no text can end the script element that holds it."""
    return (
        told.decode("utf-8").replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
