"""The sources: one folder each, found by looking, never registered."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auxilia.readers import Spec, load_spec


@cache
def discover() -> dict[str, Spec]:
    """Source id -> its specification, for every folder here that has a `source.toml`."""
    here = Path(__file__).parent
    return {path.parent.name: load_spec(path.parent) for path in sorted(here.glob("*/source.toml"))}
