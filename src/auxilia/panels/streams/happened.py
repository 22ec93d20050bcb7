"""What happened: dated events provider -> recipient, read from the claims of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auxilia.panels.streams.frame import Bools, Con, Floats, Frame, Ints

# Later than any day of the year, earlier than the turn to the next one.
YEAR_END = 0.999
# Whose training the reports of the United States leave out unless Congress asks: NATO as of 1999, and three.
NOT_REPORTED = (
    "BEL", "CAN", "CZE", "DEU", "DNK", "ESP", "FRA", "GBR", "GRC", "HUN", "ISL", "ITA", "LUX", "NLD", "NOR",
    "POL", "PRT", "TUR", "AUS", "JPN", "NZL",
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Stream:
    """Dated events provider -> recipient, (E,) each, in the order of time.

    `explained`: the recipient was present and open, so that it could be chosen; the other events are history.
    `open_to` (Y, n) or (Y, n, n): who could be chosen in a year (by whom), beside being present.
    `left_out`: why claims of the source are no events here -> how many.
    """

    name: str
    source: str
    time: Floats
    sender: Ints
    receiver: Ints
    explained: Bools
    open_to: Bools
    left_out: Mapping[str, int]


def trainings(con: Con, states: Frame) -> Stream:
    """The trainings of the United States by their first day: an event is a line of the reports (us_fmtr)."""
    rows = con.execute(
        "SELECT provider_id, recipient_id, year(date_start) + (dayofyear(date_start) - 1) / 366.0 "
        "FROM core_claims WHERE source_id = 'us_fmtr' AND measure = 'trainees' AND stage = 'delivered' "
        "AND countable AND date_start IS NOT NULL ORDER BY 3, 2, record_id"
    ).fetchall()
    lines = "source_id = 'us_fmtr' AND measure = 'trainees' AND "
    left_out = {
        "announced, not delivered": _count(con, f"{lines} stage <> 'delivered'"),
        "pieces of other lines, or no activity": _count(
            con, f"{lines} stage = 'delivered' AND NOT countable"
        ),
        "no day of beginning": _count(
            con, f"{lines} stage = 'delivered' AND countable AND date_start IS NULL"
        ),
    }
    open_to = np.ones((len(states.years), len(states.actors)), bool)
    open_to[:, np.isin(states.actors, [f"state:{code}" for code in NOT_REPORTED])] = False
    return _stream("train", "us_fmtr", rows, open_to, states, left_out)


def orders(con: Con, states: Frame) -> Stream:
    """Orders of major arms: an event is a deal of the register, at the end of its year (sipri_transfers)."""
    rows = con.execute(
        f"SELECT provider_id, recipient_id, year + {YEAR_END} FROM core_claims "
        "WHERE source_id = 'sipri_transfers' AND facet IN ('ordered', 'ordered_items') "
        "ORDER BY 3, 1, 2, record_id"
    ).fetchall()
    open_to = np.ones((len(states.years), len(states.actors)), bool)
    return _stream("arms", "sipri_transfers", rows, open_to, states, {})


def support(con: Con, states: Frame, *, rebels: bool) -> Stream:
    """Starts of support in armed conflict: in the year, and not in the year before (ucdp_esd, confirmed).

    To a government at war, or with `rebels` to any armed group that fights a government; the recipient is
    then that government, against which support goes. Open are governments at war in the year by the same
    source whom the provider did not support (undermine) in the year before. The first year of the source has
    no starts.
    """
    side = "NOT" if rebels else ""
    state = "opponent_id" if rebels else "recipient_id"
    told = (
        f"FROM core_claims WHERE source_id = 'ucdp_esd' AND {state} LIKE 'state:%' "
        f"AND {side} recipient_id LIKE 'state:%'"
    )
    given = "AND facet <> 'none' AND certainty = 'confirmed'"
    wars = con.execute(f"SELECT DISTINCT {state}, year {told}").fetchall()
    pairs = con.execute(
        f"SELECT DISTINCT provider_id, {state}, year {told} {given} ORDER BY 3, 1, 2"
    ).fetchall()
    alleged = con.execute(
        f"SELECT count(*) {told} AND facet <> 'none' AND certainty <> 'confirmed'"
    ).fetchall()
    begins = min((year for _, year in wars), default=0)
    known = set(pairs)
    rows = [(i, j, y + YEAR_END) for i, j, y in pairs if y > begins and (i, j, y - 1) not in known]
    place = {actor: k for k, actor in enumerate(states.actors)}
    open_to = np.zeros((len(states.years), len(place), len(place)), bool)
    for j, year in wars:
        if j in place and year in states.years:
            open_to[year - states.years[0], :, place[j]] = True
    for i, j, year in pairs:
        if i in place and j in place and year + 1 in states.years:
            open_to[year + 1 - states.years[0], place[i], place[j]] = False
    name = "rebels" if rebels else "support"
    left_out = {"alleged only": alleged[0][0], "not the first year": len(pairs) - len(rows)}
    return _stream(name, "ucdp_esd", rows, open_to, states, left_out)


def _stream(
    name: str,
    source: str,
    rows: Sequence[tuple[str, str, float]],
    open_to: Bools,
    states: Frame,
    left_out: Mapping[str, int],
) -> Stream:
    place = {actor: k for k, actor in enumerate(states.actors)}
    until = states.years[-1] + 1
    inside = [row for row in rows if row[2] < until]
    kept = [(place[i], place[j], t) for i, j, t in inside if i in place and j in place and i != j]
    sender, receiver = (np.array([row[k] for row in kept], np.int64) for k in (0, 1))
    time = np.array([row[2] for row in kept], float)
    year = np.floor(time).astype(np.int64) - states.years[0]
    seen = np.clip(year, 0, None)
    open_cells = open_to[seen, receiver] if open_to.ndim == 2 else open_to[seen, sender, receiver]
    could = states.present[seen, receiver] & states.present[seen, sender] & open_cells
    told = {
        **left_out,
        "no state of the system at one end": len(inside) - len(kept),
        "after the last year": len(rows) - len(inside),
        "history only: not open to choice": int((~could & (year >= 0)).sum()),
    }
    return Stream(name, source, time, sender, receiver, could & (year >= 0), open_to, told)


def _count(con: Con, where: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM core_claims WHERE {where}").fetchall()[0][0])
