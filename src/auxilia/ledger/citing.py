"""How a source is cited: one sentence for people, fields for reference managers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from auxilia.readers import Spec
from auxilia.readers.spec import Citation

if TYPE_CHECKING:
    from auxilia.ledger.query import Ledger


def citation_text(spec: Spec) -> str:
    """The citation in author-year form, with what identifies the version read."""
    c = spec.citation
    parts = [f"{_people(c.authors)} ({c.year}). {c.title}."]
    if c.container:
        volume = f" {c.volume}" if c.volume else ""
        number = f"({c.number})" if c.number else ""
        pages = f", {c.pages}" if c.pages else ""
        parts.append(f"{c.container}{volume}{number}{pages}.")
    parts.append(f"Version {spec.version}." if spec.version else "")
    if c.doi:
        parts.append(f"https://doi.org/{c.doi}")
    elif c.url or spec.homepage:
        parts.append(c.url or spec.homepage)
    return " ".join(part for part in parts if part)


def cited(ledger: Ledger, names: Sequence[str], style: str) -> str:
    """The citations behind sources, actors or pairs (all sources where nothing is named), in one style.

    Raises
    ------
    UnknownNameError
        When a name is neither a source nor an actor.
    """
    rows = {
        row[0]: row[1:]
        for row in ledger.con.execute(
            "SELECT source_id, citation, citation_json FROM core_sources ORDER BY 1"
        ).fetchall()
    }
    wanted: list[str] = [] if names else list(rows)
    for name in names:
        wanted += [name] if name in rows else _sources_of(ledger, name)
    printed = []
    for source_id in dict.fromkeys(wanted):
        sentence, record = rows[source_id]
        entry: dict[str, Any] = json.loads(record)
        fields = Citation(**{**entry, "authors": tuple(entry["authors"])})
        printed.append({"text": sentence, "bibtex": bibtex(source_id, fields), "ris": ris(fields)}[style])
    return "\n\n".join(printed)


def _sources_of(ledger: Ledger, name: str) -> list[str]:
    ends = ledger.subject(name)
    where = (
        "provider_id = ?1 AND recipient_id = ?2"
        if len(ends) == 2
        else "provider_id = ?1 OR recipient_id = ?1"
    )
    found = ledger.con.execute(
        f"SELECT DISTINCT source_id FROM out_tie_figures WHERE {where} ORDER BY 1", list(ends)
    ).fetchall()
    return [row[0] for row in found]


def _people(names: tuple[str, ...]) -> str:
    if len(names) > 1:
        return f"{'; '.join(names[:-1])} and {names[-1]}"
    return names[0]


def bibtex(key: str, c: Citation) -> str:
    """One BibTeX entry."""
    kind = {"article": "article", "book": "book", "report": "techreport"}.get(c.type, "misc")
    fields = {
        "author": " and ".join(_braced(name) for name in c.authors),
        "title": "{" + c.title + "}",
        "year": str(c.year),
        "journal" if kind == "article" else "howpublished": c.container,
        "volume": c.volume,
        "number": c.number,
        "pages": c.pages.replace("-", "--"),
        "doi": c.doi,
        "url": c.url,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}\n}}"


def _braced(name: str) -> str:
    return name if "," in name else "{" + name + "}"


def ris(c: Citation) -> str:
    """One RIS record."""
    kind = {"article": "JOUR", "book": "BOOK", "report": "RPRT", "dataset": "DATA"}.get(c.type, "GEN")
    lines = [("TY", kind), *(("AU", name) for name in c.authors), ("PY", str(c.year)), ("TI", c.title)]
    lines += [
        ("T2", c.container),
        ("VL", c.volume),
        ("IS", c.number),
        ("SP", c.pages),
        ("DO", c.doi),
        ("UR", c.url),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines if value) + "\nER  - "
