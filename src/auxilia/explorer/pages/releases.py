"""The releases: ledgers frozen under a name, each with its manifest, and what changed between them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.differing import CURRENT
from auxilia.explorer.relation import listed
from auxilia.explorer.subject import Asked, Subject
from auxilia.report.format import plural

ROUTE = "/releases"
TEMPLATE = "releases.html.j2"
MEANS = "The releases: name, build, day, program, number of files, bytes."


def subject(asked: Asked) -> Subject:
    """Every release of the home, oldest name first."""
    found = asked.book.manifests
    rows = [
        (r.name, r.build_id, r.built[:10], r.auxilia, len(r.files), sum(size for _, size, _ in r.files))
        for r in found
    ]
    shape = columns("name", "build", "built", "program", "n_files", "bytes")
    relation = listed("releases", "Releases", shape, rows)
    known = {"releases": found}
    return Subject("/releases", "Releases", "Ledgers that never change", asked.state, relation, known)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The releases with ways to them and to their differences; the newest first."""
    found = subject.known["releases"]
    names = [*(release.name for release in found), CURRENT]
    after = dict(pairwise(names))
    return {
        "releases": [(r, f"/?v={r.name}", after[r.name]) for r in reversed(found)],
        "in_force": asked.book.provenance,
        "sentence": f"{plural(len(found), 'release')}: ?v=NAME on any address answers from the ledger of "
        "that name for ever."
        if found
        else "None was made yet. `auxilia release create NAME` freezes the ledger in force.",
    }
