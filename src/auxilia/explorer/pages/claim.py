"""One claim: what a source states, where it stands in the source's file, and what became of it."""

from __future__ import annotations

from typing import Any

from auxilia.errors import LedgerError
from auxilia.explorer.codes import claim_path, dyad_path
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import Where, table_of
from auxilia.explorer.trouble import NothingThereError

ROUTE = "/claim/{claim}"
TEMPLATE = "claim.html.j2"
MEANS = "One claim with its record, file, place and hash."


def subject(asked: Asked) -> Subject:
    """The claim that the path names."""
    claim = asked.parts["claim"]
    if not asked.book.has_claims:
        raise LedgerError(
            "the starter ledger holds derived figures and no single claims. Mend: run `auxilia build`."
        )
    relation = table_of(asked.book, State(table="claims"), Where("claim_id = ?", (claim,)))
    rows = relation.page(asked.con, 1, 1)
    if not rows:
        raise NothingThereError(
            f"No claim is known as {claim!r}.", [("Explore claims", "/explore?table=claims")]
        )
    told = dict(zip(relation.names, rows[0], strict=True))
    title = f"{told['provider_name']} to {told['recipient_name']}: {told['source']} {told['record']}"
    return Subject(claim_path(claim), title, "One claim", asked.state, relation, {"told": told})


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """Every field of the claim, and the file that it was read from."""
    told = subject.known["told"]
    files = asked.con.execute(
        "SELECT f.filename, f.sha256, f.origin, coalesce(f.fetched, '') FROM core_files AS f "
        "JOIN core_claims AS c ON c.snapshot_sha256 = f.sha256 WHERE c.claim_id = ? ORDER BY 1 LIMIT 1",
        [told["claim"]],
    ).fetchall()
    return {
        "told": told,
        "file": files[0] if files else None,
        "source": asked.book.source_records[told["source"]],
        "ways": [("The pair", dyad_path(told["provider"], told["recipient"]))],
    }
