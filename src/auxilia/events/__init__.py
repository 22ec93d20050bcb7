"""Relational events: who turns to whom, and when (arrays in, frozen results out).

Dynamic network actor models (who acts, whom an actor turns to, which agreement comes about) and tie-oriented
relational event models, by exact likelihood. See `docs/events.md`.
"""

from auxilia.events.catalogue import Effect, catalogue
from auxilia.events.design import Design, prepare
from auxilia.events.diagnostics import Drift, Residuals, Robust, drift, residuals, robust
from auxilia.events.estimation import Fit, fit
from auxilia.events.history import Attribute, EventStream, Global, History, StateNetwork
from auxilia.events.layers import Layer
from auxilia.events.models import Model, choice, coordination, rate, rem
from auxilia.events.opportunities import Sample
from auxilia.events.simulation import Simulated, redraw, simulate
from auxilia.events.terms import Term, during, interaction, periods, scaled, term

__all__ = [
    "Attribute",
    "Design",
    "Drift",
    "Effect",
    "EventStream",
    "Fit",
    "Global",
    "History",
    "Layer",
    "Model",
    "Residuals",
    "Robust",
    "Sample",
    "Simulated",
    "StateNetwork",
    "Term",
    "catalogue",
    "choice",
    "coordination",
    "drift",
    "during",
    "fit",
    "interaction",
    "periods",
    "prepare",
    "rate",
    "redraw",
    "rem",
    "residuals",
    "robust",
    "scaled",
    "simulate",
    "term",
]
