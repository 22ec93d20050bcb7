"""Stochastic actor-oriented models: how ties and order co-evolve (arrays in, frozen results out).

Snijders' model in Python: several networks and behaviours that evolve together, a catalogue of effects,
estimation by the method of moments, tests, goodness of fit, and simulation forward. See `docs/saom.md`.
"""

from auxilia.saom.approximation import Settings
from auxilia.saom.catalogue import Effect, catalogue
from auxilia.saom.chances import chances
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.estimation import estimate
from auxilia.saom.forward import Future, Step, forward
from auxilia.saom.goodness import (
    Feature,
    Goodness,
    association,
    geodesics,
    goodness,
    indegrees,
    outdegrees,
    triads,
    values,
)
from auxilia.saom.importance import Importance, importance
from auxilia.saom.inference import Test, TimeTest, contrast, score_test, time_test, wald
from auxilia.saom.results import Checkpoint, Fit
from auxilia.saom.specification import Rate, Term, effect, interaction, rate
from auxilia.saom.tables import latex, markup, text

__all__ = [
    "Behavior",
    "Checkpoint",
    "Covariate",
    "Data",
    "Dyadic",
    "Effect",
    "Feature",
    "Fit",
    "Future",
    "Goodness",
    "Importance",
    "Network",
    "Rate",
    "Settings",
    "Step",
    "Term",
    "Test",
    "TimeTest",
    "TwoMode",
    "association",
    "catalogue",
    "chances",
    "contrast",
    "effect",
    "estimate",
    "forward",
    "geodesics",
    "goodness",
    "importance",
    "indegrees",
    "interaction",
    "latex",
    "markup",
    "outdegrees",
    "rate",
    "score_test",
    "text",
    "time_test",
    "triads",
    "values",
    "wald",
]
