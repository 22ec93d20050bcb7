"""The small ledger, and specifications of it as files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auxilia.ledger import Ledger
from logics.small import PROVIDERS, SPEC, small_home


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_home(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def ledger(home: Path) -> Iterator[Ledger]:
    with Ledger(home) as opened:
        yield opened


@pytest.fixture(scope="session")
def spec_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("specs") / "sixteen.toml"
    path.write_text(SPEC, "utf-8")
    (path.parent / "two.toml").write_text(PROVIDERS, "utf-8")
    return path
