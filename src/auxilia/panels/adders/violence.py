"""Deaths in armed conflict: battle, non-state and one-sided."""

from auxilia.panels.indicators import family_adder

ADDER = family_adder("violence", "Deaths in armed conflict: battle, non-state and one-sided.")
