"""Option values as types, and their definitions from `words.toml`.

Each list is the whole vocabulary: readers, shell and pages validate against it and print it in messages.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Practice = Literal["train", "equip", "support"]
Instrument = Literal[
    "course",
    "exercise",
    "advising",
    "arms",
    "materiel",
    "construction",
    "finance",
    "intelligence",
    "logistics",
    "territory",
    "troops",
    "access",
    "agreement",
    "other",
    "unknown",
]
Concession = Literal["grant", "loan", "sale", "mixed", "unknown"]
Stage = Literal[
    "announced",
    "agreed",
    "authorised",
    "ordered",
    "committed",
    "allocated",
    "obligated",
    "disbursed",
    "delivered",
    "in_force",
    "observed",
]
Measure = Literal["usd", "eur", "tiv", "trainees", "items", "troops", "presence"]
Certainty = Literal["confirmed", "uncertain", "alleged"]
CellState = Literal["observed", "observed_zero", "not_reported", "not_covered", "withheld"]
DatePrecision = Literal["day", "month", "year", "fiscal_year", "unknown"]

PRACTICES: tuple[str, ...] = get_args(Practice)
INSTRUMENTS: tuple[str, ...] = get_args(Instrument)
CONCESSIONS: tuple[str, ...] = get_args(Concession)
STAGES: tuple[str, ...] = get_args(Stage)
MEASURES: tuple[str, ...] = get_args(Measure)
CERTAINTIES: tuple[str, ...] = get_args(Certainty)
CELL_STATES: tuple[str, ...] = get_args(CellState)
DATE_PRECISIONS: tuple[str, ...] = get_args(DatePrecision)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary: its list, the word itself, a label for people and what it means."""

    list: str
    word: str
    label: str
    means: str


@cache
def glossary() -> tuple[Word, ...]:
    """Every word with its definition, in the order of the lists."""
    text = files("auxilia.vocabulary").joinpath("words.toml").read_text("utf-8")
    return tuple(
        Word(kind, word, entry["label"], entry["means"])
        for kind, words in tomllib.loads(text).items()
        for word, entry in words.items()
    )
