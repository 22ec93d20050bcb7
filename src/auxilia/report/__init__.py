"""The dossier: one self-contained HTML page about an actor, a dyad or the whole system, from a ledger."""

from __future__ import annotations

import duckdb

from auxilia.ledger.provenance import Provenance
from auxilia.report.dossier import actor_page, dyad_page
from auxilia.report.render import render
from auxilia.report.sides import Ledger
from auxilia.report.system import system_page

__all__ = ["Provenance", "actor_dossier", "dyad_dossier", "system_dossier"]


def actor_dossier(con: duckdb.DuckDBPyConnection, actor_id: str, *, provenance: Provenance) -> str:
    """The dossier of an actor as recipient and as provider, as HTML.

    Raises
    ------
    UnknownNameError
        When the ledger has no such actor.
    """
    return render(actor_page(Ledger.read(con), actor_id, provenance))


def dyad_dossier(
    con: duckdb.DuckDBPyConnection, provider_id: str, recipient_id: str, *, provenance: Provenance
) -> str:
    """The dossier of a directed pair, with the other direction after it, as HTML.

    Raises
    ------
    UnknownNameError
        When the ledger has no such actor.
    """
    return render(dyad_page(Ledger.read(con), provider_id, recipient_id, provenance))


def system_dossier(con: duckdb.DuckDBPyConnection, *, provenance: Provenance) -> str:
    """The dossier of the whole system, as HTML: numbers since 1946, growth in its parts, poles, reach."""
    return render(system_page(con, provenance))
