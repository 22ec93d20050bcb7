"""Code that builds a panel again: at the shell, in Python, in R and in Stata."""

from __future__ import annotations

import json
import shlex

from auxilia.explorer.codes import code_of
from auxilia.explorer.state import State, years_text


def recipes(state: State) -> list[tuple[str, str]]:
    """Language and code, for the panel that a state asks for."""
    return [
        ("Python", _python(state)),
        ("R", _r(state)),
        ("Stata", _stata(state)),
        ("Shell", shell(state, "panel.parquet")),
    ]


def shell(state: State, output: str) -> str:
    """The command that writes the panel."""
    words = ["auxilia", "panel", state.unit]
    for option, actors in (("--providers", state.provider), ("--recipients", state.recipient)):
        words += [option, ",".join(code_of(actor) for actor in actors)] if actors else []
    words += ["--years", years_text(state.year)] if state.year else []
    words += ["--system", state.system] if state.system != "cow" else []
    for one in state.add:
        words += ["--add", one]
    for one in state.lag:
        words += ["--lag", one]
    return shlex.join([*words, "-o", output])


def _python(state: State) -> str:
    given = [json.dumps(state.unit)]
    given += [f'years="{years_text(state.year)}"'] if state.year else []
    for name, actors in (("providers", state.provider), ("recipients", state.recipient)):
        given += [f"{name}={json.dumps([code_of(actor) for actor in actors])}"] if actors else []
    given += [f'system="{state.system}"'] if state.system != "cow" else []
    lines = [
        "import auxilia",
        "from auxilia import panels",
        "",
        "with auxilia.open() as ledger:",
        f"    panel = panels.build(ledger, {', '.join(given)})",
    ]
    if state.add:
        lines.append(f"    panel = panel.add({', '.join(json.dumps(one) for one in state.add)})")
    for one in state.lag:
        name, _, years = one.partition(":")
        lines.append(f"    panel = panel.lag({json.dumps(name)}, {years or 1})")
    return "\n".join([*lines, "    frame = panel.df()"])


def _r(state: State) -> str:
    return f'system({json.dumps(shell(state, "panel.csv"))})\npanel <- read.csv("panel.csv")'


def _stata(state: State) -> str:
    return f'shell {shell(state, "panel.dta")}\nuse "panel.dta", clear'
