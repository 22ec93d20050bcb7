"""Ties in panels: what is added up and what is refused, fiscal years, partners, sides of wars."""

import pytest
from panel_ledgers import Maker, by_year, cover, figure, party

from auxilia import panels
from auxilia.errors import UnknownNameError, UsageError
from auxilia.ledger import Ledger

FISCAL = {"fiscal": True, "value": 100.0}


def usa_mali(ledger: Ledger, years: str | int = 2000) -> panels.Panel:
    return panels.dyad_year(ledger, years=years, providers=["USA"], recipients=["MLI"])


def test_different_sources_stages_bases_and_years_are_never_added_up(make: Maker) -> None:
    for changed in (
        {"source_id": "right"},
        {"stage": "agreed"},
        {"price_basis": "constant_2020"},
        {"fiscal": True},
    ):
        ledger = make(out_tie_figures=[figure(value=5.0), figure(value=7.0, **changed)])
        with pytest.raises(UsageError, match=r"never\s+added up.*source=left:stage=delivered"):
            usa_mali(ledger).add("ties", measure="usd")


def test_programmes_and_instruments_of_one_source_are_added_up(make: Maker) -> None:
    ledger = make(
        out_tie_figures=[
            figure(value=5.0, programme_id="us:fmf"),
            figure(value=7.0, programme_id="us:pko", instrument="arms"),
            figure(value=11.0, practice="train", instrument="course"),
            figure(measure="items", price_basis=None, value=3.0),
            figure(value=1000.0, year_from=1995, year_to=2000),
        ]
    )
    panel = usa_mali(ledger).add("ties", measure="usd")
    assert by_year(panel, "equip_usd") == {2000: (12.0, "observed")}
    assert by_year(panel, "train_usd") == {2000: (11.0, "observed")}
    one = usa_mali(ledger).add("ties:measure=usd:programme=us:fmf")
    assert by_year(one, "equip_usd") == {2000: (5.0, "observed")}
    together = usa_mali(ledger).add("ties:measure=usd:practice=all")
    assert by_year(together, "all_usd") == {2000: (23.0, "observed")}


def test_deobligations_are_kept(make: Maker) -> None:
    ledger = make(
        out_tie_figures=[
            figure(value=5.0, programme_id="us:fmf"),
            figure(value=-5.0, programme_id="us:pko"),
            figure(value=-3.0, year_from=2001),
        ]
    )
    panel = usa_mali(ledger, "2000..2001").add("ties", measure="usd")
    assert by_year(panel, "equip_usd") == {2000: (0.0, "observed"), 2001: (-3.0, "observed")}


def test_a_figure_that_is_not_printed_is_no_zero(make: Maker) -> None:
    ledger = make(
        core_coverage=[cover(absence="zero")],
        out_tie_figures=[
            figure(measure="items", price_basis=None, value=None, year_from=2000),
            figure(measure="items", price_basis=None, value=0.0, year_from=2001),
        ],
    )
    panel = usa_mali(ledger, "2000..2002").add("ties", measure="items", source="left")
    assert by_year(panel, "equip_items") == {
        2000: (None, "not_reported"),
        2001: (0.0, "observed_zero"),
        2002: (0.0, "observed_zero"),
    }


def test_sums_over_several_years_are_left_out_aloud_or_spread_evenly(make: Maker) -> None:
    ledger = make(
        out_tie_figures=[
            figure(value=30.0, year_from=2000, year_to=2002),
            figure(value=10.0, year_from=2001),
            figure(measure="presence", year_from=2000, year_to=2004),
        ]
    )
    panel = usa_mali(ledger, "1999..2003")
    plain, spread = panel.add("ties", measure="usd"), panel.add("ties", measure="usd", spread="even")
    assert {year: cell[0] for year, cell in by_year(plain, "equip_usd").items()} == {
        1999: None, 2000: None, 2001: 10.0, 2002: None, 2003: None
    }  # fmt: skip
    assert {year: cell[0] for year, cell in by_year(spread, "equip_usd").items()} == {
        1999: None, 2000: 10.0, 2001: 20.0, 2002: 10.0, 2003: None
    }  # fmt: skip
    assert any("1 figures in usd" in note and "75% of the sum" in note for note in plain.notes)
    assert not any("figures in usd" in note for note in spread.notes)
    part = usa_mali(ledger, "2001..2003").add("ties", measure="usd", spread="even")
    assert by_year(part, "equip_usd")[2002] == (10.0, "observed")


