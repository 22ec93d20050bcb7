"""Every measure on every year: on a seeded network of the ledger's size, and on a ledger where one is given.

    python benchmarks/measures.py [HOME]

Each is a process of its own, so that its memory is its own. The last line is one JSON object: rows, seconds
and peak memory (MB) of the seeded network, and the same of the ledger under `ledger_*`. Measures are told one
by one on the lines before, slowest first. `cpu_seconds` are those of both processors: a busy machine shows
there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from auxilia.errors import AuxiliaError
from auxilia.measures import Amounts, Distances, Membership, Support, Ties, catalogue
from auxilia.measures.synthetic import World, invent

SEED = 20
ROWS, ACTORS, YEARS = 500_000, 300, 80
LAST_YEAR = 2026
# Over how many processes the one measure that takes them is spread.
PROCESSES = min(2, os.cpu_count() or 1)
ENDS = ("provider_id", "recipient_id", "opponent_id")

FIGURES = """
    SELECT provider_id, recipient_id, practice, instrument, coalesce(programme_id, '') AS purpose,
        concat_ws('|', measure, stage, price_basis) AS kind, value IS NOT NULL AS valued,
        certainty = 'confirmed' AS confirmed, source_id LIKE 'us\\_%' ESCAPE '\\' AS own,
        unnest(range(year_from, least(coalesce(year_to, year_from), ?) + 1))::BIGINT AS year
    FROM out_tie_figures WHERE year_from IS NOT NULL AND provider_id <> recipient_id
"""
UNITS = """
    SELECT provider_id, recipient_id, force, year::BIGINT AS year, value
    FROM out_unit_figures WHERE measure = 'trainees' AND value >= 0 AND year IS NOT NULL
"""
SUPPORT = """
    SELECT DISTINCT provider_id, recipient_id, opponent_id, year::BIGINT AS year FROM core_claims
    WHERE opponent_id IS NOT NULL AND year IS NOT NULL AND provider_id NOT IN (recipient_id, opponent_id)
        AND recipient_id <> opponent_id
"""


def main() -> None:
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        one(sys.argv[2])
        return
    print("seeded network", flush=True)
    figures = alone("synthetic")
    if len(sys.argv) > 1:
        print(f"ledger {sys.argv[1]}; places in votes and blocs are invented", flush=True)
        figures |= {f"ledger_{name}": value for name, value in alone(sys.argv[1]).items()}
    print(json.dumps({"cores": os.cpu_count()} | figures))


def alone(source: str) -> dict[str, Any]:
    """One run in a process of its own."""
    with subprocess.Popen(
        [sys.executable, __file__, "--one", source], stdout=subprocess.PIPE, text=True
    ) as process:
        lines = (process.stdout.read() if process.stdout else "").splitlines()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    if status:
        raise SystemExit(f"the run on {source} failed")
    print("\n".join(lines[:-1]), flush=True)
    return json.loads(lines[-1]) | {"peak_mb": round(usage.ru_maxrss / 1024)}


def one(source: str) -> None:
    """All measures on one world; the last line is JSON."""
    if source == "synthetic":
        world, units = invent(SEED, actors=ACTORS, years=YEARS, rows=ROWS), None
    else:
        world, units = of_ledger(Path(source))
    spent: list[tuple[float, str]] = []
    begun = time.process_time()
    for measure in catalogue():
        arguments = (units if units and "force" in measure.takes else world).arguments(measure)
        before = time.perf_counter()
        spread = {"processes": PROCESSES} if measure.name == "communities" else {}
        measure.function(**arguments, **spread)
        spent.append((time.perf_counter() - before, measure.name))
    for seconds, name in sorted(spent, reverse=True):
        print(f"{seconds:8.2f} s  {name}")
    print(
        json.dumps(
            {
                "rows": world.amounts.rows,
                "measures": len(spent),
                "seconds": round(sum(seconds for seconds, _ in spent), 2),
                "cpu_seconds": round(time.process_time() - begun, 2),
            }
        )
    )


def of_ledger(home: Path) -> tuple[World, World]:
    """The ledger's figures as ties, one a figure and year, and its units as forces.

    Amounts count figures: sums of different measures mean nothing. Places in votes and blocs are invented.
    """
    import auxilia  # noqa: PLC0415 - the seeded run must not need the ledger

    try:
        with auxilia.open(home) as ledger:
            rows = ledger.con.execute(FIGURES, [LAST_YEAR]).fetchnumpy()
            force = ledger.con.execute(UNITS).fetchnumpy()
            support = ledger.con.execute(SUPPORT).fetchnumpy()
    except AuxiliaError as error:
        raise SystemExit(str(error)) from error
    names = np.unique(
        np.concatenate([table[end] for table in (rows, force, support) for end in ENDS if end in table])
    )
    amounts = Amounts(*ends(rows, names), rows["year"], np.ones(rows["year"].size))
    units = Amounts(*ends(force, names), force["year"], force["value"])
    against = Support(*ends(support, names), numbered(support["opponent_id"], names), support["year"])
    draw = np.random.default_rng(SEED)
    actor, year = present(amounts)
    world = replace(
        invent(SEED, rows=1_000),
        amounts=amounts,
        network=amounts,
        ties=Ties(amounts.provider, amounts.recipient, amounts.year, rule="stated by a source"),
        **{name: codes(rows[name]) for name in ("practice", "instrument", "purpose", "kind")},
        **{name: np.asarray(rows[name], dtype=np.bool_) for name in ("own", "valued", "confirmed")},
        support=against,
        sides=against.sides(),
        distances=Distances.of_positions(actor, year, draw.normal(size=actor.size)),
        membership=Membership(actor, year, draw.integers(0, 4, actor.size)),
        population={int(one): names.size for one in np.unique(year)},
    )
    return world, replace(world, amounts=units, force=codes(force["force"]))


def present(amounts: Amounts) -> tuple[Any, Any]:
    """Every actor with a tie, and the year."""
    years = np.concatenate([amounts.year, amounts.year])
    rows = np.stack([np.concatenate([amounts.provider, amounts.recipient]), years])
    actor, year = np.unique(rows, axis=1)
    return actor, year


def ends(rows: dict[str, Any], names: Any) -> tuple[Any, Any]:
    return numbered(rows["provider_id"], names), numbered(rows["recipient_id"], names)


def numbered(ids: Any, names: Any) -> Any:
    return np.searchsorted(names, ids)


def codes(words: Any) -> Any:
    return np.unique(words, return_inverse=True)[1]


if __name__ == "__main__":
    main()
