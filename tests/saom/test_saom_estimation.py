"""Estimation: RSiena's answers, closed forms, derivatives, seeds, checkpoints, and what it refuses."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from saom_observed import data as observed_data
from saom_worlds import TERMS, TRUTH, simulated

from auxilia import saom
from auxilia.errors import ModelError, UnknownNameError
from auxilia.saom.advice import overall_ratio
from auxilia.saom.approximation import response
from auxilia.saom.chains import Recipe, simulations, stream
from auxilia.saom.compiling import folder, module_text
from auxilia.saom.effects.structure import reciprocity
from auxilia.saom.engine import Engine
from auxilia.saom.layout import lay_out
from auxilia.saom.prepared import prepare
from auxilia.saom.starting import starting_values

QUICK = saom.Settings(phase3=1000, subphases=3, rounds=2)


@pytest.fixture(scope="session")
def small() -> saom.Data:
    return simulated(1, actors=20)


@pytest.fixture(scope="session")
def small_fit(small: saom.Data) -> saom.Fit:
    return saom.estimate(small, TERMS, rng=4, settings=QUICK)


@pytest.mark.reference
def test_estimates_are_those_of_rsiena(answers: Path) -> None:
    """The reference's own Monte Carlo error is .005 + .02 s.e. by seed, ours no smaller: four of both.

    Standard errors come from 1,000 simulations here and 3,000 there; for behaviour they vary by a third
    between RSiena's own seeds.
    """
    terms = [saom.effect("friendship", name) for name in ("density", "recip", "transTrip", "cycle3")]
    terms += [saom.effect("drinking", name) for name in ("linear", "quad")]
    terms.append(saom.effect("drinking", "avAlt", "friendship"))
    fit = saom.estimate(observed_data(answers, "s50"), terms, rng=2)
    assert fit.converged
    with (answers / "rsiena_s50_A_reference.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == fit.theta.size
    for row, theta, error, target in zip(rows, fit.theta, fit.se, fit.targets, strict=True):
        expected, their_error = float(row["theta_mean"]), float(row["se_mean"])
        assert target == pytest.approx(float(row["target"]), abs=1e-6)
        assert abs(theta - expected) < 4 * 2**0.5 * (0.005 + 0.02 * their_error), row["short"]
        assert error == pytest.approx(their_error, rel=0.25 if row["name"] == "friendship" else 0.6), row[
            "short"
        ]


def test_the_overall_ratio_is_as_large_by_chance_as_the_advice_says(small_fit: saom.Fit) -> None:
    """At the solution its square is chi-squared over the number of simulations: p / n in the mean."""
    sums = small_fit.draws.statistics.sum(axis=1)
    sums, size = sums - sums.mean(axis=0), 50
    blocks = sums.reshape(-1, size, sums.shape[1]).mean(axis=1)
    squares = np.array([overall_ratio(block, np.cov(sums.T)) ** 2 for block in blocks])
    expected = sums.shape[1] / size * (1 - size / len(sums))
    assert squares.mean() == pytest.approx(expected, abs=4 * squares.std() / len(squares) ** 0.5)


def test_near_the_solution_newton_takes_the_place_of_a_walk(small: saom.Data, small_fit: saom.Fit) -> None:
    """Without phase 2, from somewhat beside it; and the same again from its last checkpoint."""
    away = replace(small_fit, theta=small_fit.theta + 0.1 * small_fit.se)
    settings, kept = saom.Settings(phase3=2000, subphases=0, rounds=3), list[saom.Checkpoint]()
    fit = saom.estimate(small, TERMS, rng=8, settings=settings, previous=away, on_checkpoint=kept.append)
    assert fit.converged
    assert 2 <= kept[-1].round <= 3
    assert np.all(np.abs(fit.theta - small_fit.theta) < 4 * small_fit.se * (1 / 2000 + 1 / 1000) ** 0.5 * 2)
    again = saom.estimate(small, TERMS, settings=settings, resume=kept[-1])
    assert np.array_equal(again.theta, fit.theta)
    assert np.array_equal(again.deviations, fit.deviations)


def test_steps_in_a_row_take_the_mean_of_where_phases_pointed(small: saom.Data, small_fit: saom.Fit) -> None:
    """Each round alone by its own results: a whole step after the first, half of one after the second."""

    def after(rounds: int, resume: saom.Checkpoint | None = None) -> saom.Fit:
        settings, previous = saom.Settings(phase3=50, subphases=0, rounds=rounds), small_fit
        return saom.estimate(small, TERMS, rng=8, settings=settings, previous=None if resume else previous,
                             resume=resume, on_checkpoint=kept.append)  # fmt: skip

    kept: list[saom.Checkpoint] = []
    one, two, three = after(1), after(2), after(3)
    assert not one.converged
    assert not two.converged
    for before, then, part in ((one, two, 1.0), (two, three, 0.5)):
        step = np.linalg.solve(before.derivative, before.deviations)
        assert then.theta == pytest.approx(before.theta - part * step)
    second = next(one for one in kept if one.round == 2)
    assert second.steps == 1
    assert np.array_equal(after(3, second).theta, three.theta)
    older = {name: value for name, value in second.as_arrays().items() if name != "steps"}
    assert saom.Checkpoint.from_arrays(older).steps == 0


def test_rates_begin_where_initial_rate_effects_leave_them(small: saom.Data) -> None:
    """However fast rate effects make actors, the changes expected at the start are those seen."""
    prepared = prepare(small)
    name = next(iter(prepared.networks))
    degrees = np.log(1 + prepared.networks[name].value[0].sum(axis=1))

    def first(initial: float | None) -> float:
        layout = lay_out([prepared], TERMS, [saom.rate(name, "outRateLog", initial=initial)])
        return float(starting_values(layout, [prepared])[layout.basic[name, 0, 0]])

    assert first(1.2) * np.exp(1.2 * degrees).mean() == pytest.approx(first(None))
    assert first(0.0) == first(None)


def test_advice_tells_what_is_chance(small: saom.Data) -> None:
    fit = saom.estimate(small, TERMS, rng=4, settings=saom.Settings(phase3=60, subphases=0, rounds=1))
    assert not fit.converged
    chance = (len(fit.theta) / 60) ** 0.5
    assert f"60 simulations in phase 3 leave about {chance:.2f} of the overall ratio to chance" in fit.advice


def test_rate_alone_has_a_closed_form() -> None:
    """With nothing but a rate, each tie flips at rate rho / n: the moment equation can be solved by hand."""
    rng = np.random.default_rng(3)
    first = (rng.random((15, 15)) < 0.5).astype(float)
    flip = rng.random((15, 15)) < 0.15
    data = saom.Data({"ties": saom.Network(np.stack([first, np.where(flip, 1 - first, first)]))})
    fit = saom.estimate(data, [saom.effect("ties", "density", fixed=True, initial=0.0)], rng=1)
    n, moved = 15, fit.targets[0]
    exact = -n / 2 * np.log(1 - 2 * moved / (n * (n - 1)))
    assert fit.converged
    assert fit.theta[0] == pytest.approx(exact, abs=4 * fit.se[0] / 1000**0.5 + 0.05 * fit.se[0])


def test_distance_without_effects_is_that_of_the_closed_form() -> None:
    waves = np.stack([np.zeros((12, 12)), np.ones((12, 12))])
    data = prepare(saom.Data({"ties": saom.Network(waves, allow_only=False)}))
    layout = lay_out([data], [saom.effect("ties", "density")], [])
    engine, theta = Engine([data], layout), np.array([5.0, 0.0])
    moved = np.array([engine.simulate(theta, stream(1, 1, k))[0][0, 0] for k in range(3000)])
    assert moved.mean() == pytest.approx(
        12 * 11 / 2 * (1 - np.exp(-10 / 12)), abs=4 * moved.std() / 3000**0.5
    )


def test_scores_give_the_derivatives_of_finite_differences(small: saom.Data) -> None:
    """D from score functions against central differences with the same streams: four Monte Carlo errors."""
    data = prepare(small)
    layout = lay_out([data], TERMS, [saom.rate("ties", "outRate")])
    recipe = Recipe((data,), layout, None, "derivatives")
    engine = Engine([data], layout)
    theta = np.array([4.0, 4.0, 0.02, -1.6, 1.5, 0.3, 2.0, 2.0, 0.1, 0.4])
    assert len(layout) == theta.size
    count = 2000
    draws = simulations(recipe, theta, count, 1, 1)
    derived = response(draws, engine.observed).derivative
    parts = np.array(
        [
            response(
                type(draws)(*[x[k::10] for x in (draws.statistics, draws.scores, draws.times)]),
                engine.observed,
            ).derivative
            for k in range(10)
        ]
    )
    error = parts.std(axis=0, ddof=1) / 10**0.5
    for place, step in ((0, 0.4), (2, 0.02), (3, 0.15), (4, 0.3), (8, 0.3), (9, 0.3)):
        moved = []
        for sign in (1, -1):
            there = theta.copy()
            there[place] += sign * step
            moved.append(simulations(recipe, there, count, 1, 1).statistics.sum(axis=1))
        slope = (moved[0] - moved[1]) / (2 * step)
        spread = np.hypot(slope.std(axis=0) / count**0.5, error[:, place])
        curvature = 0.05 * np.abs(derived[:, place])
        assert (np.abs(slope.mean(axis=0) - derived[:, place]) < 4 * spread + curvature).all(), place


def test_one_seed_gives_one_answer_over_any_number_of_processes(small: saom.Data) -> None:
    settings = saom.Settings(phase3=60, subphases=1, rounds=1)
    one = saom.estimate(small, TERMS, rng=5, settings=settings)
    two = saom.estimate(small, TERMS, rng=5, settings=settings, processes=2)
    other = saom.estimate(small, TERMS, rng=6, settings=settings)
    assert np.abs(one.theta - two.theta).max() == 0.0
    assert (one.draws.statistics == two.draws.statistics).all()
    assert (one.theta != other.theta).any()


def test_an_interrupted_estimation_goes_on_to_the_same_answer(small: saom.Data, small_fit: saom.Fit) -> None:
    kept: list[saom.Checkpoint] = []
    told: list[tuple[str, int, int]] = []

    def keep(checkpoint: saom.Checkpoint) -> None:
        kept.append(checkpoint)
        if len(kept) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        saom.estimate(
            small, TERMS, rng=4, settings=QUICK, on_checkpoint=keep, progress=lambda *x: told.append(x)
        )
    stored = saom.Checkpoint.from_arrays(kept[-1].as_arrays())
    assert stored.subphase == 3
    again = saom.estimate(small, TERMS, settings=QUICK, resume=stored)
    assert (again.theta == small_fit.theta).all()
    assert again.simulations == small_fit.simulations
    assert {name for name, _, _ in told} == {"phase 1", "phase 2.1", "phase 2.2"}
    assert all(0 < done <= whole for _, done, whole in told)


def test_known_parameters_come_back(small_fit: saom.Fit) -> None:
    for parameter, theta, error in zip(small_fit.parameters, small_fit.theta, small_fit.se, strict=True):
        if not parameter.basic:
            truth = TRUTH[parameter.name.split(" (")[0]]
            if parameter.name.startswith("linear"):
                continue
            assert abs(theta - truth) < 3.5 * error, parameter.label


def test_conditioning_on_a_variable_gives_the_same_effects(small: saom.Data, small_fit: saom.Fit) -> None:
    fit = saom.estimate(small, TERMS, rng=1, settings=saom.Settings(phase3=300, conditional="ties"))
    assert fit.condition == "ties"
    for label in ("ties: density", "ties: recip", "ties: transTrip"):
        assert fit[label][0] == pytest.approx(small_fit[label][0], abs=0.5 * small_fit[label][1])
    assert fit.rates == pytest.approx(small_fit.theta[:2], rel=0.15)
    assert f"{fit.rates[0]:.3f}" in str(fit)


def test_groups_share_what_they_share(small: saom.Data, small_fit: saom.Fit) -> None:
    """Twice the same group: the same estimates, with standard errors smaller by the root of two."""
    fit = saom.estimate([small, small], TERMS, rng=2, settings=QUICK)
    assert len([p for p in fit.parameters if p.basic]) == 8
    for label in ("ties: density", "ties: recip"):
        assert fit[label][0] == pytest.approx(small_fit[label][0], abs=0.4 * small_fit[label][1])
        assert fit[label][1] == pytest.approx(small_fit[label][1] / 2**0.5, rel=0.25)


def test_a_fit_is_where_the_next_one_begins(small: saom.Data, small_fit: saom.Fit) -> None:
    told: list[str] = []
    again = saom.estimate(
        small, TERMS, rng=7, previous=small_fit, progress=lambda part, *_: told.append(part)
    )
    assert again.converged
    assert "phase 1" not in told
    more = saom.estimate(
        small, [*TERMS, saom.effect("ties", "cycle3", tested=True)], rng=7, previous=small_fit, settings=QUICK
    )
    assert more["ties: cycle3"] == (0.0, pytest.approx(np.nan, nan_ok=True))
    assert saom.score_test(more).freedom == 1


def refused(data: object, terms: list[saom.Term], match: str, **more: object) -> None:
    with pytest.raises((ModelError, UnknownNameError), match=match):
        saom.estimate(data, terms, rng=1, settings=saom.Settings(phase3=60, subphases=1, rounds=1), **more)


def test_what_cannot_be_estimated_is_refused_by_name(small: saom.Data) -> None:
    refused(
        small,
        [saom.effect("ties", "dens"), TERMS[3]],
        "No effect on a network is known as 'dens'. Did you mean density",
    )
    refused(small, [*TERMS, TERMS[0]], "ties: density is given twice")
    refused(small, TERMS[:3], "level has no effect.*linear")
    refused(
        small, [*TERMS, saom.effect("ties", "avAlt", "ties")], "No effect on a network is known as 'avAlt'"
    )
    refused(small, [*TERMS, saom.effect("ties", "simX")], "ties: simX needs a covariate or behaviour")
    refused(small, [*TERMS, saom.effect("ties", "recip", "level")], "ties: recip does not read 'level'")
    refused(small, [*TERMS, saom.effect("tie", "recip")], "no variable 'tie'. Variables: level, ties")
    refused(
        small, [*TERMS, saom.effect("ties", "cycle3", parameter=2)], "ties: cycle3 has no internal parameter"
    )
    # One effect under two names.
    twice = [*TERMS, saom.effect("ties", "outActSqrt"), saom.effect("ties", "outActSqrt", parameter=0)]
    refused(small, twice, "collinear: .*outActSqrt")
    with pytest.raises(ModelError, match="conditional: no variable 'x'"):
        saom.estimate(small, TERMS, rng=1, settings=saom.Settings(conditional="x"))


def test_data_that_cannot_be_modelled_are_refused_by_name_and_wave() -> None:
    rng = np.random.default_rng(1)
    waves = (rng.random((3, 6, 6)) < 0.4).astype(float)
    level = rng.integers(1, 4, (6, 3)).astype(float)
    same, flat, gone, odd = waves.copy(), np.ones((6, 3)), waves.copy(), waves.copy()
    same[2], gone[1], odd[1, 2, 3] = same[1], np.nan, 3
    cases = [
        (
            lambda: {"a": saom.Network(waves), "b": saom.Network(waves[:, :5, :5])},
            "b has 3 waves of 5 actors, a has 3 of 6",
        ),
        (lambda: {"a": saom.Network(waves[:1])}, "a: one wave"),
        (lambda: {"a": saom.Network(same)}, "a: nothing changes between wave 2 and wave 3"),
        (lambda: {"a": saom.Behavior(flat)}, "a: nothing changes between wave 1 and wave 2"),
        (lambda: {"a": saom.Network(gone)}, "a: wave 2 is missing as a whole"),
        (lambda: {"a": saom.Network(odd)}, "3 at wave 2, from 2 to 3"),
        (lambda: {"a": saom.Network(waves[:, :5])}, "5 senders, 6 receivers. Use TwoMode"),
        (lambda: {"a": saom.Behavior(level + 0.5)}, "not whole numbers"),
        (dict, "no variable"),
    ]
    for make, match in cases:
        with pytest.raises(ModelError, match=match):
            saom.Data(make())
    ties = {"a": saom.Network(waves)}
    covariates = [
        ({"v": saom.Covariate(np.ones(6))}, "v: one value for all"),
        ({"v": saom.Covariate(np.arange(5.0))}, r"v has shape \(5,\); it needs \[6\] actors"),
        ({"v": saom.Dyadic(np.full((6, 6), np.nan))}, "v: all values are missing"),
        ({"a": saom.Covariate(np.arange(6.0))}, "a names both a variable and a covariate"),
    ]
    for given, match in covariates:
        with pytest.raises(ModelError, match=match):
            saom.Data(ties, given)
    with pytest.raises(ModelError, match="presence: actor 2 has"):
        saom.Data(ties, None, [(1, 3), (1, 3), (2, 1), (1, 3), (1, 3), (1, 3)])


def test_actors_missing_throughout_are_kept_and_counted() -> None:
    """An actor without any observation neither stops estimation nor enters statistics."""
    data = simulated(2, actors=12)
    ties = data.variables["ties"].waves.copy()
    ties[:, 3], ties[:, :, 3] = np.nan, np.nan
    less = saom.Data({"ties": saom.Network(ties)})
    fit = saom.estimate(less, TERMS[:2], rng=1, settings=QUICK)
    kept = np.delete(np.delete(ties, 3, 1), 3, 2)
    np.einsum("wii->wi", kept)[:] = 0
    assert fit.targets[2] == kept[1:].sum()


def test_separation_is_told() -> None:
    """Ties that are only ever made to one kind of actor: that effect is named, converged or not."""
    rng = np.random.default_rng(4)
    kind = np.repeat([0.0, 1.0], 8)
    allowed = kind[None, :] * ~np.eye(16, dtype=bool)
    waves = np.stack([(rng.random((16, 16)) < 0.3) * allowed for _ in range(3)]).astype(float)
    data = saom.Data({"ties": saom.Network(waves)}, {"kind": saom.Covariate(kind)})
    terms = [saom.effect("ties", "density"), saom.effect("ties", "altX", "kind")]
    try:
        told = saom.estimate(data, terms, rng=1, settings=saom.Settings(phase3=200, rounds=2)).advice
        assert "altX" in told
    except ModelError as error:
        told = str(error)
        assert told.startswith("ties: ")
    assert "separation" in told


def test_the_numba_cache_is_not_the_users() -> None:
    """Compiled files of these tests lie in a folder of their own, named by hashes of what they hold."""
    assert folder().parent == Path(os.environ["NUMBA_CACHE_DIR"])
    assert "xi[j]" in module_text(reciprocity.statistic, network=True)
