"""Strategic rivalries of Thompson and Dreyer, and of Thompson, Sakuwa and Suhas."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder(
    "rivalries",
    "Strategic rivalries of Thompson and Dreyer, and of Thompson, Sakuwa and Suhas.",
    "rivalries:*",
)
