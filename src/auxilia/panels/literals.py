"""Values as SQL literals."""

from __future__ import annotations

from collections.abc import Iterable


def quoted(value: str) -> str:
    """A text as a literal."""
    return "'" + value.replace("'", "''") + "'"


def quoted_list(values: Iterable[str]) -> str:
    """Texts as a list of literals."""
    return ", ".join(quoted(value) for value in values)
