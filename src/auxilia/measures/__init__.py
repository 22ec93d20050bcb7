"""Relational measures: what a tie, a recipient, a provider, a triad and the whole system look like.

Arrays in, frozen results out. Each measure is a function of its own, in the folder of its level;
`catalogue()` lists them all, `find(name)` gives one.

    from auxilia.measures import Amounts
    from auxilia.measures.recipient.dependency import dependency

    dependency(Amounts(provider, recipient, year, weight)).herfindahl
"""

from auxilia.measures.catalogue import catalogue, find
from auxilia.measures.conflicts import Sides, Support
from auxilia.measures.distances import Distances
from auxilia.measures.inputs import Amounts, Network, Ties
from auxilia.measures.membership import Membership
from auxilia.measures.negatives import NEGATIVES, Negative, Treated
from auxilia.measures.record import Column, Measure, Result

__all__ = [
    "NEGATIVES",
    "Amounts",
    "Column",
    "Distances",
    "Measure",
    "Membership",
    "Negative",
    "Network",
    "Result",
    "Sides",
    "Support",
    "Ties",
    "Treated",
    "catalogue",
    "find",
]
