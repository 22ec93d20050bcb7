"""What changed between two ledgers: sources, and ties that came, went or are told otherwise."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from auxilia.explorer.book import Book, Con
from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.state import State
from auxilia.explorer.tables import ties_table
from auxilia.readers.raw import text

CURRENT = "current"
KEY = "provider_id, recipient_id, practice, year"
QUERY = """
SELECT CASE WHEN b.provider_id IS NULL THEN 'added' WHEN a.provider_id IS NULL THEN 'removed'
        ELSE 'changed' END AS change,
    provider_id AS provider, coalesce(p.name, provider_id) AS provider_name,
    recipient_id AS recipient, coalesce(r.name, recipient_id) AS recipient_name, practice, year,
    b.state AS state_before, a.state AS state_after, b.n_claims AS claims_before, a.n_claims AS claims_after,
    b.sources AS sources_before, a.sources AS sources_after
FROM {before} AS b FULL JOIN {after} AS a USING (provider_id, recipient_id, practice, year)
    LEFT JOIN core_actors AS p ON p.actor_id = provider_id
    LEFT JOIN core_actors AS r ON r.actor_id = recipient_id
WHERE (b.state, b.n_claims, b.sources) IS DISTINCT FROM (a.state, a.n_claims, a.sources)
"""
SHAPE = (
    "change", "provider", "provider_name", "recipient", "recipient_name", "practice", "year", "state_before",
    "state_after", "claims_before", "claims_after", "sources_before", "sources_after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One of two ledgers: its name, build and day, its sources (version, claims), and its ties as a table."""

    name: str
    build: str
    built: str
    sources: dict[str, tuple[str, int]]
    ties: str
    values: tuple[object, ...]


def told_of(book: Book, name: str, state: State) -> Told:
    """A release, or the ledger in force as `current`, as a table that the connections of `book` can read.

    Raises
    ------
    LedgerError
        When the release cannot be read.
    """
    if name == CURRENT:
        ties, values = ties_table(book, state)
        return Told(name, book.provenance.build_id, book.provenance.built, _sources(book), ties, values)
    with book.lend(name) as other:
        path = _lent(book, other, name, state)
        ties = f"read_parquet({text(str(path))})"
        return Told(name, other.provenance.build_id, other.provenance.built, _sources(other), ties, ())


def _sources(book: Book) -> dict[str, tuple[str, int]]:
    return {i: (source.version, source.n_claims) for i, source in book.source_records.items()}


def _lent(book: Book, other: Book, name: str, state: State) -> Path:
    """The ties of another ledger as a file in the scratch folder of this one, the only one it may read."""
    path = book.scratch / f"ties-{name}-{state.licence}.parquet"
    if not path.exists():
        ties, values = ties_table(other, state)
        for folder in (book.scratch, other.scratch):
            folder.mkdir(mode=0o700, exist_ok=True)
        made = other.scratch / f"{uuid.uuid4().hex}.parquet"
        with other.cursor() as con:
            con.execute(f"COPY (SELECT * FROM {ties}) TO {text(str(made))} (FORMAT parquet)", list(values))
        # Two steps, so that nobody reads half a file: the folders may lie on two disks.
        aside = path.with_suffix(f".{uuid.uuid4().hex}")
        shutil.move(made, aside)
        aside.replace(path)
    return path


def difference(before: Told, after: Told) -> Relation:
    """Every tie that came, went or is told otherwise."""
    return Relation(
        "difference",
        f"Ties that differ between {before.name} and {after.name}",
        columns(*SHAPE),
        QUERY.format(before=before.ties, after=after.ties),
        (*before.values, *after.values),
        "change, provider, recipient, practice, year",
        "SELECT unnest(string_split(concat_ws('; ', sources_before, sources_after), '; ')) AS source FROM "
        f"({QUERY.format(before=before.ties, after=after.ties)})",
    )


@dataclass(frozen=True, slots=True)
class SourceChange:
    """One source that is not the same in both: version and claims before and after, None where it is not."""

    source_id: str
    before: tuple[str, int] | None
    after: tuple[str, int] | None


def changed_sources(before: Told, after: Told) -> list[SourceChange]:
    """Sources that came, went, or have another version or number of claims."""
    names = sorted(before.sources.keys() | after.sources.keys())
    every = (SourceChange(name, before.sources.get(name), after.sources.get(name)) for name in names)
    return [one for one in every if one.before != one.after]


def counts(con: Con, relation: Relation) -> dict[str, int]:
    """How many ties were added, removed and changed."""
    query = f"SELECT change, count(*) FROM ({relation.sql}) GROUP BY 1"
    found = dict(con.execute(query, list(relation.values)).fetchall())
    return {change: int(found.get(change, 0)) for change in ("added", "removed", "changed")}
