"""One suite over all adders, then each adder's own answer on a few invented rows."""

from collections.abc import Mapping

import pytest
from panel_ledgers import Maker, by_year, column, cover, figure, indicator, pair_value, party, state_value

from auxilia import panels
from auxilia.errors import UnknownNameError, UsageError
from auxilia.ledger import Ledger
from auxilia.panels import PanelError, adders

STATES = {
    "violence": "left:deaths",
    "norms": "left:torture",
    "authority": "left:coups",
    "fragmentation": "left:challengers",
    "competition": "left:spending",
    "covariate": "cow:cinc",
}
MORE_STATES = (
    "cow:major",
    "cow:milex",
    "cow:tpop",
    "leaders:tenure",
    "regime:polity2",
    "unga:ideal_all_2024",
    "unga:ideal_all_2020",
    "worldbank:gdp_usd_2015",
)
PAIRS = {
    "cow:mid": "competition",
    "gml_mid:mid": "competition",
    "rivalries:tss": "competition",
    "rivalries:td": "competition",
    "cow:contiguity": "covariate",
    "cow:land_border": "covariate",
    "cow:mindist": "covariate",
    "cow:igos": "covariate",
    "unga:agreement": "alignment",
}


def entry(indicator_id: str, **given: object) -> dict[str, object]:
    source, _, name = indicator_id.partition(":")
    return indicator(name, source_id=source, **given) | {"name": f"{source}_{name}"}


@pytest.fixture(scope="module")
def ledger(make_once: Maker) -> Ledger:
    """Something for every adder, in the years 1999 to 2003."""
    indicators = [entry(one, family=family, absence="zero") for family, one in STATES.items()]
    indicators += [
        entry(one, family="alignment" if one.startswith("unga") else "covariate") for one in MORE_STATES
    ]
    pairs = {"of": "dyad", "unit": "1 if so"}
    indicators += [
        entry(one, family=family, absence="not_reported" if one.startswith("unga") else "zero", **pairs)
        for one, family in PAIRS.items()
    ]
    spell = {"date_start": "1998-05-01", "date_end": "2001-02-01", "date_precision": "day"}
    claim = FIXED_CLAIM | spell | {"facet": "defense", "claim_id": "1", "record_id": "1"}
    return make_once(
        core_indicators=indicators,
        out_state_years=[
            state_value(one, actor, year, float(year - 1999 + len(actor)))
            for one in (*STATES.values(), *MORE_STATES)
            for actor in ("MLI", "NER", "USA")
            for year in (1999, 2000)
        ],
        out_dyad_years=[pair_value(one, "MLI", "NER", 2000, 1.0) for one in PAIRS],
        out_tie_figures=[
            figure(value=5.0),
            figure(practice="train", measure="presence"),
            figure(measure="presence", provider_id="state:MLI", recipient_id="state:NER"),
            figure(source_id="sipri_transfers", measure="tiv", price_basis="sipri_tiv", value=2.0),
            figure(source_id="dcad", measure="presence", practice="train", stage="in_force"),
        ],
        core_coverage=[
            cover(source_id="sipri_transfers", provider="any", recipient="any", instrument="arms"),
            cover(source_id="dcad", provider="states", practice="train", instrument="agreement"),
            cover(),
            cover(practice="train"),
            cover(source_id="atop", provider="states", practice="support", instrument="agreement"),
        ],
        core_claims=[claim],
        core_conflicts=[party("7", 2000, "a", "state:MLI"), party("7", 2000, "b", "state:NER")],
    )


