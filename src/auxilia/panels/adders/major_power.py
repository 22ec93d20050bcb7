"""Whether a state is a major power (COW)."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("major_power", "Whether a state is a major power (COW).", "cow:major")
