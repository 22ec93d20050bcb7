"""The data of the benchmarks of the co-evolution model, from the folder of other software's answers."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np

from auxilia import saom

SHARED = Path(os.environ.get("AUXILIA_SHARED", Path(__file__).resolve().parents[1] / ".." / "shared"))
HOME = SHARED / "reference" / "saom"


def table(path: Path) -> np.ndarray:
    return np.loadtxt(path, delimiter=",")


def s50() -> tuple[saom.Data, list[saom.Term]]:
    """Friendship and drinking of 50 pupils, three waves; the model of RSiena's reference."""
    waves = np.stack([table(HOME / f"s50{wave}.csv") for wave in (1, 2, 3)])
    data = saom.Data({"friendship": saom.Network(waves), "drinking": saom.Behavior(table(HOME / "s50a.csv"))})
    terms = [saom.effect("friendship", name) for name in ("density", "recip", "transTrip", "cycle3")]
    terms += [saom.effect("drinking", name) for name in ("linear", "quad")]
    return data, [*terms, saom.effect("drinking", "avAlt", "friendship")]


def synth190() -> tuple[saom.Data, list[saom.Term]]:
    """190 actors, ten waves, from known parameters, with a dyadic covariate."""
    waves, near = np.zeros((10, 190, 190)), np.zeros((190, 190))
    with (HOME / "synth190_edges.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            waves[int(row["wave"]) - 1, int(row["i"]) - 1, int(row["j"]) - 1] = 1
    with (HOME / "synth190_dyadcov_edges.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            near[int(row["i"]) - 1, int(row["j"]) - 1] = 1
    levels = table(HOME / "synth190_behavior.csv")
    data = saom.Data({"net": saom.Network(waves), "beh": saom.Behavior(levels)}, {"near": saom.Dyadic(near)})
    terms = [saom.effect("net", name) for name in ("density", "recip", "transTrip")]
    terms += [saom.effect("net", "X", "near"), saom.effect("net", "simX", "beh")]
    terms += [saom.effect("beh", "linear"), saom.effect("beh", "quad"), saom.effect("beh", "avAlt", "net")]
    return data, terms
