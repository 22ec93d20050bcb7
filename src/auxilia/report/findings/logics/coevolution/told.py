"""The record of the part, and its computation from a full ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auxilia.report.findings.logics.coevolution import terms
from auxilia.report.findings.logics.coevolution.words import DATA, LIMITS, METHOD
from auxilia.report.findings.logics.part import SOURCE, Part, Told, numerics, refuse_starter
from auxilia.report.findings.record import Report

if TYPE_CHECKING:
    from auxilia.ledger import Ledger
    from auxilia.report.findings.logics.coevolution.numbers import Estimated
    from auxilia.report.logics import Spec


def compute(ledger: Ledger, name: str, report: Report) -> Told:
    """The part from a full ledger: all specifications estimated anew, which takes some minutes.

    Raises
    ------
    UsageError
        When the ledger has no claims, or the numerical extra is not installed.
    """
    refuse_starter(ledger, "all sources", "not all of them")
    with numerics():
        from auxilia.report import logics  # noqa: PLC0415 - the numerics are paid here
    specs = [logics.spec_called(each) for each in terms.SPECS]
    return written(specs, estimated(ledger, specs, report), logics.names_of(ledger), name)


def estimated(ledger: Ledger, specs: Sequence[Spec], report: Report) -> list[Estimated]:
    """Each model of each specification."""
    from auxilia.report import logics  # noqa: PLC0415 - see `compute`
    from auxilia.report.findings.logics.coevolution.numbers import (  # noqa: PLC0415
        ALL,
        Estimated,
        Which,
    )
    from auxilia.report.logics.record import record  # noqa: PLC0415

    found = []
    for spec in specs:

        def told(provider: str, part: str, done: int, whole: int, of: str = spec.name) -> None:
            report("estimating", " ".join(filter(None, (of, provider, part))), done, whole)

        for answer in logics.answers(ledger, spec, logics.Run(told, processes=2)):
            which = Which(spec.name, answer.model.provider or ALL)
            found.append(Estimated(which, record(answer)))
    return found


def written(specs: Sequence[Spec], models: Sequence[Estimated], names: Mapping[str, str], name: str) -> Told:
    """The part from models that were estimated."""
    from auxilia.report.findings.logics.coevolution.numbers import figures  # noqa: PLC0415 - see `compute`
    from auxilia.report.findings.logics.coevolution.pictures import drawn  # noqa: PLC0415
    from auxilia.report.findings.logics.coevolution.prosing import prosed  # noqa: PLC0415

    found, which = figures(models, names), [model.which for model in models]
    pictures = drawn(found, which, names, SOURCE)
    short, text = prosed(found, specs, which, names, name, pictures)
    return Told(short, text, found.numbers, pictures)


PART = Part(data=DATA, method=METHOD, limits=LIMITS, compute=compute)
