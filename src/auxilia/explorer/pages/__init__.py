"""The kinds of pages: one module each, found by its `ROUTE`. A segment in braces is a part of the subject."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import cast

from auxilia.explorer.subject import Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of page, those with fewer free parts first."""
    found = [
        cast(Kind, importlib.import_module(f"{__name__}.{module.name}"))
        for module in pkgutil.iter_modules(__path__)
    ]
    return tuple(sorted(found, key=lambda kind: (kind.ROUTE.count("{"), kind.ROUTE)))


def match(path: str) -> tuple[Kind, Mapping[str, str]] | None:
    """The kind of page that a path asks for, and its parts."""
    given = path.split("/")[1:]
    for kind in kinds():
        wanted = kind.ROUTE.split("/")[1:]
        if len(wanted) != len(given):
            continue
        parts = {w[1:-1]: g for w, g in zip(wanted, given, strict=True) if w.startswith("{")}
        fixed = all(w == g for w, g in zip(wanted, given, strict=True) if not w.startswith("{"))
        if fixed and all(parts.values()):
            return kind, parts
    return None
