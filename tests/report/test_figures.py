"""The pictures as functions: places, heights, lanes, and text that is always text."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.report.figures import Axis, Bars, Cell, Spell, axis_for, axis_row, bars, spells, strip
from auxilia.report.figures.bars import BOTTOM, TOP, round_below
from auxilia.report.figures.spells import pack, thickness
from auxilia.report.figures.svg import element, words
from auxilia.vocabulary import PRACTICES

AXIS = Axis(1990, 2009)
NO_CONTROL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
YEARS = st.integers(1950, 2030)
SPELLS = st.builds(
    lambda first, length, value: Spell(first, first + length, value, False),
    st.integers(1950, 2020),
    st.integers(0, 15),
    st.floats(0.1, 5000),
)


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def rects(svg: str, css: str) -> list[dict[str, str]]:
    return [dict(e.attrib) for e in tree(svg).iter("rect") if css in e.attrib.get("class", "").split()]


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@given(NO_CONTROL, NO_CONTROL)
def test_any_text_stays_text(inside: str, attribute: str) -> None:
    found = tree(element("g", element("title", words(inside)), aria_label=attribute))
    assert (found[0].text or "" if len(found) else "") == inside
    assert " ".join(found.attrib["aria-label"].split()) == " ".join(attribute.split())


@given(YEARS, st.integers(0, 80), YEARS)
def test_years_lie_on_the_axis_in_order(first: int, length: int, year: int) -> None:
    axis = Axis(first, first + length)
    assert 0 <= axis.left(year) <= 100 + 1e-9
    left, width = axis.stretch(first, first + length)
    assert (left, width) == pytest.approx((0, 100))
    assert axis.left(first + length) + axis.width == pytest.approx(100)


def test_the_axis_runs_from_the_first_year_on_record_to_the_last_one_covered() -> None:
    assert axis_for({1961, 2003}, {1946, 2024}) == Axis(1960, 2024)
    assert axis_for({1865, 1903, 1952}, {2019}) == Axis(1950, 2019)
    assert axis_for(set(), set()).years


def test_written_years_stay_inside_the_picture() -> None:
    for axis in (Axis(1945, 2026), Axis(2010, 2020), Axis(1798, 2019)):
        marks = list(tree(axis_row(axis)).iter("text"))
        assert 2 <= len(marks) <= 14
        assert all(0 <= percent(e.attrib["x"]) < 100 for e in marks)


def test_events_are_lines_in_the_middle_of_their_years_and_neighbours_share_their_words() -> None:
    axis = Axis(1990, 2009, events=(2008, 1995, 2007, 1980), event="coup")
    drawn = strip("s", "S", "said", axis, {practice: ["none"] * 20 for practice in PRACTICES}, [])
    lines = [e.attrib for e in tree(drawn).iter("line") if e.attrib["class"] == "event"]
    assert [percent(line["x1"]) for line in lines] == [27.5, 87.5, 92.5]
    words_ = [e for e in tree(axis_row(axis)).iter("text") if "event-word" in e.attrib["class"]]
    assert [(e.text, percent(e.attrib["x"])) for e in words_] == [("coup", 27.5), ("2 coups", 90.0)]


@given(st.dictionaries(st.integers(1990, 2009), st.floats(-1e9, 1e9), min_size=1))
def test_heights_of_bars_are_their_values(values: dict[int, float]) -> None:
    data = Bars(values, "USD", frozenset(AXIS.years), fiscal=True)
    drawn = rects(bars("b", "t", AXIS, data, plot=100), "bar")
    told = [value for _, value in sorted(values.items()) if value]
    assert len(drawn) == len(told)
    scale = max(0.0, *told, 0.0) - min(0.0, *told, 0.0)
    for rect, value in zip(drawn, told, strict=True):
        height = float(rect["height"])
        assert height == pytest.approx(max(100 * abs(value) / scale, 0.8), abs=0.011)
        assert TOP - 0.01 <= float(rect["y"]) <= TOP + 100 + BOTTOM
        assert ("negative" in rect["class"]) == (value < 0)


def test_a_bar_stands_in_its_year() -> None:
    (drawn,) = rects(bars("b", "t", AXIS, Bars({1995: 3.0}, "USD", frozenset(), fiscal=False)), "bar")
    left = percent(drawn["x"])
    assert 25 < left < left + percent(drawn["width"]) < 30


def test_estimates_are_drawn_apart() -> None:
    data = Bars({1995: 3.0, 1996: 4.0}, "USD", frozenset(), fiscal=False, uncertain=frozenset({1996}))
    assert [r["class"] for r in rects(bars("b", "t", AXIS, data), "bar")] == ["bar", "bar uncertain"]


@given(st.floats(1e-6, 1e15))
def test_the_scale_is_a_round_number_not_above_the_highest(value: float) -> None:
    step = round_below(value)
    assert step <= value * (1 + 1e-9)
    assert value < step * 2.5 * (1 + 1e-9)
    assert f"{step:e}"[0] in "125"


@given(st.lists(SPELLS, max_size=25), st.integers(1, 6))
def test_lanes_never_overlap_and_nothing_is_lost(entries: list[Spell], lanes: int) -> None:
    packed, left_out = pack(entries, lanes)
    assert sum(len(lane) for lane in packed) + left_out == len(entries)
    assert len(packed) <= lanes
    for lane in packed:
        years = [year for spell in lane for year in range(spell.first, spell.last + 1)]
        assert len(years) == len(set(years))


def test_a_delivery_over_several_years_is_one_line() -> None:
    svg, left_out = spells("s", "t", AXIS, [Spell(1992, 1999, 250.0, False)], frozenset(AXIS.years))
    (line,) = rects(svg, "spell")
    assert left_out == 0
    assert percent(line["x"]) == pytest.approx(10, abs=1)
    assert percent(line["width"]) == pytest.approx(40, abs=2)
    assert float(line["height"]) == thickness(250.0)


def test_volumes_have_four_thicknesses() -> None:
    sizes = [thickness(value) for value in (1.0, 10.0, 100.0, 1000.0)]
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("mark", ["sure", "uncertain", "alleged", "mutual", "zero", "withheld", "span"])
def test_each_kind_of_mark_has_its_own_form(mark: str) -> None:
    open_ground = {practice: ["open"] * len(AXIS.years) for practice in PRACTICES}
    cell = Cell("equip", 1995, 1996, mark, "words & sources")  # type: ignore[arg-type]
    drawn = tree(strip("s", "t", "d", AXIS, open_ground, [cell]))  # type: ignore[arg-type]
    (found,) = [e for e in drawn.iter() if "mark" in e.attrib.get("class", "").split()]
    assert found.attrib["class"] == f"mark {mark} p-equip"
    assert found[0].text == "words & sources"
    assert (found.attrib.get("fill") == "url(#dots-equip)") == (mark == "alleged")


def test_a_tie_outside_the_axis_is_not_drawn() -> None:
    open_ground = {practice: ["open"] * len(AXIS.years) for practice in PRACTICES}
    cell = Cell("train", 1900, 1910, "sure", "early")
    assert "early" not in strip("s", "t", "d", AXIS, open_ground, [cell])  # type: ignore[arg-type]
