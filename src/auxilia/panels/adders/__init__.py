"""The adders: one module each with an `ADDER`, found by looking, never registered."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from auxilia.panels.adding import Adder


@cache
def discover() -> dict[str, Adder]:
    """Name -> adder, for every module here."""
    modules = (
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    )
    return {module.ADDER.name: module.ADDER for module in modules}
