"""State control of territory, the military's role in rule, coups."""

from auxilia.panels.indicators import family_adder

ADDER = family_adder("authority", "State control of territory, the military's role in rule, coups.")
