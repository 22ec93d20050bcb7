"""A directed pair: everything between a provider and a recipient, and the other direction after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from auxilia.explorer.codes import actor_path, code_of, dyad_path
from auxilia.explorer.dossiers import dossier_model
from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.tables import table_of
from auxilia.report.dossier import dyad_page

ROUTE = "/dyad/{provider}/{recipient}"
TEMPLATE = "dossier.html.j2"
MEANS = (
    "Everything between a provider and a recipient; its rows are figures unless another table is asked for."
)


def subject(asked: Asked) -> Subject:
    """The pair that the path names."""
    asked.refuse("provider", "recipient")
    provider, recipient = asked.actor("provider"), asked.actor("recipient")
    table = asked.state.table or "figures"
    state = replace(asked.state, table=table, provider=(provider,), recipient=(recipient,))
    relation = table_of(asked.book, state)
    return Subject(
        dyad_path(provider, recipient),
        f"{asked.book.name(provider)} to {asked.book.name(recipient)}",
        "Security assistance between two actors",
        asked.state,
        relation,
        {"ends": (provider, recipient)},
    )


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The dossier of the pair."""
    provider, recipient = subject.known["ends"]
    ledger = asked.dossiers
    page = dyad_page(ledger, provider, recipient, asked.book.provenance)
    told = dossier_model(asked, ledger, page, State(provider=(provider,), recipient=(recipient,)))
    ways = [
        (asked.book.name(provider), actor_path(provider)),
        (asked.book.name(recipient), actor_path(recipient)),
        ("The other direction", dyad_path(recipient, provider)),
        ("Sources side by side", f"/compare?provider={code_of(provider)}&recipient={code_of(recipient)}"),
    ]
    return told | {"ways": ways}
