"""The ledger of all sources, opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auxilia.ledger import Ledger


@pytest.fixture(scope="session")
def full_ledger(full_home: Path) -> Iterator[Ledger]:
    """The full ledger of the mirror: the one that the committed pages were computed from."""
    with Ledger(full_home) as ledger:
        yield ledger
