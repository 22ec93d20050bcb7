"""Composite index of national capability (COW)."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("cinc", "Composite index of national capability (COW).", "cow:cinc")
