"""Panels: the one bridge from the ledger to models, with an explicit unit of analysis.

    from auxilia import panels

    with auxilia.open() as ledger:
        panel = panels.dyad_year(ledger, providers=["USA", "RUS"], years="1990..2017")
        panel = panel.add("ties", "alignment").add("ties", measure="tiv", stage="delivered")
        panel.lag("tie_train").write("panel.dta")

The rows come from the dated state system, never from the rows that happen to exist. Every join is many-to-one
or refused; every cell says whether it is observed, a stated zero, not reported, not covered or withheld.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auxilia.errors import UsageError
from auxilia.panels.adders import discover as adders
from auxilia.panels.panel import Panel
from auxilia.panels.system import checked_system, checked_years
from auxilia.panels.trouble import PanelError
from auxilia.panels.units import Request, UnitName
from auxilia.panels.universes import UNITS

if TYPE_CHECKING:
    from auxilia.ledger import Ledger
    from auxilia.ledger.query import YearsGiven

__all__ = [
    "UNITS",
    "Panel",
    "PanelError",
    "actor_year",
    "adders",
    "build",
    "conflict_year",
    "dyad_year",
    "state_year",
    "tie_year",
]


def build(
    ledger: Ledger,
    unit: UnitName,
    *,
    years: YearsGiven = None,
    providers: Sequence[str] = (),
    recipients: Sequence[str] = (),
    system: str = "cow",
    states: bool = True,
) -> Panel:
    """An empty panel of a unit: its universe, before anything is added.

    `years` are 1946 to the last year that a source reaches where none are given. `recipients` are also the
    states of a state-year panel, the actors of an actor-year panel, and side a of a conflict-year panel.
    `states=False` leaves the columns of cell states out.

    Raises
    ------
    UnknownNameError
        For an unknown actor or system.
    UsageError
        For years that the system or the ledger do not reach, or a pair of a state with itself.
    PanelError
        When spells of the state system overlap.
    """
    known = checked_system(ledger.con, system)
    givers = tuple(dict.fromkeys(ledger.find(name) for name in providers))
    takers = tuple(dict.fromkeys(ledger.find(name) for name in recipients))
    if givers and unit not in ("dyad-year", "tie-year"):
        raise UsageError(f"a {unit} panel has no providers. Name its actors as recipients.")
    if unit == "dyad-year" and len(givers) == 1 and givers == takers:
        raise UsageError(f"{givers[0]} and itself are no dyad. Name another recipient.")
    request = Request(known, checked_years(ledger.con, known, years), givers, takers)
    return Panel(ledger, request, UNITS[unit](request), states=states)


def state_year(
    ledger: Ledger, *, years: YearsGiven = None, members: Sequence[str] = (), system: str = "cow"
) -> Panel:
    """One row a member of the state system and year."""
    return build(ledger, "state-year", years=years, recipients=members, system=system)


def dyad_year(
    ledger: Ledger,
    *,
    years: YearsGiven = None,
    providers: Sequence[str] = (),
    recipients: Sequence[str] = (),
    system: str = "cow",
) -> Panel:
    """One row a directed pair of states (provider -> recipient) and year in which both share a day."""
    return build(ledger, "dyad-year", years=years, providers=providers, recipients=recipients, system=system)


def actor_year(
    ledger: Ledger, *, years: YearsGiven = None, actors: Sequence[str] = (), system: str = "cow"
) -> Panel:
    """One row an actor and year: states while members, others from their first to their last tie or war."""
    return build(ledger, "actor-year", years=years, recipients=actors, system=system)


def conflict_year(ledger: Ledger, *, years: YearsGiven = None, system: str = "cow") -> Panel:
    """One row an armed conflict and year."""
    return build(ledger, "conflict-year", years=years, system=system)


def tie_year(
    ledger: Ledger,
    *,
    years: YearsGiven = None,
    providers: Sequence[str] = (),
    recipients: Sequence[str] = (),
    system: str = "cow",
) -> Panel:
    """One row a figure and year: one source, practice, instrument, stage, measure, price basis, programme."""
    return build(ledger, "tie-year", years=years, providers=providers, recipients=recipients, system=system)
