"""What comes in at the door: arrays of ids, years, codes and weights, checked once."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from typing import Any

import numpy as np
import numpy.typing as npt

from auxilia.errors import ModelError

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Columns = dict[str, npt.NDArray[Any]]


def whole_numbers(values: npt.ArrayLike, name: str, *, low: int | None = 0) -> Ints:
    """`values` as a read-only vector of whole numbers, none below `low`.

    Raises
    ------
    ModelError
        With the first row that is wrong.
    """
    given = _vector(values, name)
    if given.size and given.dtype.kind not in "iu":
        raise ModelError(
            f"{name} holds {given.dtype} and not whole numbers. "
            "Mend: number the actors or categories from 0 and pass the numbers."
        )
    array = given.astype(np.int64)
    if low is not None and array.size and array.min() < low:
        row = int(np.argmax(array < low))
        raise ModelError(
            f"{name} is {array[row]} in row {row}, below {low}. "
            "Mend: number from 0; leave rows out whose actor or category is not known."
        )
    return frozen(array)


def numbers(values: npt.ArrayLike, name: str) -> Floats:
    """`values` as a read-only vector of finite numbers.

    Raises
    ------
    ModelError
        With the first row that is wrong. A missing figure is no zero: it is refused, not filled.
    """
    given = _vector(values, name)
    if given.size and given.dtype.kind not in "iuf":
        raise ModelError(
            f"{name} holds {given.dtype} and not numbers. Mend: pass amounts; for mere presence build Ties."
        )
    array = given.astype(np.float64)
    if not np.isfinite(array).all():
        row = int(np.argmin(np.isfinite(array)))
        raise ModelError(
            f"{name} is {array[row]} in row {row}. A missing figure is no zero. "
            "Mend: leave the row out, or build Ties where only presence is known."
        )
    return frozen(array)


def flags(values: npt.ArrayLike, name: str) -> Bools:
    """`values` as a read-only vector of yes and no.

    Raises
    ------
    ModelError
        When they are anything else, so that no amount is turned into yes in silence.
    """
    given = _vector(values, name)
    if given.size and given.dtype.kind != "b":
        raise ModelError(f"{name} holds {given.dtype} and not True or False. Mend: state the condition.")
    return frozen(given.astype(np.bool_))


def same_length(**columns: npt.NDArray[Any]) -> None:
    """Refuse columns of unequal length.

    Raises
    ------
    ModelError
        With the length of each.
    """
    if len({array.size for array in columns.values()}) > 1:
        lengths = ", ".join(f"{name} {array.size}" for name, array in columns.items())
        raise ModelError(f"the columns differ in length: {lengths}. Mend: one entry a row in each of them.")


def different_ends(first: Ints, second: Ints, names: tuple[str, str]) -> None:
    """Refuse rows whose two ends are one actor.

    Raises
    ------
    ModelError
        With the first such row and how many there are.
    """
    same = first == second
    if same.any():
        row = int(np.argmax(same))
        raise ModelError(
            f"{names[0]} and {names[1]} are both actor {first[row]} in row {row} "
            f"({int(same.sum())} such rows). Mend: leave out what an actor does for itself."
        )


def codes(values: npt.ArrayLike, name: str, rows: int) -> Ints:
    """Categories of rows, numbered from 0, one a row.

    Raises
    ------
    ModelError
        When they are no such numbers, or not as many as there are rows.
    """
    array = whole_numbers(values, name)
    if array.size != rows:
        raise ModelError(f"{name} has {array.size} entries for {rows} rows. Mend: one category a row.")
    return array


def one_of(value: str, allowed: tuple[str, ...], name: str) -> str:
    """`value` when it is allowed.

    Raises
    ------
    ModelError
        With the allowed list.
    """
    if value not in allowed:
        raise ModelError(f"{name}={value!r} is not known. Mend: one of {', '.join(allowed)}.")
    return value


def at_least(value: int, low: int, name: str) -> int:
    """`value` when it is a whole number of at least `low`.

    Raises
    ------
    ModelError
        Otherwise.
    """
    if isinstance(value, bool) or not isinstance(value, Integral) or value < low:
        raise ModelError(f"{name}={value!r} must be a whole number of at least {low}.")
    return int(value)


def yearly(values: Mapping[int, int], years: Ints, name: str) -> Ints:
    """The entry of `values` for each of `years`.

    Raises
    ------
    ModelError
        With the years that have none.
    """
    missing = [int(year) for year in years if int(year) not in values]
    if missing:
        raise ModelError(f"{name} has no entry for {_listed(missing)}. Mend: give one number a year.")
    return whole_numbers([values[int(year)] for year in years], name)


def frozen(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A view of the array that nobody can write to."""
    view = array.view()
    view.flags.writeable = False
    return view


def _vector(values: npt.ArrayLike, name: str) -> npt.NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1:
        raise ModelError(f"{name} has {array.ndim} dimensions. Mend: one column, one entry a row.")
    return array


def _listed(years: list[int]) -> str:
    shown = ", ".join(map(str, years[:5]))
    return shown if len(years) <= 5 else f"{shown} and {len(years) - 5} more years"
