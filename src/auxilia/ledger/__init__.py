"""The ledger: built from the sources, opened for questions."""

from auxilia.ledger.cells import Cell
from auxilia.ledger.home import Home, default_home
from auxilia.ledger.provenance import Provenance
from auxilia.ledger.query import Ledger

__all__ = ["Cell", "Home", "Ledger", "Provenance", "default_home"]
