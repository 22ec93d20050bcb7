"""The report's dossier as a page of the explorer: its names lead to pages, its figures to their rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from auxilia.explorer.codes import actor_path, code_of, dyad_path, programme_path
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked
from auxilia.report.asking import Question
from auxilia.report.records import Side
from auxilia.report.sides import Ledger
from auxilia.report.views import Page
from auxilia.report.words import FISCAL

# Longer tables go on in the download: a page of a megabyte reads on no telephone.
SHOWN_ROWS = 120
LINKED_UNITS = 300


def dossier_model(
    asked: Asked, ledger: Ledger, page: Page, pair: State | None, actor: str = ""
) -> dict[str, Any]:
    """What the template shows. `pair` is the state of a dyad, `actor` the subject of any other dossier."""
    names = _links(asked, ledger, actor) if actor else {}
    return {
        "page": page,
        "also_cited": [source.source_id for source in page.sources],
        "fiscal": FISCAL,
        "shown_rows": SHOWN_ROWS,
        "names": names,
        "programmes": {p.name: programme_path(i) for i, p in asked.book.programme_records.items()},
        "units": _unit_links(ledger, pair.recipient[0] if pair else actor),
        "claims_of": _claims(asked, pair, actor),
    }


def _links(asked: Asked, ledger: Ledger, actor: str) -> dict[str, dict[str, str]]:
    """For each side: the name of a partner -> the page of the pair; a name that two share leads nowhere."""
    found: dict[str, dict[str, str]] = {}
    for name, side in (("received", Side(None, actor)), ("provided", Side(actor, None))):
        links: dict[str, str] = {}
        for partner in {f.partner_id for heading in ledger.figures(side) for f in heading.figures}:
            told = asked.book.name(partner)
            links[told] = "" if told in links else dyad_path(*side.ends(partner))
        found[name] = {told: link for told, link in links.items() if link}
    return found


UNITS = Question(
    "SELECT recipient_id, unit_name, min(unit_id), sum(n_claims) AS n FROM out_unit_figures WHERE {where} "
    "AND NOT ends_with(unit_id, ':all-others') GROUP BY 1, 2 HAVING count(DISTINCT unit_id) = 1 "
    "ORDER BY n DESC, unit_name",
    ("recipient_id",),
)


def _unit_links(ledger: Ledger, recipient: str) -> dict[str, str]:
    """The name of a unit of a recipient -> its page; of those with most claims."""
    found = ledger.ask(UNITS, recipient)[:LINKED_UNITS]
    return {name[:1].upper() + name[1:]: actor_path(unit) for _, name, unit, _ in found}


def _claims(asked: Asked, pair: State | None, actor: str) -> dict[str, str]:
    """For each side: the address of the rows behind a chart, to which its source and stage are added."""
    table = "claims" if asked.book.has_claims else "figures"
    if pair is not None:
        there = f"provider={code_of(pair.provider[0])}&recipient={code_of(pair.recipient[0])}"
        back = f"provider={code_of(pair.recipient[0])}&recipient={code_of(pair.provider[0])}"
        return {"there": f"/explore?{there}&table={table}", "back": f"/explore?{back}&table={table}"}
    code = quote(code_of(actor), safe=":")
    return {
        "received": f"/explore?recipient={code}&table={table}",
        "provided": f"/explore?provider={code}&table={table}",
    }
