"""Leaders and how they came and went (Archigos)."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("leaders", "Leaders and how they came and went (Archigos).", "leaders:*")
