"""The contract of a source, and the helpers that sources share."""

from auxilia.readers.contract import ACTOR_COLUMNS, CLAIM_COLUMNS, ContractColumn
from auxilia.readers.raw import Raw
from auxilia.readers.run import TOLD, Files, run_source
from auxilia.readers.spec import Spec, load_spec
from auxilia.readers.typed import Signal

__all__ = [
    "ACTOR_COLUMNS",
    "CLAIM_COLUMNS",
    "TOLD",
    "ContractColumn",
    "Files",
    "Raw",
    "Signal",
    "Spec",
    "load_spec",
    "run_source",
]
