"""A release as a package for archives: Parquet files with datapackage.json, Croissant, CITATION.cff and PROV.

What may not be passed on stays out unless the owner asks for all of it. The same release gives the same
descriptions; the files differ only where the engine writes Parquet anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from auxilia.errors import UsageError
from auxilia.explorer import describing
from auxilia.explorer.book import Book
from auxilia.explorer.choices import Licence, TableName
from auxilia.explorer.columns import columns
from auxilia.explorer.describing import Resource
from auxilia.explorer.formats.job import Job
from auxilia.explorer.formats.parquet import write as write_parquet
from auxilia.explorer.pages import actors, codebook, programmes, sources
from auxilia.explorer.relation import Relation
from auxilia.explorer.shelf import Shelf
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked
from auxilia.explorer.tables import table_of

TABLES: tuple[TableName, ...] = ("ties", "figures", "units", "claims")
LISTS = (sources, actors, programmes, codebook)
BLOCK = 1 << 20
Progress = Callable[[str, str, int, int], None]


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written."""

    folder: Path
    resources: tuple[Resource, ...]
    left_out: tuple[str, ...]


def write_package(
    home: Path | None, release: str, folder: Path, licence: Licence, progress: Progress
) -> Packed:
    """Write a release into a new folder.

    Raises
    ------
    UsageError
        When there is no such release, or the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty. Name a new folder.")
    shelf = Shelf(home, public=licence == "open")
    try:
        if release not in shelf.releases:
            known = ", ".join(shelf.releases) or "there is none; `auxilia release create NAME` makes one"
            raise UsageError(f"there is no release {release!r}. Releases: {known}.")
        with shelf.book(release) as book:
            return _write(book, folder, licence, progress)
    finally:
        shelf.close()


def _write(book: Book, folder: Path, licence: Licence, progress: Progress) -> Packed:
    (folder / "data").mkdir(parents=True)
    left_out = () if licence == "own" else tuple(i for i in book.sources if i not in book.open_sources)
    with book.cursor() as con:
        asked = Asked(book, con, {}, State(licence=licence, v=book.release))
        relations = list(_relations(asked))
        resources = []
        for number, relation in enumerate(relations):
            progress("tables", relation.name, number, len(relations))
            resources.append(_resource(asked, relation, folder))
        progress("tables", "", len(relations), len(relations))
    cited = [s for i, s in book.source_records.items() if i not in left_out]
    whole = describing.Package(book.provenance, book.release, tuple(resources), tuple(cited), left_out)
    for name, told in describing.descriptions(whole).items():
        (folder / name).write_text(told, "utf-8")
    return Packed(folder, whole.resources, left_out)


def _relations(asked: Asked) -> Iterator[Relation]:
    for table in TABLES:
        if table != "claims" or asked.book.has_claims:
            yield table_of(asked.book, replace(asked.state, table=table))
    for page in LISTS:
        name = page.ROUTE.strip("/").replace("codebook", "indicators")
        yield replace(page.subject(asked).relation, name=name)
    open_ = list(asked.book.sources if asked.state.licence == "own" else asked.book.open_sources)
    for name, title, query, shape in OTHERS:
        yield Relation(name, title, columns(*shape), query, (open_,), ", ".join(shape))


OTHERS = (
    (
        "coverage",
        "What each source covers",
        "SELECT source_id AS source, provider, recipient, practice, instrument, year_from, year_to, absence, "
        "note FROM core_coverage WHERE list_contains(?, source_id)",
        (
            "source", "provider", "recipient", "practice", "instrument", "year_from", "year_to", "absence",
            "note",
        ),
    ),
    (
        "state_years",
        "Indicators of states, by year",
        "SELECT indicator AS key, actor_id AS actor, year, value, value_low, value_high, source_id AS source "
        "FROM out_state_years WHERE list_contains(?, source_id)",
        ("key", "actor", "year", "value", "value_low", "value_high", "source"),
    ),
    (
        "dyad_years",
        "Indicators of pairs of states, by year",
        "SELECT indicator AS key, actor_a, actor_b, directed, year, value, source_id AS source "
        "FROM out_dyad_years WHERE list_contains(?, source_id)",
        ("key", "actor_a", "actor_b", "directed", "year", "value", "source"),
    ),
)  # fmt: skip


def _resource(asked: Asked, relation: Relation, folder: Path) -> Resource:
    job = Job(asked.book, asked.con, relation, relation.title, f"release {asked.book.release}", "")
    path = folder / "data" / f"{relation.name}.parquet"
    write_parquet(job, "parquet", path)
    return Resource(
        relation.name,
        relation.title,
        path.relative_to(folder).as_posix(),
        path.stat().st_size,
        sha256_of(path),
        job.rows,
        relation.columns,
        relation.notes,
    )


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
