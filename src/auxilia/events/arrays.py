"""Names for the array types that pass between the parts of this package."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
AnyArray: TypeAlias = NDArray[Any]


def frozen(values: Any, dtype: Any = None) -> AnyArray:
    """A read-only copy of `values` as a contiguous array."""
    array = np.array(values, dtype=dtype, order="C")
    array.setflags(write=False)
    return array
