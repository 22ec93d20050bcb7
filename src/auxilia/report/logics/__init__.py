"""Logics: specifications of how ties evolve, their waves from the ledger, estimates and reports.

from auxilia.report import logics

spec = logics.spec_called("train-equip-support")
found = list(logics.answers(ledger, spec))
html = logics.report(ledger, spec, found)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from auxilia.report.logics.models import Model, models
from auxilia.report.logics.page import definition, names_of, page, warning
from auxilia.report.logics.running import Answer, Run, answers
from auxilia.report.logics.shipped import shipped, spec_called
from auxilia.report.logics.spec import Spec, read_spec
from auxilia.report.render import render

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

__all__ = [
    "Answer",
    "Model",
    "Run",
    "Spec",
    "answers",
    "definition",
    "models",
    "names_of",
    "read_spec",
    "report",
    "shipped",
    "spec_called",
    "warning",
]


def report(ledger: Ledger, spec: Spec, found: Sequence[Answer]) -> str:
    """The report of a run as one HTML file."""
    return render(page(ledger, spec, found))
