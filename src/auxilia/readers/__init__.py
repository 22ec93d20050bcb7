"""The contract of a source, and the helpers that sources share."""

from auxilia.readers.contract import ACTOR_COLUMNS, CLAIM_COLUMNS, ContractColumn
from auxilia.readers.raw import Raw
from auxilia.readers.run import Files, make_claims, make_told, run_source, take, take_again
from auxilia.readers.spec import Spec, load_spec
from auxilia.readers.typed import Signal

__all__ = [
    "ACTOR_COLUMNS",
    "CLAIM_COLUMNS",
    "ContractColumn",
    "Files",
    "Raw",
    "Signal",
    "Spec",
    "load_spec",
    "make_claims",
    "make_told",
    "run_source",
    "take",
    "take_again",
]
