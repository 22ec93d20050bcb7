"""The record of the page: its parts, one after another, each computed from the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auxilia.report.findings.logics.choices import PART as CHOICES
from auxilia.report.findings.logics.coevolution import PART as COEVOLUTION
from auxilia.report.findings.logics.part import Part
from auxilia.report.findings.prose import citations, prose
from auxilia.report.findings.record import Finding, Page, Report, silent

if TYPE_CHECKING:
    from auxilia.ledger import Ledger

# Another way to look at who picks whom is another folder with a `PART`, named here.
PARTS: tuple[Part, ...] = (CHOICES, COEVOLUTION)
NAME = "2-logics"


def compute(ledger: Ledger, report: Report = silent) -> Finding:
    """The page from a full ledger.

    Raises
    ------
    UsageError
        When the ledger has no claims: the starter ledger carries sums by year, no dated choices.
    """
    told = [part.compute(ledger, NAME, report) for part in PARTS]
    numbers = tuple(number for one in told for number in one.numbers)
    sources = tuple(sorted({source for number in numbers for source in number.sources}))
    text = prose(
        "auxilia.report.findings.logics",
        "logics.md.j2",
        page=PAGE,
        build=ledger.provenance.build_id,
        parts=told,
        citations=citations(ledger, sources),
    )
    pictures = tuple(picture for one in told for picture in one.pictures)
    return Finding(PAGE, text, numbers, (), pictures, sources)


PAGE = Page(
    number=2,
    slug="logics",
    part="I. Assistance as an instrument",
    title="Logics: who picks whom, and by what",
    question=(
        "When a provider turns to somebody, whom does it pick: those it picked before, rich and large "
        "states, democracies, allies, states that vote like it, states at war, or those whom its rivals "
        "court?"
    ),
    data=tuple(line for part in PARTS for line in part.data),
    method=tuple(line for part in PARTS for line in part.method),
    limits=tuple(line for part in PARTS for line in part.limits),
    compute=compute,
)
