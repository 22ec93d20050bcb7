"""Population."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("population", "Population.", "worldbank:population*", "cow:tpop")
