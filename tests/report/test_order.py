"""Order outcomes beside the ties: what is drawn, what is zero, what is not known, and what is never mixed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.report import actor_dossier, dyad_dossier
from auxilia.report.figures import Axis, Bars, Level, Levels, bars, levels
from auxilia.report.format import number
from auxilia.report.order import rows
from auxilia.report.order.families import FAMILIES
from auxilia.report.order.outcomes import distance, lifetime, outcome
from auxilia.report.order.records import Indicator, Outcome, Reading
from auxilia.report.records import Actor
from auxilia.sources import discover
from report.ledger import ARCADIA, FRONT, FULL, PONTUS, QUIRINIA, STARTER, mini_ledger
from report.pages import Element, parse, visible

YEARS = (1990, 2004)
SCALE = Indicator(
    "u:x", "u", "X", "alignment", "state", "points", "none", *YEARS, "not_reported", "", False, -2, 2
)
COUNT = Indicator("u:n", "u", "N", "violence", "state", "wars", "lower", *YEARS, "zero", "", True, 0, 3)


def actor() -> Element:
    return parse(actor_dossier(mini_ledger(outcomes=True), ARCADIA, provenance=FULL))


def dyad() -> Element:
    return parse(dyad_dossier(mini_ledger(outcomes=True), PONTUS, ARCADIA, provenance=FULL))


def row(page: Element, label: str) -> Element:
    found = [e for e in page.find("order").all("div", "row") if label in e.words()]
    assert len(found) == 1, [e.words() for e in found]
    return found[0]


def test_the_opening_counts_the_years_of_conflict_among_all_years_of_the_state() -> None:
    text = visible(actor())
    assert (
        "An armed conflict over Arcadia is on record in 2 of the 15 years 1990–2004, one of them with a "
        "thousand battle deaths or more (ucdp)." in text
    )
    assert "stood at 0.5 in 2000 and at −1.5 in 2001" in text


def test_coups_stand_in_words_and_as_lines_through_all_pictures() -> None:
    con = mini_ledger(outcomes=True)
    con.execute(
        "INSERT INTO core_indicators BY NAME SELECT * REPLACE ('coups:successes' AS indicator, "
        "'not_reported' AS absence, 'authority' AS family) FROM core_indicators "
        "WHERE indicator = 'ucdp:challengers'"
    )
    con.execute(
        "INSERT INTO out_state_years BY NAME SELECT * REPLACE ('coups:successes' AS indicator, "
        "unnest([1995, 2001, 2002]) AS year, unnest([1, 2, 0]) AS value) FROM out_state_years "
        "WHERE indicator = 'ucdp:challengers'"
    )
    page = parse(actor_dossier(con, ARCADIA, provenance=FULL))
    assert "Battle deaths were highest in 2001: 1,400 (ucdp)." in visible(page)
    assert "Coups succeeded in 1995 and 2001 (2) (ucdp, 1995–2002)." in visible(page)
    for name in ("received-strips", "order-rows"):
        pictures = list(page.find(name).all("svg", "strip"))
        assert pictures
        assert all(len(list(picture.all("line", "event"))) == 2 for picture in pictures)
        assert "year with a coup in Arcadia that succeeded (coups)" in page.words()
    assert not list(actor().all("line", "event"))


def test_the_years_of_an_extreme_are_all_told() -> None:
    counted = {2000: 3.0, 2001: 1.0, 2002: 3.0, 2003: 0.0}
    readings = {year: Reading(value) for year, value in counted.items()}
    existing = range(1990, 2005)
    told = rows.note(Outcome(COUNT, "N", "", readings, existing))
    assert told == "0 in 2003; highest 3 in 2000 and 2002"
    more = readings | {1999: Reading(3.0), 2003: Reading(1.0)}
    assert rows.note(Outcome(COUNT, "N", "", more, existing)) == (
        "1 in 2003; highest 3 in 3 years, lowest 1 in 2001 and 2003"
    )


def test_what_stands_first_in_a_family_is_an_indicator_of_that_family() -> None:
    known = {one.id: one.family for spec in discover().values() for one in spec.indicators}
    for family in FAMILIES:
        assert {known[name] for name in family.leading} <= {family.name}


def test_a_level_stands_with_its_bounds_and_a_reason_where_there_is_none() -> None:
    picture = next(row(actor(), "hrps:theta").all("svg"))
    assert "2001: −1.5 (between −2 and −1); latent score" in picture.words()
    assert "2002: no value (no report)" in picture.words()
    assert len(list(picture.all("rect", "bounds"))) == 2
    assert len(list(picture.all("rect", "level"))) == 2


def test_the_value_lies_within_its_bounds_on_the_picture() -> None:
    picture = next(row(actor(), "hrps:theta").all("svg"))
    steps, bounds = list(picture.all("rect", "level")), list(picture.all("rect", "bounds"))
    for step, bound in zip(steps, bounds, strict=True):
        middle = float(step.attributes["y"]) + 1
        top = float(bound.attributes["y"])
        assert top <= middle <= top + float(bound.attributes["height"])


def test_silence_is_zero_only_where_the_codebook_says_so_and_the_source_knows_the_state() -> None:
    page = actor()
    deaths = next(row(page, "ucdp:battle_deaths").all("svg"))
    assert len(list(deaths.all("rect", "printed-zero"))) == 13
    assert [bar.children[0].text for bar in deaths.all("rect", "bar")] == ["2001: 1,400 deaths"]
    assert len(list(deaths.all("line", "whisker"))) == 1
    other = parse(actor_dossier(mini_ledger(outcomes=True), QUIRINIA, provenance=FULL))
    assert "ucdp:battle_deaths" not in other.find("order").words()
    assert "No source in this ledger prints an indicator of violence here." in visible(other)


def test_years_that_the_source_does_not_reach_stand_apart() -> None:
    picture = next(row(actor(), "ucdp:battle_deaths").all("svg"))
    apart = list(picture.all("rect", "hatch"))
    width = 100 / len(range(1990, 2007))
    assert [float(h.attributes["width"][:-1]) for h in apart] == [pytest.approx(3 * width, abs=0.01)]


def test_a_rise_is_told_in_words_and_at_the_ends_of_the_scale() -> None:
    page = actor()
    protection = row(page, "hrps:theta")
    assert "a rise counts as order" in protection.words()
    caps = [e.attributes["class"] for e in protection.all("rect") if "end" in e.attributes["class"].split()]
    assert caps == ["end order", "end disorder"]
    deaths = row(page, "ucdp:battle_deaths")
    assert "a rise counts as disorder" in deaths.words()
    caps = [e.attributes["class"] for e in deaths.all("rect") if "end" in e.attributes["class"].split()]
    assert caps == ["end disorder", "end order"]


def test_distances_come_from_one_release_and_releases_never_meet() -> None:
    page = actor()
    table = page.find("order-alignment-years").words()
    assert "2000 2.5 (1.75 to 3.25)" in table
    assert "2001" not in table
    assert "16" not in table
    pair = dyad().find("order-alignment-years")
    heads = [e.text for e in pair.all("th") if e.attributes["scope"] == "col"]
    assert heads[1:3] == ["Distance in the UN: votes of 2024", "Distance in the UN: votes of 2020"]
    rows = [[cell.text for cell in line.children[1:]] for line in pair.all("tr")][1:]
    assert rows == [["2.5 (1.75 to 3.25)", "16", "0.25"], ["", "16", ""]]


def test_a_pair_shows_its_dispute_and_says_what_is_not_on_record() -> None:
    page = dyad()
    dispute = next(row(page, "cow:mid_hostility_dyad").all("svg"))
    assert [bar.children[0].text for bar in dispute.all("rect", "bar")] == ["2001: 4 level"]
    family = page.find("order-competition").words()
    assert "rivalries:tss" not in [e.words() for e in page.find("order-competition").all("div", "who")]
    assert "Not on record between" not in family


def test_what_is_known_to_be_quiet_is_told() -> None:
    con = mini_ledger(outcomes=True)
    con.execute("UPDATE core_actors SET gwcode = 1, ccode_cow = 1 WHERE kind = 'state'")
    text = visible(parse(dyad_dossier(con, PONTUS, ARCADIA, provenance=FULL)))
    assert "Not on record between Pontus and Arcadia: a strategic rivalry (rivalries, 2000–2004)." in text


def test_every_indicator_of_a_family_stands_in_its_table_with_its_problems() -> None:
    table = actor().find("order-norms-codebook").words()
    for part in ("hrps:theta", "vdem:v2clkill", "Problem of vdem:v2clkill.", "0.125 in 2001"):
        assert part in table
    assert "tpop" not in visible(actor())


def test_the_ties_stand_above_on_the_same_years() -> None:
    page = actor()
    strips = list(page.find("order-rows").all("svg", "strip"))
    assert strips[0].children[0].text == "Pontus: training, equipment and support by year"
    above = next(page.find("received-strips").all("svg", "strip"))
    place = {m.children[0].text: m.attributes["x"] for m in above.all("rect", "mark")}
    beside = {m.children[0].text: m.attributes["x"] for m in strips[0].all("rect", "mark")}
    assert beside == place


def test_sources_of_outcomes_are_cited() -> None:
    page = actor()
    assert "Nobody (2020). The hrps." in page.find("source-hrps").words()
    assert "source-rivalries" not in {e.attributes.get("id") for e in page.all()}


def test_no_word_of_causes_is_used() -> None:
    for page in (actor(), dyad()):
        text = page.find("order").words().lower()
        for word in ("because", "caused", "led to", "effect of", "impact", "due to", "result of"):
            assert word not in text


def test_without_outcomes_a_sentence_says_so() -> None:
    page = parse(actor_dossier(mini_ledger(claims=False), ARCADIA, provenance=STARTER))
    assert "This ledger holds no order outcomes" in page.find("order").words()
    assert "auxilia build" in page.find("order").words()


def test_an_armed_group_has_no_section_on_order() -> None:
    page = parse(actor_dossier(mini_ledger(outcomes=True), FRONT, provenance=FULL))
    assert "order" not in {e.attributes.get("id") for e in page.all()}


def test_a_provider_that_is_no_state_has_no_alignment() -> None:
    page = parse(dyad_dossier(mini_ledger(outcomes=True), FRONT, ARCADIA, provenance=FULL))
    assert "is no state: alignment in the United Nations is not defined." in page.find("order").words()


def test_zeros_fill_the_cover_while_the_state_exists() -> None:
    found = outcome(COUNT, {2000: Reading(3.0)}, range(1995, 2002), known=True)
    assert found.values == {year: 3.0 if year == 2000 else 0.0 for year in range(1995, 2002)}
    assert outcome(COUNT, {2000: Reading(3.0)}, range(1995, 2002), known=False).values == {2000: 3.0}


def test_a_lifetime_of_two_is_what_they_share() -> None:
    old, new = (
        Actor("a", "state", "A", year_from=1900, year_to=1991),
        Actor("b", "state", "B", year_from=1960),
    )
    assert lifetime(old, new) == range(1960, 1992)


points = st.integers(-20, 20).map(lambda n: n / 4)
intervals = st.tuples(points, points, points).map(sorted)


@given(intervals, intervals)
def test_bounds_of_a_distance_are_those_of_all_points_within(a: list[float], b: list[float]) -> None:
    ends = [{2000: Reading(value, low, high)} for low, value, high in (a, b)]
    (told,) = distance(SCALE, "d", ends[0], ends[1], range(1990, 2005)).readings.values()
    inside = [[x / 4 for x in range(int(4 * low), int(4 * high) + 1)] for low, _, high in (a, b)]
    every = [abs(x - y) for x in inside[0] for y in inside[1]]
    assert (told.low, told.high) == (min(every), max(every))
    assert told.value == abs(a[1] - b[1])
    (back,) = distance(SCALE, "d", ends[1], ends[0], range(1990, 2005)).readings.values()
    assert back == told


def test_a_level_outside_the_shared_scale_widens_it() -> None:
    data = Levels({2000: Level(9.0)}, -1.0, 1.0, "points", "none", range(1999, 2002), frozenset())
    page = parse(levels("l", "L", Axis(1999, 2001), data, "said"))
    assert {"9", "−1"} <= {e.text for e in page.all("text")}
    (step,) = page.all("rect", "level")
    assert float(step.attributes["y"]) == pytest.approx(6 - 1)


def test_bounds_of_bars_widen_the_scale() -> None:
    data = Bars({2000: 10.0}, "deaths", frozenset({2000}), fiscal=False, bounds={2000: (5.0, 40.0)})
    page = parse(bars("b", "B", Axis(2000, 2000), data, plot=40))
    (bar,) = page.all("rect", "bar")
    (line,) = page.all("line", "whisker")
    assert float(bar.attributes["height"]) == pytest.approx(10)
    assert (float(line.attributes["y1"]), float(line.attributes["y2"])) == pytest.approx((15, 50))


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.03157, "0.0316"), (-1.2, "−1.2"), (91752, "91,752"), (6.274e9, "6.27 bn"), (0.0, "0"), (-1e-9, "0")],
)
def test_an_indicator_is_written_in_three_digits(value: float, told: str) -> None:
    assert number(value) == told
    assert re.fullmatch(r"−?[\d.,]+( m| bn)?", number(value))