FIXED_CLAIM = {
    "source_id": "atop",
    "file": "f",
    "locator": "row 1",
    "provider_id": "state:USA",
    "recipient_id": "state:MLI",
    "provider_text": "2",
    "recipient_text": "432",
    "practice": "support",
    "instrument": "agreement",
    "concession": "unknown",
    "stage": "in_force",
    "measure": "presence",
    "certainty": "confirmed",
    "countable": True,
    "mutual": False,
    "snapshot_sha256": "0",
}
Bare = tuple[panels.Panel, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def bare_panels(ledger: Ledger) -> dict[str, Bare]:
    """A panel of each unit before anything is added, and its rows."""
    found = {}
    for unit in panels.UNITS:
        providers = ["USA", "MLI"] if unit in ("dyad-year", "tie-year") else []
        bare = panels.build(ledger, unit, years="1998..2004", recipients=["MLI", "NER"], providers=providers)
        found[unit] = (bare, bare.relation.fetchall())
    return found


CASES = [(name, unit) for name, adder in sorted(adders().items()) for unit in adder.units]


@pytest.mark.parametrize(("name", "unit"), CASES)
def test_every_adder_keeps_the_rows_and_tells_the_state_of_each_cell(
    ledger: Ledger, bare_panels: Mapping[str, Bare], name: str, unit: panels.UnitName
) -> None:
    if (name, unit) in NO_PAIRS:
        with pytest.raises(UsageError, match="no pairs"):
            panels.build(ledger, unit, years="1998..2004").add(name)
        return
    bare, before = bare_panels[unit]
    panel = bare.add(name)
    after = panel.relation.fetchall()
    assert [row[: len(bare.columns)] for row in after] == before
    assert len(before) == panel.rows() > 0
    values = [entry.name for entry in panel.codebook() if entry.state_column]
    assert values
    cells = [
        (value, row[panel.columns.index(value)], row[panel.columns.index(f"{value}_state")])
        for row in after
        for value in values
    ]
    wrong = [cell for cell in cells if (cell[1] is not None) != (cell[2] in ("observed", "observed_zero"))]
    assert wrong == []
    assert "observed" in {state for _, _, state in cells}


# What these add are values of pairs, which these units do not have.
NO_PAIRS = {
    (name, unit)
    for name in ("contiguity", "igos", "mids", "rivalries")
    for unit in ("state-year", "actor-year", "conflict-year")
}


@pytest.mark.parametrize("name", sorted(adders()))
def test_every_adder_has_a_complete_codebook(ledger: Ledger, name: str) -> None:
    panel = panels.dyad_year(ledger, years=2000, providers=["USA"]).add(name)
    added = [entry for entry in panel.codebook() if entry.added_by != "universe"]
    assert added
    for one in added:
        assert one.label
        assert one.unit
        assert one.source
        assert one.years
        assert len(one.name) <= 28
        assert len(one.state_column) <= 32
    assert [one.name for one in panel.codebook()] + [one.state_column for one in added] == sorted(
        panel.columns, key=lambda column: (column.endswith("_state"), panel.columns.index(column))
    )


def test_alignment_is_the_distance_of_two_points_of_one_release(make: Maker) -> None:
    ledger = make(
        core_indicators=[
            entry("unga:ideal_all_2024", family="alignment"),
            entry("unga:ideal_all_2020", family="alignment"),
        ],
        out_state_years=[
            state_value("unga:ideal_all_2024", "USA", 2000, 3.0),
            state_value("unga:ideal_all_2024", "MLI", 2000, -1.5),
            state_value("unga:ideal_all_2020", "USA", 2000, 2.0),
            state_value("unga:ideal_all_2020", "MLI", 1999, 1.0),
        ],
    )
    panel = panels.dyad_year(ledger, years="1998..2000", providers=["USA"], recipients=["MLI"])
    panel = panel.add("alignment")
    assert by_year(panel, "unga_dist_all_2024")[2000] == (4.5, "observed")
    assert by_year(panel, "unga_dist_all_2020")[2000] == (None, "not_reported")
    assert by_year(panel, "unga_dist_all_2020")[1998] == (None, "not_covered")
    assert "unga_ideal_all_2024_p" not in panel.columns


def test_competition_sums_over_rivals_where_each_has_a_value(make: Maker) -> None:
    ledger = make(
        core_indicators=[
            entry("rivalries:tss", family="competition", of="dyad", unit="1 if so", absence="zero"),
            indicator("milex", family="competition", unit="USD"),
            indicator("mids", family="competition", unit="disputes", absence="zero"),
            indicator("peak", family="competition", unit="level: 0 to 5"),
        ],
        out_dyad_years=[
            pair_value("rivalries:tss", a, b, year, 1.0)
            for a, b in (("MLI", "NER"), ("MLI", "SEN"))
            for year in (1999, 2000, 2001)
        ],
        out_state_years=[
            state_value("left:milex", "NER", 1999, 10.0),
            state_value("left:milex", "SEN", 1999, 5.0),
            state_value("left:milex", "NER", 2000, 10.0),
            state_value("left:mids", "SEN", 2000, 2.0),
        ],
    )
    panel = panels.state_year(ledger, years="1999..2002", members=["MLI"]).add("competition")
    assert by_year(panel, "rivals_milex") == {
        1999: (15.0, "observed"),
        2000: (None, "not_reported"),
        2001: (None, "not_reported"),
        2002: (0.0, "observed_zero"),
    }
    assert by_year(panel, "rivals_mids") == {
        1999: (0.0, "observed_zero"),
        2000: (2.0, "observed"),
        2001: (0.0, "observed_zero"),
        2002: (0.0, "observed_zero"),
    }
    assert "rivals_peak" not in panel.columns


def test_alliances_are_in_force_in_each_year_they_touch_and_have_a_direction(ledger: Ledger) -> None:
    panel = panels.dyad_year(ledger, years="1999..2003", providers=["USA", "MLI"], recipients=["USA", "MLI"])
    panel = panel.add("alliances")
    pledged = column(panel, "ally_defense", "provider_id", "year")
    assert [pledged["state:USA", year] for year in (1999, 2001, 2002)] == [
        (1, "observed"),
        (1, "observed"),
        (0, "observed_zero"),
    ]
    assert pledged["state:MLI", 1999] == (0, "observed_zero")
    assert column(panel, "ally_offense", "provider_id", "year")["state:USA", 1999] == (0, "observed_zero")


def test_the_share_in_arms_is_of_all_that_is_delivered_to_the_recipient(make: Maker) -> None:
    """Worked by hand: 12 over 2000 to 2002 are 4 a year; 4 of 4 + 2 + 2 in 2000, 4 of 4 in 2001."""
    arms = {"source_id": "sipri_transfers", "measure": "tiv", "price_basis": "sipri_tiv"}
    ledger = make(
        core_coverage=[cover(source_id="sipri_transfers", provider="any", year_from=1999, year_to=2003)],
        out_tie_figures=[
            figure(**arms, value=12.0, year_from=2000, year_to=2002),
            figure(**arms, value=2.0, provider_id="state:FRA"),
            figure(**arms, value=2.0, provider_id="text:unknown"),
            figure(**arms, value=50.0, recipient_id="state:NER"),
            figure(**arms, value=9.0, stage="ordered", provider_id="state:FRA"),
        ],
    )
    panel = panels.dyad_year(ledger, years="1998..2003", providers=["USA", "FRA"], recipients=["MLI"])
    shares = column(panel.add("arms_share"), "arms_share", "provider_id", "year")
    assert [shares["state:USA", year] for year in range(1998, 2004)] == [
        (None, "not_covered"),
        (None, "not_reported"),
        (0.5, "observed"),
        (1.0, "observed"),
        (1.0, "observed"),
        (None, "not_reported"),
    ]
    assert [shares["state:FRA", year] for year in (2000, 2001)] == [
        (0.25, "observed"),
        (0.0, "observed_zero"),
    ]


def test_agreements_are_counted_in_both_directions_while_in_force(make: Maker) -> None:
    signed = {"source_id": "dcad", "measure": "presence", "practice": "train", "mutual": True}
    force = signed | {"stage": "in_force"}
    both = ({}, {"provider_id": "state:MLI", "recipient_id": "state:USA"})
    ledger = make(
        core_coverage=[cover(source_id="dcad", provider="states", practice="train")],
        out_tie_figures=[
            *(figure(**force, year_from=2000, year_to=2002, **ends) for ends in both),
            *(figure(**force | {"practice": "equip"}, year_from=2001, n_claims=2, **ends) for ends in both),
            *(figure(**signed | {"stage": "agreed"}, year_from=1999, **ends) for ends in both),
        ],
    )
    panel = panels.dyad_year(ledger, years="1998..2003", providers=["USA", "MLI"], recipients=["USA", "MLI"])
    found = column(panel.add("agreements"), "defence_agreements_n", "provider_id", "year")
    for end in ("state:USA", "state:MLI"):
        assert [found[end, year] for year in range(1998, 2004)] == [
            (None, "not_covered"),
            (0, "observed_zero"),
            (1, "observed"),
            (3, "observed"),
            (1, "observed"),
            (0, "observed_zero"),
        ]


def test_a_key_that_stands_twice_is_refused_by_name(make: Maker) -> None:
    twice = [state_value("left:score", "MLI", 2000, 1.0)] * 2
    ledger = make(core_indicators=[indicator("score")], out_state_years=twice)
    panel = panels.dyad_year(ledger, years=2000).add("left:score")
    with pytest.raises(PanelError, match=r"left:score.*2 rows for state:MLI in 2000"):
        panel.relation.fetchall()


@pytest.mark.parametrize("absence", ["zero", "not_reported"])
def test_a_pair_that_stands_both_ways_is_refused_by_name(make: Maker, absence: str) -> None:
    ledger = make(
        core_indicators=[indicator("border", of="dyad", absence=absence)],
        out_dyad_years=[pair_value("left:border", "MLI", "NER", 2000, 1.0),
                        pair_value("left:border", "NER", "MLI", 2000, 2.0)],
    )  # fmt: skip
    with pytest.raises(PanelError, match="state:MLI state:NER in 2000"):
        panels.dyad_year(ledger, years=2000).add("left:border").df()


def test_pairs_with_and_without_direction_are_not_one_indicator(make: Maker) -> None:
    ledger = make(
        core_indicators=[indicator("border", of="dyad")],
        out_dyad_years=[
            pair_value("left:border", "MLI", "NER", 2000, 1.0),
            pair_value("left:border", "MLI", "NER", 2001, 1.0, directed=True),
        ],
    )
    with pytest.raises(UsageError, match="with and without direction"):
        panels.dyad_year(ledger, years=2000).add("left:border")


def test_the_same_column_asked_for_twice_stands_once(ledger: Ledger) -> None:
    panel = panels.dyad_year(ledger, years=2000, providers=["USA"]).add("violence", "left:deaths")
    assert panel.columns.count("left_deaths_p") == 1


def test_two_different_columns_of_one_name_are_refused(make: Maker) -> None:
    ledger = make(
        out_tie_figures=[figure(value=5.0, programme_id="us:fmf"), figure(value=7.0, programme_id="us:pko")]
    )
    panel = panels.dyad_year(ledger, years=2000, providers=["USA"])
    panel = panel.add("ties:measure=usd:programme=us:fmf")
    with pytest.raises(PanelError, match=r"equip_usd.*name="):
        panel.add("ties:measure=usd:programme=us:pko")
    both = panel.add("ties:measure=usd:programme=us:pko:name=peacekeeping")
    row = both.relation.filter("recipient_id = 'state:MLI'").select("equip_usd", "peacekeeping").fetchall()
    assert row == [(5.0, 7.0)]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("violense", "violence"),
        ("cow:cink", "cow:cinc"),
        ("violence:side=p", "ends"),
        ("violence:ends=x", "both"),
        ("violence:only=births", "deaths"),
        ("cow:cinc:only=x", "ends"),
    ],
)
def test_unknown_names_are_refused_with_suggestions(ledger: Ledger, asked: str, hint: str) -> None:
    with pytest.raises(UnknownNameError, match=hint):
        panels.dyad_year(ledger, years=2000).add(asked)


def test_options_are_written_once_and_with_a_value(ledger: Ledger) -> None:
    for asked in ("ties:practice=", "ties:practice=train:practice=equip", "ties:=x"):
        with pytest.raises(UsageError, match="option"):
            panels.dyad_year(ledger, years=2000).add(asked)


def test_an_adder_says_which_source_it_misses(make: Maker) -> None:
    ledger = make()
    panel = panels.dyad_year(ledger, years=2000)
    with pytest.raises(UsageError, match="auxilia build --source cow"):
        panel.add("cinc")
    with pytest.raises(UsageError, match="auxilia build --source atop"):
        panel.add("alliances")
    with pytest.raises(UsageError, match="auxilia build --source sipri_transfers"):
        panel.add("arms_share")
    with pytest.raises(UsageError, match="auxilia build --source dcad"):
        panel.add("agreements")
    with pytest.raises(UsageError, match="family violence"):
        panel.add("violence")
    with pytest.raises(UsageError, match="only to dyad-year"):
        panels.state_year(ledger, years=2000).add("distance")
    with pytest.raises(UsageError, match="no end 'r'"):
        panels.state_year(make(core_indicators=[indicator("score")]), years=2000).add("left:score:ends=r")
