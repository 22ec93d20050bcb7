"""Kind of political regime: Polity score and types of Geddes, Wright and Frantz."""

from auxilia.panels.indicators import indicator_adder

ADDER = indicator_adder(
    "regime",
    "Kind of political regime: Polity score and types of Geddes, Wright and Frantz.",
    "regime:polity2",
    "regime:gwf_military",
    "regime:gwf_personal",
    "regime:gwf_party",
    "regime:gwf_monarchy",
    "regime:gwf_democracy",
)
