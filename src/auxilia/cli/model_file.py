"""A co-evolution model as a file: what is observed, and which effects are estimated, in TOML and CSV.

```toml
seed = 1
[variables.friendship]
kind = "network"                         # network, two-mode or behavior
waves = ["one.csv", "two.csv"]           # a table a wave; of a behavior: values = "drinking.csv"
[covariates.smoking]
kind = "actors"                          # actors (a column, or one a period) or pairs (a table a period)
values = ["smoking.csv"]
[[effects]]
variable = "friendship"
effect = "simX"
others = ["smoking"]                     # also: function, parameter, fixed, tested, initial
[[rates]]
variable = "friendship"
effect = "outRate"
[settings]
phase3 = 1000                            # the fields of auxilia.saom.Settings
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auxilia.errors import UsageError

if TYPE_CHECKING:
    from auxilia import saom

KINDS = ("network", "two-mode", "behavior")
PARTS = {"variables", "covariates", "effects", "rates", "settings", "seed", "presence"}
EFFECT = {"variable", "effect", "others", "function", "parameter", "fixed", "tested", "initial"}
RATE = {"variable", "effect", "other", "fixed", "tested", "initial"}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a model file says, ready for `auxilia.saom.estimate`."""

    data: saom.Data
    terms: list[saom.Term]
    rates: list[saom.Rate]
    settings: saom.Settings
    seed: int


def read_model(path: Path) -> ModelFile:
    """Read a model file and its tables; UsageError names the file and the entry that is wrong."""
    from auxilia import saom

    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not TOML ({error}).") from None
    _only(path, "the file", told, PARTS)
    variables = {name: _variable(path, name, one) for name, one in told.get("variables", {}).items()}
    covariates = {name: _covariate(path, name, one) for name, one in told.get("covariates", {}).items()}
    known = {one.name for one in fields(saom.Settings)}
    _only(path, "settings", told.get("settings", {}), known)
    terms = [_term(path, place, one) for place, one in enumerate(told.get("effects", []), start=1)]
    rates = []
    for place, one in enumerate(told.get("rates", []), start=1):
        _only(path, f"rate {place}", one, RATE)
        rates.append(saom.rate(**one))
    return ModelFile(
        saom.Data(variables, covariates, told.get("presence")),
        terms,
        rates,
        saom.Settings(**told.get("settings", {})),
        int(told.get("seed", 1)),
    )


def _only(path: Path, what: str, told: Mapping[str, Any], allowed: set[str]) -> None:
    odd = sorted(set(told) - allowed)
    if odd:
        raise UsageError(f"{path}: {what} has {odd[0]!r}. Allowed: {', '.join(sorted(allowed))}.")


def _term(path: Path, place: int, told: Mapping[str, Any]) -> saom.Term:
    from auxilia import saom

    _only(path, f"effect {place}", told, EFFECT)
    missing = {"variable", "effect"} - set(told)
    if missing:
        raise UsageError(f"{path}: effect {place} lacks {sorted(missing)[0]!r}.")
    more = {key: value for key, value in told.items() if key not in {"variable", "effect", "others"}}
    return saom.effect(told["variable"], told["effect"], *told.get("others", []), **more)


def _variable(path: Path, name: str, told: Mapping[str, Any]) -> saom.Network | saom.TwoMode | saom.Behavior:
    import numpy as np

    from auxilia import saom

    kind = told.get("kind", "network")
    if kind not in KINDS:
        raise UsageError(f"{path}: {name} is of kind {kind!r}. Allowed: {', '.join(KINDS)}.")
    _only(path, name, told, {"kind", "values" if kind == "behavior" else "waves", "allow_only"})
    only = bool(told.get("allow_only", True))
    if kind == "behavior":
        return saom.Behavior(_table(path, name, told.get("values")), only)
    tables = [_table(path, name, one) for one in told.get("waves", [])]
    if len({one.shape for one in tables}) > 1:
        raise UsageError(
            f"{path}: the waves of {name} have different sizes: {[one.shape for one in tables]}."
        )
    made = saom.Network if kind == "network" else saom.TwoMode
    return made(np.array(tables), only)


def _covariate(path: Path, name: str, told: Mapping[str, Any]) -> saom.Covariate | saom.Dyadic:
    import numpy as np

    from auxilia import saom

    _only(path, name, told, {"kind", "values", "centered"})
    given = told.get("values")
    tables = [_table(path, name, one) for one in ([given] if isinstance(given, str) else given or [None])]
    centered = bool(told.get("centered", True))
    if told.get("kind", "actors") == "pairs":
        return saom.Dyadic(tables[0] if len(tables) == 1 else np.array(tables), centered)
    values = tables[0]
    return saom.Covariate(values[:, 0] if values.shape[1] == 1 else values, centered)


def _table(path: Path, name: str, file: object) -> Any:
    """A CSV table of numbers without a head; NA and empty cells are missing."""
    import numpy as np

    if not isinstance(file, str):
        raise UsageError(f"{path}: {name} names no file of values.")
    place = path.parent / file
    try:
        rows = [line.split(",") for line in place.read_text("utf-8").splitlines() if line.strip()]
    except OSError as error:
        raise UsageError(f"{path}: {name}: {place}: {error.strerror}.") from None
    found = []
    for number, row in enumerate(rows, start=1):
        if len(row) != len(rows[0]):
            raise UsageError(f"{place}: row {number} has {len(row)} cells, row 1 has {len(rows[0])}.")
        for column, cell in enumerate(row, start=1):
            try:
                found.append(float("nan") if cell.strip() in {"", "NA"} else float(cell))
            except ValueError:
                raise UsageError(f"{place}: row {number}, column {column}: {cell!r} is no number.") from None
    return np.array(found).reshape(len(rows), -1)
