"""Gross domestic product."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("gdp", "Gross domestic product.", "worldbank:gdp*")
