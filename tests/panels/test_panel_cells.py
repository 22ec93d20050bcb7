"""The five states of a cell: of values of states, of values of pairs, and of ties."""

from panel_ledgers import Maker, by_year, column, cover, figure, indicator, pair_value, state_value

from auxilia import panels
from auxilia.ledger import Ledger

MALI = {"recipients": ["MLI"]}


def mali(ledger: Ledger, *asked: str) -> panels.Panel:
    return panels.state_year(ledger, years="1998..2004", members=["Mali"]).add(*asked)


def test_a_scale_has_no_value_where_its_source_is_silent(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("score")],
        out_state_years=[
            state_value("left:score", "MLI", 1999, 0.0),
            state_value("left:score", "MLI", 2000, 2.5),
            state_value("left:score", "MLI", 2001, None, missing="war"),
            state_value("left:score", "MLI", 2002, None, missing="withheld by the state"),
        ],
    )
    assert by_year(mali(ledger, "left:score"), "score") == {
        1998: (None, "not_covered"),
        1999: (0.0, "observed"),
        2000: (2.5, "observed"),
        2001: (None, "not_reported"),
        2002: (None, "withheld"),
        2003: (None, "not_reported"),
        2004: (None, "not_covered"),
    }


def test_a_source_does_not_cover_a_state_that_it_never_names(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("score"), indicator("deaths", absence="zero")],
        out_state_years=[state_value(f"left:{one}", "NER", 2000, 2.5) for one in ("score", "deaths")],
    )
    panel = panels.state_year(ledger, years="2000..2001", members=["MLI", "NER"])
    panel = panel.add("left:score", "left:deaths")
    cells = {name: column(panel, name, "actor_id", "year") for name in ("score", "deaths")}
    assert cells["score"] == {
        ("state:MLI", 2000): (None, "not_covered"),
        ("state:MLI", 2001): (None, "not_covered"),
        ("state:NER", 2000): (2.5, "observed"),
        ("state:NER", 2001): (None, "not_reported"),
    }
    assert cells["deaths"]["state:MLI", 2000] == (0.0, "observed_zero")


def test_an_indicator_of_few_pairs_covers_the_pairs_that_it_names(make: Maker) -> None:
    ledger = make(
        core_indicators=[
            indicator("agreement", of="dyad", unit="share", family="alignment"),
        ],
        out_dyad_years=[
            pair_value("left:agreement", "USA", other, 2000, 0.5) for other in ("MLI", "NER", "SEN", "FRA")
        ],
    )
    names = ["MLI", "NER", "USA"]
    panel = panels.dyad_year(ledger, years="2000..2001", providers=names, recipients=names)
    cells = column(panel.add("left:agreement"), "agreement", "provider_id", "recipient_id", "year")
    assert cells["state:MLI", "state:USA", 2000] == (0.5, "observed")
    assert cells["state:USA", "state:MLI", 2001] == (None, "not_reported")
    assert cells["state:MLI", "state:NER", 2000] == (None, "not_covered")


def test_a_count_is_zero_where_silence_means_none_and_nowhere_else(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("deaths", absence="zero")],
        out_state_years=[
            state_value("left:deaths", "MLI", 1999, 0.0),
            state_value("left:deaths", "MLI", 2000, 25.0),
            state_value("left:deaths", "MLI", 2001, None, missing="no figure"),
        ],
    )
    assert by_year(mali(ledger, "left:deaths"), "deaths") == {
        1998: (None, "not_covered"),
        1999: (0.0, "observed_zero"),
        2000: (25.0, "observed"),
        2001: (None, "not_reported"),
        2002: (0.0, "observed_zero"),
        2003: (0.0, "observed_zero"),
        2004: (None, "not_covered"),
    }


def test_a_pair_without_direction_is_found_from_both_sides(make: Maker) -> None:
    ledger = make(
        core_indicators=[
            indicator("border", of="dyad", absence="zero", unit="1 if so"),
            indicator("km", of="dyad", unit="km"),
        ],
        out_dyad_years=[
            pair_value("left:border", "MLI", "NER", 2000, 1.0),
            pair_value("left:km", "MLI", "NER", 2000, 0.0),
        ],
    )
    panel = panels.dyad_year(ledger, years="2000..2004", providers=["MLI", "NER"], recipients=["MLI", "NER"])
    panel = panel.add("left:border", "left:km")
    border = column(panel, "border", "provider_id", "year")
    assert {border["state:MLI", 2000], border["state:NER", 2000]} == {(1, "observed")}
    assert border["state:NER", 2001] == (0, "observed_zero")
    assert border["state:NER", 2004] == (None, "not_covered")
    km = column(panel, "km", "provider_id", "year")
    assert {km["state:MLI", 2000], km["state:NER", 2000]} == {(0.0, "observed")}
    assert km["state:MLI", 2001] == (None, "not_reported")