def test_options_narrow_the_ties(make: Maker) -> None:
    ledger = make(
        out_tie_figures=[
            figure(measure="presence", year_from=2000, certainty="alleged"),
            figure(measure="presence", year_from=2001, mutual=True),
            figure(measure="presence", year_from=2002, source_id="right", concession="sale"),
            figure(measure="troops", price_basis=None, year_from=2000, value=9.0),
        ]
    )
    panel = usa_mali(ledger, "2000..2002")
    seen = {
        option: [year for year, cell in by_year(panel.add(f"ties:{option}"), "tie_equip").items() if cell[0]]
        for option in ("certainty=confirmed", "mutual=yes", "mutual=no", "source=right", "concession=grant")
    }
    assert seen == {
        "certainty=confirmed": [2001, 2002],
        "mutual=yes": [2001],
        "mutual=no": [2000, 2002],
        "source=right": [2002],
        "concession=grant": [2000, 2001],
    }


@pytest.mark.parametrize(
    "asked",
    [
        "ties:measure=dollars",
        "ties:practice=teach",
        "ties:instrument=sword",
        "ties:source=nowhere",
        "ties:programme=us:none",
        "ties:price=constant_1900",
        "ties:colour=red",
    ],
)
def test_unknown_words_are_refused_with_those_that_there_are(make: Maker, asked: str) -> None:
    ledger = make(out_tie_figures=[figure(value=5.0, programme_id="us:fmf")])
    with pytest.raises(UnknownNameError, match="Did you mean"):
        usa_mali(ledger).add(asked)


def test_a_measure_without_figures_is_refused(make: Maker) -> None:
    with pytest.raises(UsageError, match="no yearly figures in tiv"):
        usa_mali(make(out_tie_figures=[figure(value=5.0)])).add("ties", measure="tiv")


def test_fiscal_years_in_quarters(make: Maker) -> None:
    """Worked by hand: 100 in each fiscal year 1974 to 1979, the transition quarter within 1976."""
    ledger = make(
        core_coverage=[cover(year_from=1974, year_to=1979)],
        out_tie_figures=[figure(year_from=year, **FISCAL) for year in range(1974, 1980)],
    )
    panel = usa_mali(ledger, "1973..1980").add("ties", measure="usd", fiscal="us_quarters")
    assert by_year(panel, "equip_usd") == {
        1973: (None, "not_reported"),
        1974: (pytest.approx(100.0), "observed"),
        1975: (pytest.approx(0.5 * 100 + 0.4 * 100), "observed"),
        1976: (pytest.approx(0.6 * 100 + 0.25 * 100), "observed"),
        1977: (pytest.approx(100.0), "observed"),
        1978: (pytest.approx(100.0), "observed"),
        1979: (None, "not_reported"),
        1980: (None, "not_covered"),
    }


def test_quarters_keep_the_sum_over_all_years(make: Maker) -> None:
    amounts = {year: float(year % 7 + 1) for year in range(1970, 1990)}
    ledger = make(out_tie_figures=[figure(year_from=y, fiscal=True, value=v) for y, v in amounts.items()])
    panel = usa_mali(ledger, "1969..1989").add("ties", measure="usd", fiscal="us_quarters")
    whole = sum(value for value, _ in by_year(panel, "equip_usd").values() if value is not None)
    first, last = amounts[1970], amounts[1989]
    assert whole == pytest.approx(sum(amounts.values()) - 0.5 * first - 0.75 * last)


