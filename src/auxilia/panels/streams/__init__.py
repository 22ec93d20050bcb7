"""Event streams: the bridge from the ledger to models of dated choices (arrays only, nothing is estimated).

Actors are the members of the state system of Gleditsch and Ward; time is counted in years, 2001.5 is
mid-2001.

The rules of time:

* A training stands at its first day. What is dated by year alone (arms orders, starts of support) stands at
  the year's end, all of a year together: none sees another of its year, and nothing is seen before it
  happened.
* A covariate of a year is in force for the choices of the next year: nobody chooses by what is yet to come.
* A state is present in every year in which it is a member on a day.
* Silence: a cell without a value takes the nearest year's value of the same state or pair, later or earlier;
  a state or pair without any takes the middle (median) of its year. `Covariate` counts both.
"""

from auxilia.panels.streams.conditions import Covariate, apart, changes, filled, of_pairs, of_states, pledges
from auxilia.panels.streams.frame import Frame, frame
from auxilia.panels.streams.happened import Stream, orders, support, trainings

__all__ = [
    "Covariate",
    "Frame",
    "Stream",
    "apart",
    "changes",
    "filled",
    "frame",
    "of_pairs",
    "of_states",
    "orders",
    "pledges",
    "support",
    "trainings",
]
