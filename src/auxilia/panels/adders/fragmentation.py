"""Armed challengers, non-state conflicts, excluded groups."""

from auxilia.panels.indicators import family_adder

ADDER = family_adder("fragmentation", "Armed challengers, non-state conflicts, excluded groups.")
