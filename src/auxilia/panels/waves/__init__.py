"""Waves: the bridge from the ledger to models of ties that evolve (arrays only, nothing is estimated).

    from auxilia.panels import waves

    ties = waves.Ties("equip", {"practice": "equip", "source": "sipri_transfers"}, years=2)
    seen = waves.build(ledger, waves.Plan((2011, 2013, 2015, 2017), (ties,)))
    seen.networks["equip"]                   # waves x providers x recipients
    waves.looks(seen.networks["equip"])      # how alike adjacent waves are

Actors are the members of the state system of Gleditsch and Ward at the end of a wave's year; who joins or
leaves in between does so on the day of the table. A wave stands at the end of its year. How the years before
it make a tie is the definition (`Ties`), which decides what a model can see: `told` puts it into words, and
`looks` measures it. Covariates of a period are those of the wave it starts from, unless they say otherwise.
"""

from auxilia.panels.waves.build import Waves, build, seen_from
from auxilia.panels.waves.looks import LEAST_ALIKE, Look, looks
from auxilia.panels.waves.plan import Others, Plan, Ties, Value
from auxilia.panels.waves.told import consequence, told

__all__ = [
    "LEAST_ALIKE",
    "Look",
    "Others",
    "Plan",
    "Ties",
    "Value",
    "Waves",
    "build",
    "consequence",
    "looks",
    "seen_from",
    "told",
]
