"""The dossier: one self-contained HTML page about an actor or a dyad, written from the ledger's tables."""

from __future__ import annotations

import duckdb

from auxilia.ledger.provenance import Provenance
from auxilia.report.dossier import actor_page, dyad_page
from auxilia.report.render import render

__all__ = ["Provenance", "actor_dossier", "dyad_dossier"]


def actor_dossier(con: duckdb.DuckDBPyConnection, actor_id: str, *, provenance: Provenance) -> str:
    """The dossier of an actor as recipient and as provider, as HTML.

    Raises
    ------
    UnknownNameError
        When the ledger has no such actor.
    """
    return render(actor_page(con, actor_id, provenance))


def dyad_dossier(
    con: duckdb.DuckDBPyConnection, provider_id: str, recipient_id: str, *, provenance: Provenance
) -> str:
    """The dossier of a directed pair, with the other direction after it, as HTML.

    Raises
    ------
    UnknownNameError
        When the ledger has no such actor.
    """
    return render(dyad_page(con, provider_id, recipient_id, provenance))