def test_quarters_are_for_fiscal_figures_of_the_united_states(make: Maker) -> None:
    with pytest.raises(UsageError, match="by fiscal year"):
        usa_mali(make(out_tie_figures=[figure(value=1.0)])).add("ties", measure="usd", fiscal="us_quarters")
    french = [figure(provider_id="state:FRA", **FISCAL), figure(**FISCAL)]
    with pytest.raises(UsageError, match="state:FRA"):
        usa_mali(make(out_tie_figures=french)).add("ties", measure="usd", fiscal="us_quarters")


def test_partners_are_counted_and_amounts_summed_over_them(make: Maker) -> None:
    ledger = make(
        core_coverage=[cover(provider="states", absence="zero", year_from=1999)],
        out_tie_figures=[
            figure(value=5.0),
            figure(value=7.0, provider_id="state:FRA"),
            figure(value=0.0, provider_id="state:GBR"),
            figure(value=2.0, recipient_id="state:NER"),
        ],
    )
    panel = panels.state_year(ledger, years=2000, members=["MLI"]).add("ties").add("ties", measure="usd")
    assert by_year(panel, "tie_equip_in") == {2000: (2, "observed")}
    assert by_year(panel, "tie_equip_out") == {2000: (0, "observed_zero")}
    assert by_year(panel, "equip_usd_in") == {2000: (12.0, "observed")}
    usa = panels.state_year(ledger, years=2000, members=["USA"]).add("ties").add("ties", measure="usd")
    assert by_year(usa, "tie_equip_out") == {2000: (2, "observed")}
    assert by_year(usa, "equip_usd_out") == {2000: (7.0, "observed")}


def test_a_cover_of_one_provider_is_no_zero_of_all_providers(make: Maker) -> None:
    ledger = make(core_coverage=[cover(absence="zero")], out_tie_figures=[figure(value=5.0, year_from=1999)])
    panel = panels.state_year(ledger, years=2000, members=["MLI"]).add("ties")
    assert by_year(panel, "tie_equip_in") == {2000: (None, "not_reported")}
    usa = panels.state_year(ledger, years=2000, members=["USA"]).add("ties")
    assert by_year(usa, "tie_equip_out") == {2000: (0, "observed_zero")}


def test_both_sides_of_a_war_have_outside_support(make: Maker) -> None:
    group = "ucdp:90001"
    cover_all = cover(
        provider="any", recipient="warring parties", absence="zero", year_from=2000, year_to=2002
    )
    ledger = make(
        core_actors=[{"actor_id": group, "kind": "group", "name": "Band"}],
        core_conflicts=[
            row
            for year in (2000, 2001, 2003)
            for row in (party("7", year, "a", "state:MLI"), party("7", year, "b", group))
        ],
        core_coverage=[cover_all],
        core_covered=[
            {"source_id": "left", "recipient_id": actor, "year": year}
            for actor in ("state:MLI", group)
            for year in (2000, 2001)
        ],
        out_tie_figures=[
            figure(measure="presence"),
            figure(measure="presence", provider_id="state:FRA"),
            figure(measure="presence", provider_id="state:LBY", recipient_id=group),
            figure(measure="presence", provider_id=group),
        ],
    )
    panel = panels.conflict_year(ledger, years="2000..2003").add("ties:practice=equip")
    assert by_year(panel, "tie_equip_a") == {
        2000: (2, "observed"),
        2001: (0, "observed_zero"),
        2003: (None, "not_covered"),
    }
    assert by_year(panel, "tie_equip_b")[2000] == (1, "observed")
    with pytest.raises(UsageError, match="leave out measure"):
        panels.conflict_year(make(out_tie_figures=[figure(value=1.0)]), years=2000).add("ties:measure=usd")
