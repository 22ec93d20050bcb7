"""The findings that are written."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.findings import written
from auxilia.explorer.relation import listed
from auxilia.explorer.subject import Asked, Subject

ROUTE = "/findings"
TEMPLATE = "findings.html.j2"
MEANS = "The findings: name, title, question, sources."


def subject(asked: Asked) -> Subject:
    """Every finding."""
    rows = [(f.name, f.title, f.question, "; ".join(f.sources), f.path) for f in written()]
    shape = columns("name", "title", "question", "sources", "address")
    relation = listed("findings", "Findings", shape, rows).with_sources(
        sorted({source for finding in written() for source in finding.sources})
    )
    return Subject("/findings", "Findings", "What the ledger shows", asked.state, relation)


def model(_asked: Asked, _subject: Subject) -> dict[str, Any]:
    """The findings in their order."""
    return {"findings": written()}
