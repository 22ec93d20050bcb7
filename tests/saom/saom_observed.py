"""RSiena's own data and answers, read from the reference folder."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from auxilia.saom.data import Behavior, Covariate, Data, Dyadic, Network, TwoMode
from auxilia.saom.prepared import Prepared, prepare

FUNCTIONS = {"eval": "evaluation", "endow": "endowment", "creation": "creation"}
PRESENCE = {4: (1.4, 3), 5: (2, 3), 6: (1, 2.3), 7: (1, 1.6, 2.5, 3), 8: (1, 2)}
SETS = {
    "s50": "rsiena_s50_all_effect_targets.csv",
    "multiplex": "multiplex/targets.csv",
    "twomode": "twomode/targets.csv",
    "composition": "composition/targets.csv",
    "missing": "missing/targets.csv",
}


@dataclass(frozen=True)
class Target:
    """One row of RSiena's table: an effect with what it reads, and its statistic by period."""

    variable: str
    effect: str
    function: str
    others: tuple[str, ...]
    parameter: float | None
    values: tuple[float, ...]


def targets(folder: Path, name: str) -> list[Target]:
    with (folder / SETS[name]).open(newline="") as file:
        return [
            Target(
                row["name"],
                row["short"],
                FUNCTIONS[row["type"]],
                tuple(other for other in (row["inter1"], row["inter2"]) if other),
                float(row["parm"]) or None,
                (float(row["p1"]), float(row["p2"])),
            )
            for row in csv.DictReader(file)
        ]


def _table(path: Path) -> np.ndarray:
    with path.open() as file:
        rows = [
            [float("nan") if cell in {"NA", ""} else float(cell) for cell in line]
            for line in csv.reader(file)
        ]
    return np.array(rows)


def _waves(folder: Path, stem: str) -> np.ndarray:
    return np.stack([_table(folder / f"{stem}{wave}.csv") for wave in (1, 2, 3)])


def data(folder: Path, name: str) -> Data:
    """The data behind the answers `name`."""
    if name == "s50":
        waves = np.stack([_table(folder / f"s50{wave}.csv") for wave in (1, 2, 3)])
        drinking, smoking = _table(folder / "s50a.csv"), _table(folder / "s50s.csv")
        return Data(
            {"friendship": Network(waves), "drinking": Behavior(drinking)},
            {"smoke1": Covariate(smoking[:, 0])},
        )
    home = folder / name
    variables = {"friendship": Network(_waves(home, "friendship"))}
    covariates = {"smoke1": Covariate(_table(home / "smoking.csv")[:, 0])}
    if name == "multiplex":
        variables["advice"] = Network(_waves(home, "advice"))
        covariates["contact"] = Dyadic(np.stack([_table(home / f"contact{period}.csv") for period in (1, 2)]))
        covariates["mood"] = Covariate(_table(home / "varcov.csv"))
    if name == "twomode":
        variables["venues"] = TwoMode(_waves(home, "venues"))
    if name in {"multiplex", "missing"}:
        covariates["distance"] = Dyadic(_table(home / "dist.csv"))
    variables["drinking"] = Behavior(_table(home / "drinking.csv"))
    presence = None
    if name == "composition":
        presence = [PRESENCE.get(actor, (1, 3)) for actor in range(50)]
    return Data(variables, covariates, presence)


def prepared(folder: Path, name: str) -> Prepared:
    return prepare(data(folder, name))
