"""Physical integrity and human rights."""

from auxilia.panels.indicators import family_adder

ADDER = family_adder("norms", "Physical integrity and human rights.")
