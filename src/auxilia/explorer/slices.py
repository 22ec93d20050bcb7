"""A page of rows in the API's envelope: what every JSON address answers, and what scripts begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace

from auxilia.explorer import envelope
from auxilia.explorer.choices import CITATION_FORMATS, DATA_FORMATS, NETWORK_FORMATS
from auxilia.explorer.citing import burned, view_work
from auxilia.explorer.covering import cover_of
from auxilia.explorer.state import as_record
from auxilia.explorer.subject import Asked, Subject


def slice_of(asked: Asked, subject: Subject) -> envelope.Envelope:
    """One page of the rows of a subject; of /explore also the cover of what is asked for."""
    book, con, relation, state = asked.book, asked.con, subject.relation, subject.state
    rows = relation.count(con)
    pages = max(1, -(-rows // state.size))
    ids = relation.sources(con)
    covers = cover_of(asked, state) if subject.path == "/explore" else []
    return envelope.Envelope(
        True,
        subject.ending("json"),
        subject.title,
        envelope.ledger_told(book.provenance, book.release),
        as_record(state),
        relation.name,
        envelope.columns_told(relation.columns),
        envelope.records(relation.columns, relation.page(con, state.page, state.size)),
        envelope.PageTold(
            state.page,
            state.size,
            rows,
            pages,
            _turned(subject, state.page + 1, pages),
            _turned(subject, state.page - 1, pages),
        ),
        envelope.sources_told(book, ids),
        list(relation.notes),
        {ending: subject.ending(ending) for ending in endings_of(subject)},
        burned(view_work(book, subject.title, asked.base + subject.address), ids),
        [envelope.CoverTold(*astuple(one)) for one in covers],
    )


def slice_json(asked: Asked, subject: Subject) -> bytes:
    """The slice as JSON."""
    return envelope.encode(slice_of(asked, subject))


def _turned(subject: Subject, number: int, pages: int) -> str | None:
    """The address of another page of the same rows; None where there is none."""
    if not 1 <= number <= pages:
        return None
    return subject.ending("json", replace(subject, state=replace(subject.state, page=number)).query)


def endings_of(subject: Subject) -> Sequence[str]:
    """The formats that a subject can be had in."""
    network = NETWORK_FORMATS if {"provider", "recipient"} <= set(subject.relation.names) else ()
    return ("json", *DATA_FORMATS, *network, *CITATION_FORMATS)
