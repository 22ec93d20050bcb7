"""What charts are about: people trained, money, arms, soldiers; one source and stage to a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auxilia.report.charts import Chart, chart
from auxilia.report.conflicts import deals_tables
from auxilia.report.deliveries import spell_chart
from auxilia.report.figures import axis_row, figure_swatch, ground_swatch, thickness_swatch
from auxilia.report.format import capital, label, the
from auxilia.report.frame import Frame
from auxilia.report.records import Side
from auxilia.report.series import EARLY, Panel, by_basis
from auxilia.report.sides import Gathered, Ledger
from auxilia.report.views import Charts

THICK = (
    (1000.0, "1,000 and more"),
    (100.0, "100 to 999"),
    (10.0, "10 to 99"),
    (1.0, "below 10 million TIV"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of charts: its measures, and what their titles say of the recipient, the provider, or both."""

    name: str
    heading: str
    measures: tuple[str, ...]
    recipient: str
    provider: str
    dyad: str
    lead: str


SUBJECTS = (
    Subject(
        "train",
        "People trained",
        ("trainees",),
        "Trainees from {recipient}",
        "Trainees taught by {provider}",
        "Trainees from {recipient} taught by {provider}",
        "People on courses as the sources count them: one person on two courses counts twice.",
    ),
    Subject(
        "money",
        "Money",
        ("usd", "eur"),
        "{stage} for {recipient}, in {money}",
        "{stage} by {provider}, in {money}",
        "{stage} by {provider} for {recipient}, in {money}",
        "One source, one stage and one price basis to a picture. Money at different stages, of different "
        "sources or on different terms is never added up.",
    ),
    Subject(
        "arms",
        "Arms transfers",
        ("tiv",),
        "Arms {stage} to {recipient}",
        "Arms {stage} by {provider}",
        "Arms {stage} by {provider} to {recipient}",
        "Volumes of major arms in SIPRI's trend-indicator value (TIV), an index of volume; never money.",
    ),
    Subject(
        "troops",
        "Soldiers present",
        ("troops",),
        "Foreign soldiers in {recipient}",
        "Soldiers of {provider} abroad",
        "Soldiers of {provider} in {recipient}",
        "People present at one time: years are never added up.",
    ),
)


def charts_of(ledger: Ledger, found: Gathered, frame: Frame, subject: Subject) -> Charts:
    """All charts of one subject for one direction."""
    wanted = [panel for panel in found.panels if panel.kind.measure in subject.measures]
    charts = []
    for panel, others in by_basis(wanted):
        title = _title(ledger, found.side, subject, panel)
        charts.append((_chart(frame, panel, title), tuple(_chart(frame, other, title) for other in others)))
    deals = found.deals if subject.name == "arms" else ()
    tables = deals_tables(f"{found.name}-deals", deals, found.side, ledger.actors)
    return Charts(
        f"{found.name}-{subject.name}",
        subject.heading,
        subject.lead,
        axis_row(frame.axis),
        tuple(charts),
        tuple(_legend(wanted)),
        tables[:1],
        tables[1:],
    )


def _legend(wanted: Sequence[Panel]) -> Iterable[tuple[str, str]]:
    """Samples of what the charts of a subject show, as far as it occurs."""
    series = [s for panel in wanted for s in panel.programmes]
    yield ground_swatch("none"), "years that the source does not cover"
    if any(s.uncertain or any(period.uncertain for period in s.periods) for s in series):
        yield figure_swatch("uncertain"), "estimated or uncertain"
    if any(value == 0 for s in series for value in s.values.values()):
        yield figure_swatch("zero"), "printed as zero"
    if any(panel.kind.measure == "tiv" for panel in wanted):
        for value, words in THICK:
            yield thickness_swatch(value), words


def _title(ledger: Ledger, side: Side, subject: Subject, panel: Panel) -> str:
    """What a chart shows, between which ends."""
    pattern = subject.dyad if side.dyad else subject.recipient if side.recipient_id else subject.provider
    names = {
        "provider": the(ledger.actors[side.provider_id].name) if side.provider_id else "",
        "recipient": the(ledger.actors[side.recipient_id].name) if side.recipient_id else "",
        "stage": label("stage", panel.kind.stage).lower(),
        "money": "euro" if panel.kind.measure == "eur" else "US dollars",
    }
    title = capital(pattern.format(**names))
    return (
        f"{title}, {names['stage']}"
        if panel.kind.stage in EARLY and names["stage"] not in title.lower()
        else title
    )


def _chart(frame: Frame, panel: Panel, title: str) -> Chart:
    if panel.kind.measure == "tiv" and panel.kind.stage == "delivered":
        return spell_chart(frame, panel, title)
    return chart(frame, panel, title)
