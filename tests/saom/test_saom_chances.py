"""Chances of ties against a closed form, and goodness of fit where ties are structural or missing."""

from __future__ import annotations

import numpy as np
import pytest

from auxilia import saom

N = 12


def changing(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    first = (rng.random((N, N)) < 0.3).astype(float)
    second = np.abs(first - (rng.random((N, N)) < 0.2))
    for wave in (first, second):
        np.fill_diagonal(wave, 0)
    return np.stack([first, second])


def test_chances_of_a_model_of_nothing_are_a_closed_form() -> None:
    """Without effects an opportunity flips one of N - 1 ties or none, all alike.

    A tie flips at a rate of rate / N, and differs at the end with chance (1 - exp(-2 rate / N)) / 2.
    """
    waves = changing(1)
    data = saom.Data({"ties": saom.Network(waves)})
    fit = saom.estimate(data, [saom.effect("ties", "density", fixed=True, initial=0.0)], rng=1,
                        settings=saom.Settings(phase3=500))  # fmt: skip
    (rate,) = fit.theta[[one.basic for one in fit.parameters]]
    differs = (1 - np.exp(-2 * rate / N)) / 2
    found = saom.chances(fit, draws=4000, seed=3)["ties"][0]
    off = ~np.eye(N, dtype=bool)
    # Four errors of a mean over pairs and draws; single pairs within five of theirs.
    for tie, wanted in ((0, differs), (1, 1 - differs)):
        among = found[off & (waves[0] == tie)]
        error = np.sqrt(wanted * (1 - wanted) / 4000)
        assert among.mean() == pytest.approx(wanted, abs=4 * error / np.sqrt(among.size) + 0.002)
        assert np.abs(among - wanted).max() < 5 * error
    assert (np.diagonal(found) == 0).all()


def test_goodness_leaves_out_what_the_simulation_cannot_reach() -> None:
    """A tie that comes where there was a structural zero, or goes missing, is no misfit."""
    waves = changing(2)
    waves[0, 3, :] = 10.0
    waves[1, 3, [1, 2, 5]] = 1.0
    waves[1, 4, 7:] = np.nan
    data = saom.Data({"ties": saom.Network(waves)})
    fit = saom.estimate(data, [saom.effect("ties", "density")], rng=1, settings=saom.Settings(phase3=300))
    count = saom.Feature("ties of 3 and 4", ("3", "4, last"), lambda state: np.array(
        [float(state["ties"][3].sum()), float(state["ties"][4, 7:].sum())]))  # fmt: skip
    (told,) = saom.goodness(fit, [count], draws=50)
    assert told.observed.tolist() == [0.0, 0.0]
    assert (told.simulated == 0).all()
    found = saom.chances(fit, draws=40)["ties"]
    assert (found[0, 3] == 0).all()
    assert (found[0, 4, 7:] == 0).all()
