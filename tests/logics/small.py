"""A ledger of twelve invented years: sixteen states that arm each other, a value of states, one of pairs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np

from panels.panel_ledgers import (
    cover,
    figure,
    indicator,
    pair_value,
    state_value,
    write_ledger,
    write_template,
)

NAMES = ("USA", "FRA", "GBR", "RUS", "CHN", "TUR", "MLI", "NER", "TCD", "EGY", "IND", "PAK", "BRA", "ARG",
         "JPN", "IRN")  # fmt: skip
FIRST, LAST = 2000, 2011
SPEC = """
title = "Arms among sixteen"
question = "Who arms whom?"
note = "A test."
limits = ["Invented."]
seed = 3
goodness = 60
[waves]
first = 2002
last = 2011
every = 3
[networks.equip]
practice = "equip"
rule = "window"
years = 3
[behaviors.unrest]
add = "left:unrest"
over = "max"
cuts = [1, 2]
[covariates.size]
add = "left:size"
[covariates.foe]
of = "pair"
add = "left:foes"
over = "max"
[[effects]]
variable = "equip"
effect = "density"
[[effects]]
variable = "equip"
effect = "altX"
others = ["size"]
[[effects]]
variable = "equip"
effect = "X"
others = ["foe"]
[[effects]]
variable = "unrest"
effect = "linear"
[[effects]]
variable = "unrest"
effect = "indeg"
others = ["equip"]
[settings]
phase3 = 500
"""
PROVIDERS = """
title = "Two providers"
seed = 4
providers = ["USA", "RUS"]
[waves]
first = 2002
last = 2011
every = 3
[networks.equip]
practice = "equip"
rule = "window"
years = 3
[covariates.size]
add = "left:size"
[covariates.foe]
of = "pair"
add = "left:foes"
over = "max"
[covariates.foes_arm]
of = "others"
network = "equip"
through = "foe"
[[effects]]
variable = "equip"
effect = "density"
[[effects]]
variable = "equip"
effect = "altX"
others = ["size"]
[[effects]]
variable = "equip"
effect = "X"
others = ["foes_arm"]
[settings]
phase3 = 200
"""


def rows() -> dict[str, list[dict[str, Any]]]:
    """The tables; always the same."""
    rng = np.random.default_rng(12)
    n, years = len(NAMES), range(FIRST, LAST + 1)
    size = rng.normal(size=n)
    ties = rng.random((n, n)) < 0.2
    figures, unrest = [], []
    for year in years:
        flip = rng.random((n, n)) < 0.18
        likely = rng.random((n, n)) < 1 / (1 + np.exp(1.6 - size[None, :]))
        ties = np.where(flip, likely, ties)
        np.fill_diagonal(ties, False)
        figures += [
            figure(provider_id=f"state:{NAMES[i]}", recipient_id=f"state:{NAMES[j]}", year_from=year,
                   measure="presence")
            for i, j in np.argwhere(ties)
        ]  # fmt: skip
        unrest.append(rng.integers(0, 3, n))
    return {
        "out_tie_figures": figures,
        "core_coverage": [cover(provider="states", year_from=1990, year_to=2015)],
        "core_indicators": [
            indicator("size", year_from=FIRST, year_to=LAST),
            indicator("unrest", year_from=FIRST, year_to=LAST),
            indicator("foes", of="dyad", unit="1 if so", absence="zero", year_from=FIRST, year_to=LAST),
        ],
        "out_state_years": [
            state_value(f"left:{name}", NAMES[k], year, float(value))
            for y, year in enumerate(years)
            for k in range(n)
            for name, value in (("size", size[k]), ("unrest", unrest[y][k]))
        ],
        "out_dyad_years": [
            pair_value("left:foes", *sorted(("USA", other)), year, 1.0)
            for year in years
            for other in ("RUS", "CHN", "IRN")
        ],
    }


def small_home(folder: Path) -> Path:
    """A home with that ledger."""
    write_template(folder / "template.duckdb")
    codes = [
        {"scheme": "gw", "code": str(k), "actor_id": f"state:{name}", "date_start": dt.date(1945, 1, 1),
         "role": "member"}
        for k, name in enumerate(NAMES, start=2)
    ]  # fmt: skip
    write_ledger(folder / "template.duckdb", folder / "home", rows(), codes)
    return folder / "home"
