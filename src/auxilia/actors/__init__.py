"""Identity over time: states and their codes by date, groups, organisations, and units below the state."""

from auxilia.actors.names import normal
from auxilia.actors.resolver import Group, Resolver
from auxilia.actors.tables import KINDS, Actor, Alias, Code, load_actors, load_aliases, load_codes
from auxilia.actors.units import FORCES, Force, Unit, unit_of

__all__ = [
    "FORCES",
    "KINDS",
    "Actor",
    "Alias",
    "Code",
    "Force",
    "Group",
    "Resolver",
    "Unit",
    "load_actors",
    "load_aliases",
    "load_codes",
    "normal",
    "unit_of",
]
