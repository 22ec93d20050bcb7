"""An actor as recipient and as provider; a force below the state by what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer.codes import actor_path
from auxilia.explorer.dossiers import dossier_model
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import Where, about, table_of
from auxilia.explorer.trouble import NothingThereError
from auxilia.explorer.units import unit_model
from auxilia.report.dossier import actor_page
from auxilia.report.records import Side

ROUTE = "/actor/{actor}"
TEMPLATE = "dossier.html.j2"
MEANS = "A state, armed group, organisation or unit: what it receives and what it provides."
KICKERS = {
    "state": "State",
    "group": "Armed group",
    "organisation": "Organisation",
    "aggregate": "Collective",
    "other": "Actor",
    "unresolved": "Name as printed, not identified",
}


def subject(asked: Asked) -> Subject:
    """The actor or unit that the path names."""
    asked.refuse("provider", "recipient")
    if asked.parts["actor"].startswith("unit:"):
        return _unit(asked, asked.parts["actor"])
    actor = asked.actor("actor")
    table = asked.state.table or "figures"
    relation = table_of(asked.book, replace(asked.state, table=table), about(actor))
    known = asked.book.actors[actor]
    return Subject(
        actor_path(actor),
        known.name,
        KICKERS[known.kind],
        asked.state,
        relation.with_notes(f"Rows with {known.name} as provider or as recipient."),
        {"actor": actor},
    )


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The dossier of the actor."""
    if "unit" in subject.known:
        return unit_model(asked, subject.known["unit"])
    actor = subject.known["actor"]
    ledger = asked.dossiers
    page = actor_page(ledger, actor, asked.book.provenance)
    return dossier_model(asked, ledger, page, None, actor) | {
        "ways": [
            ("Explore its ties", f"/explore?recipient={subject.path.rpartition('/')[2]}"),
            *(
                (("As a provider", f"/provider/{subject.path.rpartition('/')[2]}"),)
                if ledger.figures(Side(actor, None))
                else ()
            ),
        ]
    }


def _unit(asked: Asked, unit_id: str) -> Subject:
    rows = asked.con.execute(
        "SELECT unit_name, recipient_id, force FROM out_unit_figures WHERE unit_id = ? "
        "GROUP BY ALL ORDER BY sum(n_claims) DESC, 1, 2, 3 LIMIT 1",
        [unit_id],
    ).fetchall()
    if not rows:
        raise NothingThereError(f"No unit is known as {unit_id!r}.", [("Search", "/search")])
    name, parent, force = rows[0]
    relation = table_of(asked.book, replace(asked.state, table="units"), Where("unit_id = ?", (unit_id,)))
    return Subject(
        actor_path(unit_id),
        name[:1].upper() + name[1:],
        f"Force below the state: {asked.book.name(parent)}",
        asked.state,
        relation,
        {"unit": (unit_id, name, parent, force)},
    )
