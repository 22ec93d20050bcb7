"""What may change in the ledger without changing a panel, and what no panel may have."""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from panel_ledgers import Rows, cover, figure, indicator, pair_value, state_value, write_ledger

from auxilia import panels
from auxilia.ledger import Ledger

ACTORS = ("MLI", "NER", "USA", "FRA")
YEARS = range(1999, 2004)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

amounts = st.lists(
    st.tuples(
        st.sampled_from([(a, b) for a in ACTORS for b in ACTORS if a != b]),
        st.sampled_from(YEARS),
        st.sampled_from(("us:fmf", "us:pko", None)),
        st.integers(-50, 50),
    ),
    max_size=12,
    unique_by=lambda one: one[:3],
)
scores = st.dictionaries(
    st.tuples(st.sampled_from(ACTORS), st.sampled_from(YEARS)), st.integers(0, 9), max_size=10
)
borders = st.dictionaries(
    st.tuples(st.sampled_from([("FRA", "MLI"), ("MLI", "NER"), ("NER", "USA")]), st.sampled_from(YEARS)),
    st.just(1),
    max_size=6,
)


def figures_of(told: Sequence[tuple[tuple[str, str], int, str | None, int]]) -> list[dict[str, object]]:
    return [
        figure(provider_id=f"state:{a}", recipient_id=f"state:{b}", year_from=year, programme_id=programme,
               value=float(value))
        for (a, b), year, programme, value in told
    ]  # fmt: skip


def filled(template: Path, folder: Path, tables: dict[str, Rows]) -> Ledger:
    """A ledger in a folder of its own."""
    home = Path(tempfile.mkdtemp(dir=folder))
    base: dict[str, Rows] = {
        "core_indicators": [
            indicator("score", absence="zero"),
            indicator("border", of="dyad", unit="1 if so", absence="zero"),
        ],
        "core_coverage": [cover(provider="states", absence="zero")],
    }
    write_ledger(template, home, base | tables)
    return Ledger(home)


def everything(ledger: Ledger) -> list[tuple[object, ...]]:
    """A whole panel of four states, ties and indicators, as rows."""
    panel = panels.dyad_year(ledger, years="1998..2004", providers=ACTORS, recipients=ACTORS)
    panel = panel.add("ties", "left:score", "left:border")
    if ledger.con.execute("SELECT 1 FROM out_tie_figures LIMIT 1").fetchall():
        panel = panel.add("ties:measure=usd:practice=equip").lag("equip_usd")
    rows: list[tuple[object, ...]] = panel.relation.fetchall()
    return rows


@FEW
@given(told=amounts, scored=scores, bordered=borders, seed=st.integers(0, 99))
def test_the_order_of_the_ledgers_rows_does_not_matter(
    template: Path,
    tmp_path: Path,
    told: list[tuple[tuple[str, str], int, str | None, int]],
    scored: dict[tuple[str, int], int],
    bordered: dict[tuple[tuple[str, str], int], int],
    seed: int,
) -> None:
    tables: dict[str, list[dict[str, object]]] = {
        "out_tie_figures": figures_of(told),
        "out_state_years": [state_value("left:score", a, y, float(v)) for (a, y), v in scored.items()],
        "out_dyad_years": [
            pair_value("left:border", *pair, y, float(v)) for (pair, y), v in bordered.items()
        ],
    }
    shuffled = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
    with filled(template, tmp_path, {**tables}) as one, filled(template, tmp_path, {**shuffled}) as other:
        first, second = everything(one), everything(other)
    assert first == second
    assert len({row[:2] + row[4:5] for row in first}) == len(first) == 4 * 3 * 7


@FEW
@given(told=amounts, parts=st.lists(st.integers(-20, 20), min_size=1, max_size=3))
def test_splitting_a_claim_leaves_the_panel_as_it_is(
    template: Path, tmp_path: Path, told: list[tuple[tuple[str, str], int, str | None, int]], parts: list[int]
) -> None:
    """Each figure in two or more of the same sum; none is zero as long as the whole is not."""
    whole = [one for one in figures_of(told) if one["value"] != 0]
    split = []
    for row in whole:
        rest = row["value"] - sum(parts)  # type: ignore[operator]
        values = [float(part) for part in (*parts, rest)]
        split += [row | {"value": v, "instrument": f"part {i}"} for i, v in enumerate(values)]
    with (
        filled(template, tmp_path, {"out_tie_figures": whole}) as one,
        filled(template, tmp_path, {"out_tie_figures": split}) as other,
    ):
        assert everything(one) == everything(other)


@pytest.mark.parametrize("unit", sorted(panels.UNITS))
def test_no_panel_has_a_key_twice(template: Path, tmp_path: Path, unit: panels.UnitName) -> None:
    told = [(("USA", "MLI"), 2000, p, 5) for p in ("us:fmf", "us:pko", None)]
    spell = figure(measure="presence", year_from=1999, year_to=2001)
    tables: dict[str, Rows] = {"out_tie_figures": [*figures_of(told), spell, spell | {"year_from": 2000}]}
    with filled(template, tmp_path, tables) as ledger:
        panel = panels.build(ledger, unit, years="1998..2004")
        keys = ", ".join((*panel.unit.series, "year"))
        twice = panel.relation.aggregate(f"{keys}, count(*) AS n", keys).filter("n > 1").fetchall()
        assert twice == []
