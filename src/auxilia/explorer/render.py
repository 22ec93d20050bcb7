"""Pages as HTML: templates with every text escaped, nothing inline that a strict policy would refuse."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from auxilia.errors import AuxiliaError
from auxilia.explorer.assets import assets
from auxilia.explorer.book import Book
from auxilia.explorer.choices import CITATION_FORMATS, DATA_FORMATS, FORMATS, NETWORK_FORMATS
from auxilia.explorer.citing import every_style, source_work, view_work
from auxilia.explorer.codes import (
    actor_path,
    claim_path,
    code_of,
    dyad_path,
    indicator_path,
    programme_path,
    source_path,
)
from auxilia.explorer.findings import written
from auxilia.explorer.lines import lines
from auxilia.explorer.subject import Asked, Kind, Subject
from auxilia.explorer.trouble import NothingThereError
from auxilia.report.figures import definitions
from auxilia.report.format import exact, label, means, plural, short, span

if TYPE_CHECKING:
    from jinja2 import Environment

STATIC = {
    "explorer.css": "text/css; charset=utf-8",
    "report.css": "text/css; charset=utf-8",
    "favicon.svg": "image/svg+xml",
}


def page_html(asked: Asked, kind: Kind, subject: Subject, base: str) -> str:
    """A whole page."""
    model = kind.model(asked, subject)
    network = {"provider", "recipient"} <= set(subject.relation.names)
    known = asked.book.source_records
    used = {*subject.relation.sources(asked.con), *model.get("also_cited", ())}
    sources = [source for i, source in known.items() if i in used]
    work = view_work(asked.book, subject.title, base + subject.address)
    template = model.get("template", kind.TEMPLATE)
    return (
        _environment()
        .get_template(template)
        .render(
            model
            | {
                "subject": subject,
                "book": asked.book,
                "provenance": asked.book.provenance,
                "release": asked.book.release,
                "words": asked.words,
                "formats": [FORMATS[e] for e in (*DATA_FORMATS, *(NETWORK_FORMATS if network else ()))],
                "citation_formats": [FORMATS[e] for e in CITATION_FORMATS],
                "citations": every_style(work),
                "cited_sources": [(s, every_style(source_work(s))) for s in sources],
                "closed": [s.source_id for s in sources if not s.open],
            }
        )
    )


def trouble_html(status: int, error: AuxiliaError, book: Book | None) -> str:
    """A page that says what is wrong and what would be right."""
    near = error.suggestions if isinstance(error, NothingThereError) else ()
    return page_of("trouble.html.j2", book, {"status": status, "message": str(error), "near": near})


def site_note() -> str:
    """The page of a static site that says what needs the server."""
    message = "This asks the ledger anew, which a static site cannot. Run `auxilia explore` to ask it."
    return page_of("trouble.html.j2", None, {"status": "Static site", "message": message, "near": ()})


def page_of(template: str, book: Book | None, told: Mapping[str, object]) -> str:
    """A page that is about no rows of the ledger's own tables."""
    usual = {"book": book, "release": book.release if book else "", "words": ""}
    return _environment().get_template(template).render(usual | dict(told))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - paid by pages alone

    environment = Environment(
        loader=PackageLoader("auxilia.explorer", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["web"] = lambda address: address.startswith(("https://", "http://"))
    environment.filters |= {
        "actor_path": actor_path,
        "claim_path": claim_path,
        "code": code_of,
        "exact": exact,
        "short": short,
        "indicator_path": indicator_path,
        "programme_path": programme_path,
        "source_path": source_path,
        "label": lambda word, kind: label(kind, word),
        "means": lambda word, kind: means(kind, word),
    }
    environment.globals |= {
        "definitions": definitions(),
        "lines": lines,
        "dyad_path": dyad_path,
        "plural": plural,
        "span": span,
        "stamp": fingerprint(),
        "entries": assets().entries,
        "findings": bool(written()),
    }
    return environment


@lru_cache(maxsize=8)
def static_file(name: str) -> bytes | None:
    """A file of the pages' own; None where there is none of this name."""
    if name not in STATIC:
        return None
    if name == "report.css":
        return files("auxilia.report").joinpath("style.css").read_bytes()
    return files("auxilia.explorer").joinpath("static", name).read_bytes()


@cache
def fingerprint() -> str:
    """A hash of templates and styles: it changes when the same ledger would look different."""
    found = sha256()
    for package, folder in (("auxilia.explorer", "templates"), ("auxilia.explorer", "static")):
        for entry in sorted(files(package).joinpath(folder).iterdir(), key=lambda e: e.name):
            if entry.is_file():
                found.update(entry.name.encode() + entry.read_bytes())
    found.update(repr(sorted(assets().media)).encode())
    found.update(files("auxilia.report").joinpath("style.css").read_bytes())
    return found.hexdigest()[:12]
