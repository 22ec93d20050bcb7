"""A provider's portfolio: recipients over time, entry and exit, means, rivals, how far it can be known."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.codes import actor_path, code_of, dyad_path, segment
from auxilia.explorer.columns import columns
from auxilia.explorer.known import covered_by_practice
from auxilia.explorer.portfolio import (
    GRADE_WORDS,
    Reach,
    by_practice,
    instruments,
    known,
    largest,
    reaches,
    rivals,
)
from auxilia.explorer.relation import Relation, listed
from auxilia.explorer.subject import Asked, Subject
from auxilia.explorer.trouble import NothingThereError
from auxilia.report.figures import Axis, Bars, axis_for, axis_row, bars
from auxilia.report.format import capital, label, listing, plural, span, the
from auxilia.report.tables import table
from auxilia.vocabulary import PRACTICES

ROUTE = "/provider/{provider}"
TEMPLATE = "provider.html.j2"
MEANS = "A provider's portfolio by source and year: recipients, those taken up, those left."
MOST_RIVALS, MOST_RECIPIENTS = 15, 40


def subject(asked: Asked) -> Subject:
    """The provider that the path names; its rows count recipients by source and year."""
    provider = asked.actor("provider")
    found = reaches(asked, provider)
    name = asked.book.name(provider)
    if not asked.con.execute(
        "SELECT 1 FROM out_tie_figures WHERE provider_id = ? LIMIT 1", [provider]
    ).fetchall():
        raise NothingThereError(
            f"Nothing is on record of {the(name)} as a provider.", [(name, actor_path(provider))]
        )
    return Subject(
        f"/provider/{segment(code_of(provider))}",
        f"{name} as a provider",
        "Portfolio of a provider",
        asked.state,
        _relation(found, provider, name),
        {"provider": provider, "reaches": found, "name": name},
    )


def _relation(found: list[Reach], provider: str, name: str) -> Relation:
    rows = [
        (
            provider, name, reach.source_id, year, reach.recipients.get(year, 0), reach.entered.get(year),
            reach.left.get(year),
        )
        for reach in found
        for year in sorted(reach.covered | set(reach.recipients))
    ]  # fmt: skip
    shape = columns("provider", "provider_name", "source", "year", "n_recipients", "n_entered", "n_left")
    notes = (
        "Source by source: a line over all sources would rise where one begins and fall where one ends.",
    )
    made = listed("portfolio", "Recipients by source and year", shape, rows)
    ids = sorted({reach.source_id for reach in found})
    return made.with_sources(ids).with_notes(*notes)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The portfolio for people."""
    provider, name = subject.known["provider"], subject.known["name"]
    axis = axis_for([1946], [asked.book.bounds.last])
    found = subject.known["reaches"]
    year, met = rivals(asked, provider, max(found[0].recipients) if found else None)
    graded = known(asked, provider)
    means = instruments(asked, provider)
    return {
        "name": name,
        "axis": axis_row(axis),
        "sentences": _sentences(
            name, found, means, [row for row in graded if year is None or row.year <= year]
        ),
        "portfolio": _portfolio(asked, provider, axis),
        "reaches": [_drawn(reach, axis) for reach in found],
        "instruments": means,
        "recipients": [
            (
                asked.book.name(row[0]),
                dyad_path(provider, row[0]),
                row[1],
                row[2],
                span(row[3], row[4]),
                row[5],
            )
            for row in largest(asked, provider, MOST_RECIPIENTS)
        ],
        "rival_year": year,
        "rivals": [
            (asked.book.name(r.provider_id), f"/provider/{segment(code_of(r.provider_id))}", r)
            for r in met[:MOST_RIVALS]
        ],
        "more_rivals": max(0, len(met) - MOST_RIVALS),
        "graded": graded[::-1],
        "grade_words": GRADE_WORDS,
        "ways": [
            (f"{capital(the(name))}: everything", actor_path(provider)),
            ("Explore its ties", f"/explore?provider={segment(code_of(provider))}&view=ranked"),
            ("As a matrix", f"/explore?provider={segment(code_of(provider))}&view=matrix"),
        ],
    }


def _portfolio(asked: Asked, provider: str, axis: Axis) -> dict[str, Any]:
    """Recipients by practice and year, all sources together, and the table of the same."""
    counts, n_claims = by_practice(asked, provider)
    covered = covered_by_practice(asked, provider)
    lines = []
    for practice in PRACTICES:
        data = Bars(
            {year: float(n) for year, n in counts[practice].items()},
            "recipients",
            covered[practice],
            fiscal=False,
        )
        named = f"portfolio-{practice}"
        drawn = bars(named, f"{label('practice', practice)}: recipients by year", axis, data, plot=34)
        lines.append((label("practice", practice), drawn))
    years = sorted(set().union(*counts.values()))
    rows = [(str(year), *(str(counts[p].get(year, "")) for p in PRACTICES)) for year in years]
    heads = ("Year", *(label("practice", practice) for practice in PRACTICES))
    twin = table("portfolio-years", "Recipients by year and practice", heads, rows, numbers=3)
    return {"lines": lines, "table": twin, "n_claims": n_claims}


def _drawn(reach: Reach, axis: Axis) -> dict[str, Any]:
    name = reach.source_id.replace("_", "-")
    lines = []
    for told, values in (
        ("Recipients", reach.recipients),
        ("Taken up", reach.entered),
        ("Left", reach.left),
    ):
        data = Bars({y: float(n) for y, n in values.items() if n}, told.lower(), reach.covered, fiscal=False)
        drawn = bars(
            f"{name}-{told.split()[0].lower()}", f"{told} by year, {reach.source_id}", axis, data, plot=30
        )
        lines.append((told, drawn))
    years = sorted(set(reach.recipients) | set(reach.entered) | set(reach.left))
    rows = [
        (str(y), reach.recipients.get(y, 0), reach.entered.get(y, ""), reach.left.get(y, "")) for y in years
    ]
    return {"source": reach.source_id, "lines": lines, "rows": rows, "n_claims": reach.n_claims}


def _sentences(name: str, found: list[Reach], means: list[tuple[Any, ...]], graded: list[Any]) -> list[str]:
    told = []
    if found:
        reach = found[0]
        most = max(reach.recipients, key=lambda y: (reach.recipients[y], -y))
        number = plural(reach.recipients[most], "recipient")
        told.append(
            f"{capital(the(name))} is on record with at most {number} a year ({most}, {reach.source_id})."
        )
    if means:
        words = [
            f"{label('instrument', row[1]).lower()} ({plural(row[2], 'recipient')})" for row in means[:3]
        ]
        told.append(f"Most often it helps with {listing(words)}.")
    if graded:
        told.append(f"In {graded[-1].year} it {GRADE_WORDS[graded[-1].grade]}.")
    return told or [f"Single figures of {the(name)} are on record, and no series."]
