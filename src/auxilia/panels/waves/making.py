"""How yearly cells become waves: definitions of ties, and values over the years of a wave."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence

import numpy as np

from auxilia.errors import UsageError
from auxilia.panels.streams.conditions import nearest_year
from auxilia.panels.streams.frame import Bools, Floats
from auxilia.panels.waves.cells import OUTSIDE, TIE, WITHHELD, ZERO, Cells
from auxilia.panels.waves.plan import Ties, Value


def _first(x: Floats) -> Floats:
    """The first value along the first axis that is known."""
    place = (~np.isnan(x)).argmax(axis=0)
    return np.asarray(np.take_along_axis(x, place[None], axis=0)[0])


READ = {"none": 0.0, "missing": np.nan, "impossible": 10.0}
OVER: dict[str, Callable[[Floats], Floats]] = {
    "mean": lambda x: np.nanmean(x, axis=0),
    "max": lambda x: np.nanmax(x, axis=0),
    "min": lambda x: np.nanmin(x, axis=0),
    "sum": lambda x: np.where(np.isnan(x).all(axis=0), np.nan, np.nansum(x, axis=0)),
    "first": _first,
    "last": lambda x: _first(x[::-1]),
}


def ties_of(cells: Cells, asked: Ties, years: range, ends: Sequence[int]) -> Floats:
    """Waves of ties (W, n, n): 1, 0, nan (missing) and 10 (impossible), from the cells of `years`."""
    yearly = cells.code == TIE
    if asked.threshold is not None and asked.rule != "window":
        yearly = _amount(cells) >= asked.threshold
    if asked.rule == "spell":
        yearly = bridged(yearly, asked.gap)
    waves = []
    for end in ends:
        window = slice(end - asked.years + 1 - years[0], end + 1 - years[0])
        code = cells.code[window]
        tie = yearly[window].any(axis=0)
        if asked.threshold is not None and asked.rule == "window":
            tie = _amount(cells)[window].sum(axis=0) >= asked.threshold
        looked = (code != OUTSIDE).any(axis=0)
        wave = np.full(code.shape[1:], READ[asked.not_covered])
        wave[looked] = READ[asked.silence]
        # Beside a tie below the threshold, that somebody looked and said so is enough for none.
        wave[((code == ZERO) | (code == TIE)).any(axis=0)] = 0.0
        wave[(code == WITHHELD).any(axis=0)] = np.nan
        wave[tie] = 1.0
        np.fill_diagonal(wave, 0.0)
        waves.append(wave)
    return np.array(waves)


def bridged(yearly: Bools, gap: int) -> Bools:
    """Ties by year (Y, ...), with years between two of them that lie at most `gap` years apart."""
    made = yearly.copy()
    for reach in range(1, gap + 1):
        # `reach` silent years between two with a tie.
        both = yearly[: -reach - 1] & yearly[reach + 1 :]
        for step in range(1, reach + 1):
            made[step : step + len(both)] |= both
    return made


def over_waves(values: Floats, asked: Value, years: range, spans: Sequence[tuple[int, int]]) -> Floats:
    """One value a wave (W, ...) from yearly values (Y, ...): shaped, summed up over the years of the wave."""
    shaped = values
    if asked.shape != "as_is":
        low = 0.0 if asked.shape == "log" else -1.0
        if (values[~np.isnan(values)] <= low).any():
            raise UsageError(
                f"{asked.name}: the {asked.shape} of {np.nanmin(values):g}. Choose another shape."
            )
        shaped = np.log(values) if asked.shape == "log" else np.log1p(values)
    if asked.fill:
        shaped = nearest_year(shaped, ~np.isnan(shaped))
    with warnings.catch_warnings():
        # A wave without any value of somebody is missing there.
        warnings.simplefilter("ignore", RuntimeWarning)
        made = np.array([OVER[asked.over](shaped[a - years[0] : b + 1 - years[0]]) for a, b in spans])
    if asked.standard:
        made = (made - np.nanmean(made)) / np.nanstd(made)
    return made


def classed(values: Floats, asked: Value) -> Floats:
    """Ordered classes from 1 up; nan stays."""
    cuts = asked.cuts
    if asked.classes:
        shares = np.arange(1, asked.classes) / asked.classes
        cuts = tuple(np.unique(np.nanquantile(values, shares)).tolist())
    made = 1.0 + np.searchsorted(np.array(cuts), values, side="right")
    return np.where(np.isnan(values), np.nan, made)


def _amount(cells: Cells) -> Floats:
    assert cells.amount is not None
    return cells.amount
