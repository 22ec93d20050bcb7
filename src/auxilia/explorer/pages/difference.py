"""What changed between two releases, or between a release and the ledger in force."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.differing import CURRENT, changed_sources, counts, difference, told_of
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.trouble import NothingThereError
from auxilia.report.format import plural

ROUTE = "/difference/{before}/{after}"
TEMPLATE = "difference.html.j2"
MEANS = "Ties that were added, removed or are told otherwise between two releases (or `current`)."
SHOWN_ROWS = 60


def subject(asked: Asked) -> Subject:
    """The two ledgers that the path names."""
    known = (CURRENT, *asked.book.releases)
    names = asked.parts["before"], asked.parts["after"]
    for name in names:
        if name not in known:
            raise NothingThereError(f"There is no release {name!r}.", [("Releases", "/releases")])
    before, after = (told_of(asked.book, name, asked.state) for name in names)
    title = f"What changed from {before.name} to {after.name}"
    path = f"/difference/{before.name}/{after.name}"
    relation = difference(before, after)
    return Subject(path, title, "Releases", asked.state, relation, {"before": before, "after": after})


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """Counts, the sources that differ, and the first ties that do."""
    before, after = subject.known["before"], subject.known["after"]
    found = counts(asked.con, subject.relation)
    sources = changed_sources(before, after)
    if not any(found.values()) and not sources:
        told = "The two hold the same ties and the same sources."
    else:
        told = (
            f"{plural(found['added'], 'tie')} of a year came, {found['removed']:,} went, "
            f"{found['changed']:,} are told otherwise; {plural(len(sources), 'source')} changed."
        )
    return {
        "sentence": told,
        "before": before,
        "after": after,
        "sources": sources,
        "rows": subject.relation.page(asked.con, asked.state.page, SHOWN_ROWS),
        "count": sum(found.values()),
        "ways": [("All releases", "/releases")],
    }
