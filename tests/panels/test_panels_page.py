"""The page on panels is true: lists are those of the records, counts and commands give what it says."""

import re
from pathlib import Path

import pytest
from panel_ledgers import Maker

from auxilia import panels
from auxilia.errors import UsageError
from auxilia.panels.page import FAMILIES, MARK, indicators, page_text, write_page
from auxilia.sources import discover
from auxilia.vocabulary import CELL_STATES
from test_readme import BLOCK, run

PAGE = Path(__file__).parents[2] / "docs" / "panels.md"
ABOVE = PAGE.read_text("utf-8").partition(MARK)[0]
COUNTS = re.findall(r"^\| (\d{4}) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", ABOVE, re.MULTILINE)


def test_the_lists_are_those_of_the_records() -> None:
    assert PAGE.read_text("utf-8").partition(MARK)[2].strip() == page_text().strip(), (
        "run: python -m auxilia.panels.page docs/panels.md"
    )


def test_every_indicator_and_adder_has_an_entry() -> None:
    text = page_text()
    every = [one for spec in discover().values() for one in spec.indicators]
    assert len(every) == sum(map(len, indicators().values()))
    assert [one.id for one in every if f"| `{one.id}` | `{one.name}` |" not in text] == []
    assert [name for name in panels.adders() if f"\n### {name}\n" not in text] == []


def test_six_families_have_three_indicators_at_least_with_a_direction() -> None:
    """Ideal points become distances to a provider, whose direction is that of the adder."""
    for family in set(FAMILIES) - {"covariate"}:
        found = indicators()[family]
        told = [one for one in found if one.ordering != "none" or one.id.startswith("unga:ideal")]
        assert len(told) >= 3, family
        assert told == found


def test_units_states_of_cells_and_covariates_stand_on_the_page() -> None:
    for word in (*panels.UNITS, *CELL_STATES):
        assert f"| `{word}` |" in ABOVE
    assert "`distance`, `contiguity`, `rivalries`, `regime`, `gdp`, `population`, `cinc`" in ABOVE


@pytest.mark.parametrize("row", COUNTS, ids=lambda row: row[0])
def test_the_numbers_of_states_are_those_of_the_system(make: Maker, row: tuple[str, ...]) -> None:
    ledger, (year, *told) = make(), [int(cell.replace(",", "")) for cell in row]
    assert told == [
        panels.state_year(ledger, years=year).rows(),
        panels.dyad_year(ledger, years=year).rows(),
        panels.state_year(ledger, years=year, system="gw").rows(),
    ]


def test_the_page_counts_five_years_and_shows_three_commands() -> None:
    assert len(COUNTS) == 5
    assert len(BLOCK.findall(ABOVE)) == 3


@pytest.mark.parametrize(("command", "output"), [(m["command"], m["output"]) for m in BLOCK.finditer(ABOVE)])
def test_a_command_prints_what_the_page_shows(command: str, output: str, tmp_path: Path) -> None:
    assert [line.rstrip() for line in run(command, tmp_path).splitlines()] == output.splitlines()


def test_what_stands_above_the_mark_is_left(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# By hand\n\n{MARK}\nold\n", "utf-8")
    write_page(page)
    assert page.read_text("utf-8") == f"# By hand\n\n{MARK}\n\n{page_text()}"
    page.write_text("# No mark\n", "utf-8")
    with pytest.raises(UsageError, match="has no line"):
        write_page(page)
