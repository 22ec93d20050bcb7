"""Forces and units below the state: who was trained, as the lines that name a unit tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auxilia.report.format import capital, exact, plural, years
from auxilia.report.gather import Names
from auxilia.report.records import Force
from auxilia.report.sides import Gathered
from auxilia.report.tables import Table, table

SHOWN_UNITS, LISTED_UNITS = 10, 220


@dataclass(frozen=True, slots=True)
class Below:
    """The forces of one source and stage: sentence, the largest units, all forces."""

    source_id: str
    stage: str
    sentence: str
    forces: Table
    units: Table | None
    rest: Table | None


def below(side: Gathered, actors: Names, *, partner: str) -> list[Below]:
    """One block for each source and stage; `partner` heads the column of partners, if there are several."""
    grouped: defaultdict[tuple[str, str], list[Force]] = defaultdict(list)
    for force in side.forces:
        grouped[(force.source_id, force.stage)].append(force)
    return [_block(side, found, actors, partner) for _, found in sorted(grouped.items())]


def _block(side: Gathered, found: Sequence[Force], actors: Names, partner: str) -> Below:
    source, stage = found[0].source_id, found[0].stage
    name = f"{side.name}-forces-{source.replace('_', '-')}-{stage}"
    several = len({side.side.partner_of(force.provider_id, force.recipient_id) for force in found}) > 1
    heads = ["Unit", "Force", *([partner] if partner and several else []), "Years", "Lines", "Trainees"]
    named = [force for force in found if not force.others]
    rows = [_row(side, force, actors if partner and several else None) for force in named[:LISTED_UNITS]]
    shown, rest = rows[:SHOWN_UNITS], rows[SHOWN_UNITS:]
    past = len(named) - len(rows)
    summary = f"{plural(len(rest), 'further unit')}" + (f"; {past:,} more in the ledger" if past > 0 else "")
    return Below(
        source,
        stage,
        _sentence(found, side.lines.get(source, 0)),
        _by_force(f"{name}-by", found),
        table(f"{name}-units", "The units with most trainees", heads, shown, numbers=2) if shown else None,
        table(f"{name}-rest", summary, heads, rest, numbers=2) if rest else None,
    )


def _row(side: Gathered, force: Force, actors: Names | None) -> tuple[str, ...]:
    told = years(force.years or ())
    return (
        capital(force.name),
        force_words(force.force),
        *((actors[side.side.partner_of(force.provider_id, force.recipient_id)].name,) if actors else ()),
        f"FY{told}" if told and force.source_id in side.fiscal else told,
        f"{force.n_claims:,}",
        exact(force.value) if force.value is not None else "",
    )


def force_words(force: str) -> str:
    """A force as it is written in a table."""
    return "Not told" if force == "unknown" else capital(force.replace("_", " "))


def _sentence(found: Sequence[Force], lines: int) -> str:
    """How many lines name a force, and how many units they name."""
    named = sum(force.n_claims for force in found)
    share = f"{named:,} of {plural(lines, 'training line')} ({100 * named / lines:.0f} %)"
    units = {(force.recipient_id, force.unit_id) for force in found if not force.others}
    verb = "names" if named == 1 else "name"
    text = f"{share} {verb} the unit or force that was trained"
    if any(force.others for force in found):
        shown = f"The {len(units):,} with most trainees stand below"
        return f"{text}. {shown}; this ledger holds the others as one sum."
    return f"{text}: {plural(len(units), 'unit')} in all."


def _by_force(name: str, found: Iterable[Force]) -> Table:
    grouped: defaultdict[str, list[Force]] = defaultdict(list)
    for force in found:
        grouped[force.force].append(force)
    ranked = sorted(grouped.items(), key=lambda e: (-sum(f.value or 0 for f in e[1]), e[0]))
    rows = [
        (
            force_words(force),
            f"{sum(f.n_claims for f in entries):,}",
            exact(sum(f.value or 0 for f in entries)),
        )
        for force, entries in ranked
    ]
    return table(name, "By force", ("Force", "Lines", "Trainees"), rows, numbers=2)
