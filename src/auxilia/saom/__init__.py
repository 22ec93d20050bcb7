"""Stochastic actor-oriented models: how ties and order co-evolve (arrays in, frozen results out)."""

from auxilia.saom.approximation import Settings
from auxilia.saom.catalogue import Effect, catalogue
from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.specification import Rate, Term, effect, interaction, rate

__all__ = [
    "Behavior",
    "Covariate",
    "Data",
    "Dyadic",
    "Effect",
    "Network",
    "Rate",
    "Settings",
    "Term",
    "TwoMode",
    "catalogue",
    "effect",
    "interaction",
    "rate",
]
