"""The page of one force below the state: what each source tells of it, year by year."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.codes import actor_path, dyad_path
from auxilia.explorer.subject import Asked
from auxilia.report.figures import Axis, Bars, axis_for, axis_row, bars
from auxilia.report.format import capital, label, listing, plural, span, the
from auxilia.report.format import unit as unit_of


def unit_model(asked: Asked, known: tuple[str, str, str, str]) -> dict[str, Any]:
    """Sentences and charts of one unit; a chart for each source, provider and measure."""
    unit_id, name, parent, force = known
    rows = asked.con.execute(
        "SELECT source_id, provider_id, practice, stage, measure, coalesce(price_basis, ''), year, "
        "sum(value::DECIMAL(30, 4))::DOUBLE, sum(n_claims)::BIGINT FROM out_unit_figures "
        "WHERE unit_id = ? GROUP BY ALL ORDER BY ALL",
        [unit_id],
    ).fetchall()
    years = sorted({row[6] for row in rows if row[6] is not None})
    axis = axis_for(years, ())
    grouped: dict[tuple[str, ...], dict[int, float]] = {}
    counts: dict[tuple[str, ...], int] = {}
    for *kind, year, value, n_claims in rows:
        key = tuple(kind)
        counts[key] = counts.get(key, 0) + n_claims
        if year is not None and value is not None:
            grouped.setdefault(key, {})[year] = value
    charts = [
        _chart(asked, place, key, values, counts[key], axis)
        for place, (key, values) in enumerate(grouped.items())
    ]
    providers = sorted({row[1] for row in rows}, key=asked.book.name)
    names = listing(the(asked.book.name(provider)) for provider in providers)
    claims = sum(counts.values())
    parent_name = the(asked.book.name(parent))
    told = (
        f"{capital(name)} is named as a force of {parent_name} in {plural(claims, 'line')} "
        f"about assistance by {names}" + (f", {span(years[0], years[-1])}." if years else ".")
    )
    spelt = asked.con.execute(
        "SELECT name, source_id, n_claims FROM core_actor_names WHERE actor_id = ? ORDER BY n_claims "
        "DESC, name "
        "LIMIT 40",
        [unit_id],
    ).fetchall()
    return {
        "template": "unit.html.j2",
        "sentences": [
            told,
            "Sources spell units in many ways; the spellings that were taken for this one stand below.",
        ],
        "force": "not told" if force == "unknown" else force.replace("_", " "),
        "axis": axis_row(axis),
        "charts": charts,
        "spelt": spelt,
        "ways": [
            (asked.book.name(parent), actor_path(parent)),
            *(
                (f"{asked.book.name(p)} to {asked.book.name(parent)}", dyad_path(p, parent))
                for p in providers
            ),
        ],
    }


def _chart(
    asked: Asked, place: int, key: tuple[str, ...], values: dict[int, float], n_claims: int, axis: Axis
) -> dict[str, Any]:
    source, provider, practice, stage, measure, basis = key
    what = f"{label('measure', measure)}, {label('stage', stage).lower()}"
    title = f"{what}: {label('practice', practice).lower()} by {asked.book.name(provider)}"
    unit = unit_of(measure) + (f", {basis} prices" if basis else "")
    data = Bars(values, unit, frozenset(axis.years), fiscal=False)
    return {
        "title": title,
        "source": source,
        "unit": unit,
        "n_claims": n_claims,
        "picture": bars(f"unit-{place}", title, axis, data),
        "rows": sorted(values.items()),
    }
