"""The ledger that the committed pages were computed from, built anew from the mirror."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from auxilia.ledger import Ledger
from auxilia.ledger.build import build
from auxilia.snapshots import from_mirror

DOCS = Path(__file__).resolve().parents[2] / "docs" / "findings"


@pytest.fixture(scope="session")
def full_ledger(mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of all sources that a committed page cites."""
    told = [json.loads(path.read_text("utf-8")) for path in sorted(DOCS.glob("*.json"))]
    cited = sorted({source["source_id"] for page in told for source in page["sources"]})
    home = tmp_path_factory.mktemp("findings") / "home"
    build(home, lambda spec: from_mirror(mirror, spec.files), only=cited)
    with Ledger(home) as ledger:
        yield ledger
