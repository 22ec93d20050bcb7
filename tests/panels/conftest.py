"""Ledgers of a few invented rows, closed after the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from panel_ledgers import Maker, Rows, write_ledger, write_template

from auxilia.ledger import Ledger


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables that all ledgers of these tests share."""
    path = tmp_path_factory.mktemp("ledger") / "template.duckdb"
    write_template(path)
    return path


@pytest.fixture
def make(template: Path, tmp_path: Path) -> Iterator[Maker]:
    """Makes ledgers of the given tables and closes them."""
    yield from _makers(template, tmp_path)


@pytest.fixture(scope="module")
def make_once(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maker]:
    """The same, for ledgers that all tests of a file read."""
    yield from _makers(template, tmp_path_factory.mktemp("homes"))


def _makers(template: Path, folder: Path) -> Iterator[Maker]:
    opened: list[Ledger] = []

    def maker(codes: Rows | None = None, **tables: Rows) -> Ledger:
        home = folder / f"home{len(opened)}"
        write_ledger(template, home, tables, codes)
        opened.append(Ledger(home))
        return opened[-1]

    yield maker
    for ledger in opened:
        ledger.close()
