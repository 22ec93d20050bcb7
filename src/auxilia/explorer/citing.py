"""Citations: a view of the ledger and its sources in the usual styles, and for reference managers.

The styles: APA (7th edition), Author (author-date, as in the Chicago manual), Harvard, Standard (ISO 690) and
Vancouver as sentences; BibTeX, RIS and CSL-JSON as records.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from auxilia.explorer.book import Book
from auxilia.explorer.sources import Source
from auxilia.ledger.citing import bibtex, ris
from auxilia.readers.spec import Citation

PROJECT = "auxilia project"


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be cited: its fields, the version that was used, and a key for reference managers."""

    key: str
    fields: Citation
    version: str
    address: str


def view_work(book: Book, title: str, address: str) -> Work:
    """A view of the ledger: title, ledger or release, and where it was."""
    own = book.provenance
    named = f"release {book.release}" if book.release else f"{own.kind} ledger, build {own.build_id}"
    fields = Citation(
        type="dataset",
        authors=(PROJECT,),
        year=int(own.built[:4]),
        title=f"{title}: security assistance",
        container="auxilia, an open observatory of security assistance",
    )
    key = re.sub(r"[^a-z0-9]+", "-", f"auxilia {own.built[:4]} {title}".lower()).strip("-")[:60]
    return Work(key, fields, f"auxilia {own.auxilia}, {named}, {own.built[:10]}", address)


def source_work(source: Source) -> Work:
    """A source in the version that was read."""
    fields = source.fields or Citation("dataset", (source.producer,), 0, source.title, url=source.homepage)
    return Work(source.source_id, fields, source.version, "")


def styled(work: Work, style: str) -> str:
    """One sentence in a style."""
    return re.sub(r"\s+", " ", STYLES[style](work)).strip()


def every_style(work: Work) -> list[tuple[str, str]]:
    """A work in all styles, sentences and records alike, in the order of the styles' names."""
    told = {style: styled(work, style) for style in STYLES}
    told |= {"BibTeX": as_bibtex([work]).strip(), "RIS": as_ris([work]).strip()}
    return sorted(told.items())


def burned(work: Work, sources: Sequence[str]) -> str:
    """What is burned into a picture that travels alone: the view, and the ids of the sources behind it."""
    told = styled(work, "APA")
    return f"{told} · Sources: {', '.join(sources)}" if sources else told


def _year(work: Work) -> str:
    return str(work.fields.year) if work.fields.year else "no date"


def _where(work: Work) -> str:
    c = work.fields
    return f"https://doi.org/{c.doi}" if c.doi else c.url or work.address


def _stop(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def _part(work: Work) -> str:
    """Journal, volume, number and pages, as far as there are any."""
    c = work.fields
    volume = f" {c.volume}" if c.volume else ""
    number = f"({c.number})" if c.number else ""
    pages = f", {c.pages}" if c.pages else ""
    return f"{c.container}{volume}{number}{pages}" if c.container else ""


def _initials(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{family}, {' '.join(f'{g[0]}.' for g in given.split() if g)}" if comma else family


def _vancouver_name(name: str) -> str:
    family, comma, given = name.partition(", ")
    return f"{family} {''.join(g[0] for g in given.split() if g)}" if comma else family


def _people(names: Sequence[str], last: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{last}{names[-1]}"


def _apa(work: Work) -> str:
    names = _people([_initials(n) for n in work.fields.authors], ", & ")
    kind = " [Data set]" if work.fields.type == "dataset" else ""
    version = f" ({work.version})" if work.version else ""
    return (
        f"{_stop(names)} ({_year(work)}). {work.fields.title}{version}{kind}. "
        f"{_stop(_part(work))} {_where(work)}"
    )


def _author(work: Work) -> str:
    names = _people(list(work.fields.authors), ", and ")
    version = f"Version {work.version}." if work.version else ""
    return (
        f"{_stop(names)} {_year(work)}. “{_stop(work.fields.title)}” {_stop(_part(work))} "
        f"{version} {_where(work)}"
    )


def _harvard(work: Work) -> str:
    names = _people([_initials(n) for n in work.fields.authors], " and ")
    version = f" [{work.version}]" if work.version else ""
    part = f", {_part(work)}" if _part(work) else ""
    return f"{names} ({_year(work)}) ‘{work.fields.title}’{version}{part}. Available at: {_where(work)}"


def _standard(work: Work) -> str:
    names = "; ".join(n.upper() if "," not in n else _capital_family(n) for n in work.fields.authors)
    version = f" Version {work.version}." if work.version else ""
    return (
        f"{_stop(names)} {_stop(work.fields.title)} {_stop(_part(work))}{version} "
        f"{_year(work)}. {_where(work)}"
    )


def _capital_family(name: str) -> str:
    family, _, given = name.partition(", ")
    return f"{family.upper()}, {given}"


def _vancouver(work: Work) -> str:
    names = ", ".join(_vancouver_name(n) for n in work.fields.authors)
    version = f" Version {work.version}." if work.version else ""
    return (
        f"{_stop(names)} {_stop(work.fields.title)} {_stop(_part(work))}{version} "
        f"{_year(work)}. {_where(work)}"
    )


STYLES: dict[str, Callable[[Work], str]] = {
    "APA": _apa,
    "Author": _author,
    "Harvard": _harvard,
    "Standard": _standard,
    "Vancouver": _vancouver,
}


def _whole(work: Work) -> Citation:
    """The fields with version in the title and address, for records without a place for a version."""
    c = work.fields
    title = f"{c.title} ({work.version})" if work.version and work.address else c.title
    return Citation(
        c.type,
        c.authors,
        c.year,
        title,
        c.container,
        c.volume,
        c.number,
        c.pages,
        c.doi,
        c.url or work.address,
    )


def as_bibtex(works: Sequence[Work]) -> str:
    """All works as BibTeX."""
    return "\n\n".join(bibtex(work.key, _whole(work)) for work in works) + "\n"


def as_ris(works: Sequence[Work]) -> str:
    """All works as RIS."""
    return "\n".join(ris(_whole(work)) for work in works) + "\n"


def as_csl(works: Sequence[Work]) -> str:
    """All works as CSL-JSON."""
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=1) + "\n"


CSL_TYPES = {"article": "article-journal", "book": "book", "report": "report", "dataset": "dataset"}


def _csl(work: Work) -> dict[str, Any]:
    c = work.fields
    told: dict[str, Any] = {
        "id": work.key,
        "type": CSL_TYPES.get(c.type, "document"),
        "title": c.title,
        "author": [_csl_name(name) for name in c.authors],
        "issued": {"date-parts": [[c.year]]} if c.year else None,
        "container-title": c.container,
        "volume": c.volume,
        "issue": c.number,
        "page": c.pages,
        "DOI": c.doi,
        "URL": c.url or work.address,
        "version": work.version,
    }
    return {name: value for name, value in told.items() if value}


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": name}
