"""Parts that need the numerical extra: made where it is installed, told where it is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MISSING = "Left out here, since it is computed with NumPy: pip install 'auxilia[models]' adds it."
PACKAGES = frozenset({"numpy", "scipy", "networkx", "numba"})

Made = TypeVar("Made")


def with_models(make: Callable[[], Made]) -> Made | None:
    """What `make` makes; None where a package of the extra is not installed."""
    try:
        return make()
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in PACKAGES:
            return None
        raise
