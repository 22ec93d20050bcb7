"""The years in which sources cover what a state asks for: as a whole, or in part. All others are silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auxilia.explorer.state import State
from auxilia.explorer.subject import Asked
from auxilia.explorer.summaries import BINDING
from auxilia.vocabulary import PRACTICES


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years in which sources cover a practice; `reach` is whole or part."""

    practice: str
    reach: str
    first: int
    last: int


def cover_of(asked: Asked, state: State) -> list[Stretch]:
    """The stretches of a state, practice by practice.

    Whole: a source covers all kinds of such help between all the ends asked for. Part: single kinds of it,
    or some of the ends. Cover of agreements and exercises counts where they are asked for.
    """
    rows = asked.con.execute(
        "SELECT source_id, provider, recipient, practice, instrument, year_from, year_to FROM core_coverage"
    ).fetchall()
    years: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for source, provider, recipient, practice, instrument, first, last in rows:
        if source not in asked.book.speaking or (state.source and source not in state.source):
            continue
        if state.licence == "open" and source not in asked.book.open_sources:
            continue
        reach = (_kinds(state, instrument), _end(state.provider, provider), _end(state.recipient, recipient))
        if "" not in reach:
            years[(practice, "part" if "part" in reach else "whole")].update(range(first, last + 1))
    return [
        Stretch(practice, reach, first, last)
        for practice in PRACTICES
        if not state.practice or practice in state.practice
        for reach, found in (
            ("whole", years[(practice, "whole")]),
            ("part", years[(practice, "part")] - years[(practice, "whole")]),
        )
        for first, last in runs(_asked_for(state, found))
    ]


def _kinds(state: State, instrument: str | None) -> str:
    if instrument is None:
        return "whole"
    if state.instrument:
        return ("whole" if set(state.instrument) == {instrument} else "part") * (
            instrument in state.instrument
        )
    return "" if instrument in BINDING else "part"


def _end(wanted: tuple[str, ...], covered: str) -> str:
    """How far the cover of one end reaches what is asked for; empty where it does not."""
    if covered == "any" or set(wanted) == {covered}:
        return "whole"
    if covered == "states":
        return "whole" if all(actor.startswith("state:") for actor in wanted) else "part"
    if covered == "warring parties":
        return "part"
    return "part" if not wanted or covered in wanted else ""


def _asked_for(state: State, years: Iterable[int]) -> list[int]:
    span = state.year
    return sorted(year for year in years if span is None or span.start <= year <= span.end)


def runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Years in their order as stretches without a gap."""
    first = last = None
    for year in years:
        if last is not None and year == last + 1:
            last = year
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = year
    if first is not None and last is not None:
        yield first, last
