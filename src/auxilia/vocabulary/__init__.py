"""The fixed words of auxilia as code and data; no input or output beyond its own tables."""

from auxilia.vocabulary.programmes import Programme, load_programmes
from auxilia.vocabulary.words import (
    CELL_STATES,
    CERTAINTIES,
    CONCESSIONS,
    DATE_PRECISIONS,
    INSTRUMENTS,
    MEASURES,
    PRACTICES,
    STAGES,
    CellState,
    Certainty,
    Concession,
    Instrument,
    Measure,
    Practice,
    Stage,
    Word,
    glossary,
)

__all__ = [
    "CELL_STATES",
    "CERTAINTIES",
    "CONCESSIONS",
    "DATE_PRECISIONS",
    "INSTRUMENTS",
    "MEASURES",
    "PRACTICES",
    "STAGES",
    "CellState",
    "Certainty",
    "Concession",
    "Instrument",
    "Measure",
    "Practice",
    "Programme",
    "Stage",
    "Word",
    "glossary",
    "load_programmes",
]
