"""The ledger of all sources: rules that hold for every row, and sums that no table loses."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from auxilia.ledger import Ledger
from auxilia.sources import discover

pytestmark = pytest.mark.mirror
RULES_SQL = Path(__file__).with_name("rules.sql").read_text("utf-8")
RULES = dict(re.findall(r"^-- ([^\n]+)\n([^;\n][^;]*);", RULES_SQL, re.MULTILINE))
# What a figure is summed over nothing but: equal source, ends, kind of help, measure, stage, prices, period.
KEY = (
    "source_id, provider_id, recipient_id, practice, instrument, concession, programme_id, certainty, "
    "mutual, measure, stage, price_basis, coalesce(year, year(date_start)), coalesce(year, year(date_end)), "
    "fiscal_year IS NOT NULL OR date_precision = 'fiscal_year'"
)


@pytest.fixture(scope="module")
def ledger(full_home: Path) -> Iterator[Ledger]:
    with Ledger(full_home) as opened:
        yield opened


def test_all_rules_are_read() -> None:
    assert len(RULES) == RULES_SQL.count("\n-- ") > 20


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_holds_for_every_row(ledger: Ledger, rule: str) -> None:
    assert ledger.con.execute(f"FROM ({RULES[rule]}) LIMIT 3").fetchall() == []


def test_every_source_is_in_the_ledger(ledger: Ledger) -> None:
    assert [row[0] for row in ledger.sources().fetchall()] == sorted(discover())
    told = {row[0] for row in ledger.con.execute("SELECT DISTINCT source_id FROM core_claims").fetchall()}
    assert told == {spec.id for spec in discover().values() if spec.covers}
    assert len(told) >= 12


def test_figures_hold_every_claim_that_is_counted_and_its_value(ledger: Ledger) -> None:
    claims = ledger.con.execute(
        "SELECT source_id, measure, count(*), count(value), sum(value::DECIMAL(38, 4))::DOUBLE "
        "FROM core_claims WHERE countable GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    figures = ledger.con.execute(
        "SELECT source_id, measure, sum(n_claims), sum(n_valued), sum(value::DECIMAL(38, 4))::DOUBLE "
        "FROM out_tie_figures GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert [row[:4] for row in figures] == [row[:4] for row in claims]
    assert [row[4] or 0 for row in figures] == pytest.approx([row[4] or 0 for row in claims])


def test_a_figure_sums_nothing_but_equals(ledger: Ledger) -> None:
    keys = f"SELECT count(*) FROM (SELECT DISTINCT {KEY} FROM core_claims WHERE countable)"
    figures = ledger.con.execute("SELECT count(*) FROM out_tie_figures").fetchall()
    assert ledger.con.execute(keys).fetchall() == figures


def test_nine_lines_in_ten_of_the_training_reports_name_a_force(ledger: Ledger) -> None:
    printed = ledger.con.execute(
        'SELECT count("training:recipient_unit") / count(*) FROM raw_us_fmtr__trainings'
    ).fetchall()[0][0]
    named, filed, forces = ledger.con.execute(
        "SELECT count(unit_text), count(unit_id), count(DISTINCT unit_id) FROM core_claims "
        "WHERE source_id = 'us_fmtr' AND measure = 'trainees'"
    ).fetchall()[0]
    assert printed == pytest.approx(0.91, abs=0.005)
    assert filed / named > 0.99
    assert forces > 60_000
