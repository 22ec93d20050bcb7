"""Military spending."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder("military_spending", "Military spending.", "sipri_milex:*", "cow:milex")
