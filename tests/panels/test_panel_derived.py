"""Lags, leads and windows by calendar years; amounts in constant prices."""

import pytest
from panel_ledgers import Maker, by_year, column, figure, indicator, state_value

from auxilia import panels
from auxilia.errors import UnknownNameError, UsageError
from auxilia.ledger import Ledger
from auxilia.panels import PanelError


@pytest.fixture
def scores(make: Maker) -> Ledger:
    """Mali: 1, 2, nothing, 4, 5 in the years 1999 to 2003; zero deaths but in 2001."""
    return make(
        core_indicators=[indicator("score"), indicator("deaths", absence="zero")],
        out_state_years=[
            state_value("left:score", "MLI", year, float(year - 1998)) for year in (1999, 2000, 2002, 2003)
        ]
        + [state_value("left:deaths", "MLI", 2001, 9.0)],
    )


def mali(ledger: Ledger, years: str) -> panels.Panel:
    return panels.state_year(ledger, years=years, members=["Mali"]).add("left:score", "left:deaths")


def test_a_lag_is_the_year_before_and_not_the_row_before(scores: Ledger) -> None:
    lagged = by_year(mali(scores, "2000..2003").lag("score"), "score_lag1")
    assert lagged == {
        2000: (1.0, "observed"),
        2001: (2.0, "observed"),
        2002: (None, "not_reported"),
        2003: (4.0, "observed"),
    }


def test_a_lead_looks_ahead_and_both_reach_beyond_the_years_of_the_panel(scores: Ledger) -> None:
    panel = mali(scores, "2001..2002").lead("score").lag("score", 2)
    assert by_year(panel, "score_lead1") == {2001: (4.0, "observed"), 2002: (5.0, "observed")}
    assert by_year(panel, "score_lag2") == {2001: (1.0, "observed"), 2002: (2.0, "observed")}
    assert panel.rows() == 2


def test_before_a_state_was_there_nothing_is_covered(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("deaths", absence="zero", year_from=1950, year_to=2000)],
        out_state_years=[state_value("left:deaths", "MLI", 1960, 4.0)],
    )
    panel = panels.state_year(ledger, years="1960..1962", members=["Mali"]).add("left:deaths").lag("deaths")
    assert by_year(panel, "deaths_lag1") == {
        1960: (None, "not_covered"),
        1961: (4.0, "observed"),
        1962: (0.0, "observed_zero"),
    }


def test_a_state_that_was_away_has_no_year_before(make: Maker) -> None:
    spell = {"scheme": "cow", "code": "432", "actor_id": "state:MLI", "role": "member"}
    ledger = make(
        codes=[
            spell | {"date_start": "1960-01-01", "date_end": "1999-06-30"},
            spell | {"date_start": "2001-02-01", "date_end": None},
        ],
        core_indicators=[indicator("deaths", absence="zero")],
    )
    panel = panels.state_year(ledger, years="1999..2002", members=["Mali"]).add("left:deaths").lag("deaths")
    assert by_year(panel, "deaths_lag1") == {
        1999: (None, "not_covered"),
        2001: (None, "not_covered"),
        2002: (0.0, "observed_zero"),
    }


def test_windows_need_every_year(scores: Ledger) -> None:
    panel = mali(scores, "2000..2003").window("score", 2, "sum").window("deaths", 3, "max")
    assert by_year(panel, "score_sum2") == {
        2000: (3.0, "observed"),
        2001: (None, "not_reported"),
        2002: (None, "not_reported"),
        2003: (9.0, "observed"),
    }
    assert by_year(panel, "deaths_max3") == {
        2000: (None, "not_covered"),
        2001: (9.0, "observed"),
        2002: (9.0, "observed"),
        2003: (9.0, "observed"),
    }
    mean = by_year(mali(scores, "2000..2003").window("deaths", 2), "deaths_mean2")
    assert mean[2000] == (0.0, "observed_zero")


def test_a_lag_of_a_window_is_a_window_of_the_year_before(scores: Ledger) -> None:
    panel = mali(scores, "2001..2003").window("score", 2, "sum").lag("score_sum2")
    assert by_year(panel, "score_sum2_lag1")[2001] == (3.0, "observed")


def test_lags_of_pairs_stay_within_the_pair(make: Maker) -> None:
    ledger = make(out_tie_figures=[figure(value=5.0, year_from=2000)])
    panel = panels.dyad_year(ledger, years=2001, recipients=["MLI", "NER"], providers=["USA", "FRA"])
    lagged = column(panel.add("ties").lag("tie_equip"), "tie_equip_lag1", "provider_id", "recipient_id")
    assert {key for key, cell in lagged.items() if cell[0] == 1} == {("state:USA", "state:MLI")}


def test_derived_columns_are_refused_where_they_make_no_sense(scores: Ledger) -> None:
    panel = mali(scores, "2000..2003")
    with pytest.raises(UsageError, match="0 years"):
        panel.lag("score", 0)
    with pytest.raises(UsageError, match="two years or more"):
        panel.window("score", 1)
    with pytest.raises(UnknownNameError, match="median"):
        panel.window("score", 3, "median")
    with pytest.raises(UnknownNameError, match="score"):
        panel.lag("scores")
    with pytest.raises(PanelError, match="score_lag1"):
        panel.lag("score").lag("score")


def test_the_deflator_is_current_by_constant_dollars_of_its_source(make: Maker) -> None:
    """Worked by hand: 50 current are 100 constant in 2000, so that prices doubled since."""
    book = {"source_id": "us_greenbook", "stage": "obligated", "recipient_id": "state:EGY"}
    ledger = make(
        out_tie_figures=[
            figure(value=50.0, **book),
            figure(value=100.0, price_basis="constant_2020", **book),
            figure(value=-8.0, price_basis="constant_2020", year_from=2001, **book),
            figure(value=7.0),
            figure(value=7.0, year_from=2001),
        ]
    )
    panel = panels.dyad_year(ledger, years="2000..2001", providers=["USA"], recipients=["MLI"])
    panel = panel.add("ties", measure="usd", source="left").deflate("equip_usd")
    assert by_year(panel, "equip_usd_2020") == {
        2000: (pytest.approx(14.0), "observed"),
        2001: (None, "not_covered"),
    }
    entry = next(entry for entry in panel.codebook() if entry.name == "equip_usd_2020")
    assert entry.unit == "USD of 2020"
    assert "us_greenbook" in entry.problems


def test_only_current_dollars_are_deflated_and_only_by_a_known_deflator(scores: Ledger, make: Maker) -> None:
    with pytest.raises(UsageError, match="current USD only"):
        mali(scores, "2000..2003").deflate("score")
    with pytest.raises(UnknownNameError, match="us_greenbook"):
        mali(scores, "2000..2003").deflate("score", "cpi")
    ledger = make(out_tie_figures=[figure(value=7.0)])
    panel = panels.dyad_year(ledger, years=2000, providers=["USA"]).add("ties", measure="usd")
    with pytest.raises(UsageError, match="no constant dollars"):
        panel.deflate("equip_usd")