def test_a_pair_with_direction_is_found_from_its_side_only(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("threats", of="dyad", absence="zero")],
        out_dyad_years=[pair_value("left:threats", "NER", "MLI", 2000, 3.0, directed=True)],
    )
    panel = panels.dyad_year(ledger, years=2000, providers=["MLI", "NER"], recipients=["MLI", "NER"])
    threats = column(panel.add("left:threats"), "threats", "provider_id")
    assert threats == {("state:NER",): (3.0, "observed"), ("state:MLI",): (0.0, "observed_zero")}


def test_values_of_states_stand_at_both_ends_or_at_one(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("deaths", absence="zero")],
        out_state_years=[state_value("left:deaths", "MLI", 2000, 25.0)],
    )
    panel = panels.dyad_year(ledger, years=2000, providers=["USA"], **MALI)
    both = panel.add("left:deaths").relation.select("deaths_p", "deaths_r").fetchall()
    assert both == [(0.0, 25.0)]
    assert panel.add("left:deaths", ends="r").columns[-2:] == ("deaths_r", "deaths_r_state")


def test_bounds_come_on_demand(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("score")],
        out_state_years=[state_value("left:score", "MLI", 2000, 2.0, value_low=1.0, value_high=3.0)],
    )
    panel = panels.state_year(ledger, years=2000, members=["MLI"]).add("left:score", bounds="yes")
    assert panel.relation.select("score_low", "score", "score_high").fetchall() == [(1.0, 2.0, 3.0)]


def test_silence_of_a_tie_is_what_its_sources_say_it_is(make: Maker) -> None:
    ledger = make(
        core_coverage=[
            cover(year_from=1999, year_to=2003),
            cover(source_id="right", provider="any", recipient="warring parties", year_from=2000,
                  year_to=2002, absence="zero"),
        ],
        core_covered=[{"source_id": "right", "recipient_id": "state:MLI", "year": 2002}],
        core_withheld=[{"source_id": "left", "provider_id": "state:USA", "recipient_id": "state:MLI",
                        "practice": "equip", "year": 2003}],
        out_tie_figures=[figure(year_from=2000, value=5.0), figure(year_from=2001, value=0.0)],
    )  # fmt: skip
    panel = panels.dyad_year(ledger, years="1998..2004", providers=["USA"], **MALI).add("ties")
    assert by_year(panel, "tie_equip") == {
        1998: (None, "not_covered"),
        1999: (None, "not_reported"),
        2000: (1, "observed"),
        2001: (0, "observed_zero"),
        2002: (0, "observed_zero"),
        2003: (None, "withheld"),
        2004: (None, "not_covered"),
    }
    other = panels.dyad_year(ledger, years=2000, providers=["FRA"], **MALI).add("ties")
    assert by_year(other, "tie_equip") == {2000: (None, "not_covered")}


def test_the_zero_of_one_instrument_is_none_of_the_whole_practice(make: Maker) -> None:
    ledger = make(
        core_coverage=[cover(practice="support", instrument="troops", absence="zero", year_from=1999)],
        out_tie_figures=[figure(practice="support", instrument="troops", measure="presence", year_from=1999)],
    )
    panel = panels.dyad_year(ledger, years=2000, providers=["USA"], **MALI)
    assert by_year(panel.add("ties"), "tie_support")[2000] == (None, "not_reported")
    narrowed = panel.add("ties:practice=support:instrument=troops")
    assert by_year(narrowed, "tie_support")[2000] == (0, "observed_zero")
    of_source = panel.add("ties:practice=support:source=left")
    assert by_year(of_source, "tie_support")[2000] == (0, "observed_zero")


def test_states_can_be_left_out(make: Maker) -> None:
    ledger = make(core_indicators=[indicator("score")])
    panel = panels.build(ledger, "state-year", years=2000, states=False).add("left:score")
    assert panel.columns == ("ccode_cow", "actor_id", "year", "score")
    assert panel.relation.columns == list(panel.columns)


def test_diagnostics_count_cells_and_records(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("deaths", absence="zero"), indicator("score")],
        out_state_years=[
            state_value("left:deaths", "MLI", 2000, 25.0),
            state_value("left:deaths", "VAT", 2000, 1.0),
            state_value("left:score", "MLI", 2000, 1.0),
        ],
    )
    panel = panels.state_year(ledger, years="2000..2004", members=["MLI"]).add("left:deaths", "left:score")
    deaths, score = panel.diagnostics()
    assert (deaths.rows_before, deaths.rows_after) == (5, 5)
    assert (deaths.matched, deaths.unmatched, deaths.not_covered) == (4, 0, 1)
    assert (score.matched, score.unmatched, score.not_covered) == (1, 3, 1)
    records = {table.adder: (table.records, table.placed) for table in panel.tables()}
    assert records == {"left:deaths": (2, 1), "left:score": (1, 1)}
