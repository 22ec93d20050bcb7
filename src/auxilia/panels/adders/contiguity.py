"""Direct contiguity of two states (COW)."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder(
    "contiguity", "Direct contiguity of two states (COW).", "cow:contiguity", "cow:land_border"
)
