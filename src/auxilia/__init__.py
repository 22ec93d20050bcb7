"""auxilia: an open observatory and laboratory of security assistance.

    import auxilia

    with auxilia.open() as ledger:
        ledger.ties("USA", "Mali", years="2010..2020").df()

`open()` gives the ledger at AUXILIA_HOME or your data folder, else the starter ledger of the package.
Relations turn into pandas (`.df()`), polars (`.pl()`) or Arrow (`.to_arrow_table()`) at your wish.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

__all__ = ["open"]


def open(home: str | Path | None = None) -> Ledger:  # noqa: A001 - the name people expect: auxilia.open()
    """Open the ledger at `home` for reading.

    Raises
    ------
    LedgerError
        When the ledger there is damaged, or a folder was named that does not exist.
    """
    from auxilia.ledger import Ledger  # noqa: PLC0415 - `import auxilia` stays light

    return Ledger(home)
