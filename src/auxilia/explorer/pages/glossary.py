"""The fixed words and what they mean."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.relation import listed
from auxilia.explorer.subject import Asked, Subject
from auxilia.vocabulary import glossary

ROUTE = "/glossary"
TEMPLATE = "glossary.html.j2"
MEANS = "The fixed words of the ledger and what they mean."
LISTS = {
    "practice": "What is done",
    "instrument": "The finer kind",
    "concession": "On what terms",
    "stage": "How far it has come",
    "measure": "What a value counts",
    "certainty": "How sure the source is",
    "cell_state": "What is known of a cell",
    "date_precision": "How exactly it is dated",
}


def subject(asked: Asked) -> Subject:
    """Every word."""
    rows = [(word.list, word.word, word.label, word.means) for word in glossary()]
    relation = listed("glossary", "The fixed words", columns("list", "word", "label", "means"), rows)
    return Subject("/glossary", "Glossary", "The words, fixed everywhere", asked.state, relation)


def model(_asked: Asked, _subject: Subject) -> dict[str, Any]:
    """The words by list."""
    grouped = [(LISTS.get(k, k), k, list(words)) for k, words in groupby(glossary(), key=lambda w: w.list)]
    return {"grouped": grouped}
