"""All measures, found by looking into the folders of the levels."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from auxilia.errors import UnknownNameError
from auxilia.measures.record import LEVELS, Measure


@cache
def catalogue() -> tuple[Measure, ...]:
    """Every measure: dyad, recipient, provider, triad, system, and by name in each."""
    found = []
    for level in LEVELS:
        package = import_module(f"auxilia.measures.{level}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            values = vars(import_module(module.name)).values()
            found += [
                record
                for value in values
                if isinstance(record := getattr(value, "__measure__", None), Measure)
                and record.function.__module__ == module.name
            ]
    return tuple(sorted(found, key=lambda record: (LEVELS.index(record.level), record.name)))


def find(name: str) -> Measure:
    """The measure of that name.

    Raises
    ------
    UnknownNameError
        With all names.
    """
    known = {record.name: record for record in catalogue()}
    if name not in known:
        raise UnknownNameError(name, "measure", tuple(known))
    return known[name]
