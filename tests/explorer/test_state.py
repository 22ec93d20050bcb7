"""State -> address -> state, and nothing but one kind of error for what cannot be understood."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auxilia.errors import UnknownNameError
from auxilia.explorer.choices import LARGEST_PAGE, LARGEST_PAGE_NUMBER, LICENCES, TABLES, VIEWS
from auxilia.explorer.codes import id_of
from auxilia.explorer.state import FIELDS, SYSTEMS, UNITS, State, as_record, parse, serialise
from auxilia.explorer.trouble import ParameterError
from auxilia.ledger.years import FIRST, LAST, Years
from auxilia.vocabulary import INSTRUMENTS, MEASURES, PRACTICES, STAGES

ACTORS = ("org:EU", "state:ARC", "state:PON", "state:QUI", "territory:XSS", "ucdp:7", "text:Some, body")


@dataclass(frozen=True)
class Few:
    """A ledger that knows a few names."""

    sources: tuple[str, ...] = ("budget", "register", "wars")
    programmes: tuple[str, ...] = ("us:fmf", "us:imet")
    releases: tuple[str, ...] = ("2026-01", "old")

    def actor(self, asked: str) -> str:
        found = {"Arcadia": "state:ARC"}.get(asked, id_of(asked))
        if found not in ACTORS:
            raise UnknownNameError(asked, "actor", ("Arcadia",))
        return found


KNOWN = Few()
NAMED = [actor for actor in ACTORS if "," not in actor]


def some(values: tuple[str, ...] | list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the values, once each, in their order."""
    return st.lists(st.sampled_from(list(values)), unique=True).map(
        lambda found: tuple(sorted(found, key=list(values).index))
    )


@st.composite
def spans(draw: st.DrawFn) -> Years | None:
    first, last = sorted(draw(st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST))))
    return None if (first, last) == (FIRST, LAST) else Years(first, last)


STATES = st.builds(
    State,
    provider=some(sorted(NAMED)),
    recipient=some(sorted(NAMED)),
    practice=some(PRACTICES),
    instrument=some(INSTRUMENTS),
    stage=some(STAGES),
    measure=some(MEASURES),
    source=some(KNOWN.sources),
    programme=some(KNOWN.programmes),
    year=st.none() | spans(),
    view=st.sampled_from(VIEWS),
    table=st.none() | st.sampled_from(TABLES),
    licence=st.sampled_from(LICENCES),
    page=st.integers(1, LARGEST_PAGE_NUMBER),
    size=st.integers(1, LARGEST_PAGE),
    v=st.sampled_from(("", *KNOWN.releases)),
    unit=st.sampled_from(("", *UNITS)),
    add=st.lists(
        st.sampled_from(("ties", "cow:cinc", "ties:measure=usd", "ties:practice=train+equip")), unique=True
    ).map(tuple),
    lag=st.lists(st.sampled_from(("tie_train", "tie_equip:2", "cinc:10")), unique=True).map(tuple),
    system=st.sampled_from(SYSTEMS),
)


@given(STATES)
@settings(max_examples=300, deadline=None)
def test_state_to_address_to_state(state: State) -> None:
    query = serialise(state)
    again = parse(parse_qsl(query), KNOWN)
    assert again == state
    assert serialise(again) == query


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(FIELDS)) | st.text(max_size=20), st.text(max_size=60)), max_size=8
    )
)
@settings(max_examples=500, deadline=None)
def test_whatever_stands_there_it_is_a_state_or_a_parameter_error(pairs: list[tuple[str, str]]) -> None:
    read = _read(pairs)
    if isinstance(read, ParameterError):
        assert read.parameter in str(read)
        assert len(read.given) <= 200
    else:
        assert parse(parse_qsl(serialise(read)), KNOWN) == read


def _read(pairs: list[tuple[str, str]]) -> State | ParameterError:
    try:
        return parse(pairs, KNOWN)
    except ParameterError as error:
        return error


def test_lists_come_by_comma_or_by_repetition_and_are_put_in_order() -> None:
    by_comma = parse([("practice", "support,train"), ("provider", "QUI,ARC,QUI")], KNOWN)
    by_turns = parse(
        [("practice", "support"), ("practice", "train"), ("provider", "Arcadia"), ("provider", "QUI")], KNOWN
    )
    assert by_comma == by_turns
    assert serialise(by_comma) == "provider=ARC,QUI&practice=train,support"


def test_empty_values_of_a_form_are_no_values() -> None:
    assert parse([("practice", ""), ("year", " "), ("view", "")], KNOWN) == State()


def test_a_programme_is_known_with_and_without_its_prefix() -> None:
    assert parse([("programme", "imet")], KNOWN) == parse([("programme", "us:imet")], KNOWN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("practice", "Train"),
        ("year", "2010-2012"),
        ("year", "2012..2010"),
        ("year", "٢٠١٠"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "1e3"),
        ("size", "1001"),
        ("table", "core_claims"),
        ("view", "ranked,table"),
        ("source", "wars' OR 1=1 --"),
        ("provider", "Nowhere"),
        ("provider", "\x00"),
        ("colour", "red"),
        ("unit", "dyad"),
        ("lag", "tie_train:0"),
        ("lag", "x; DROP TABLE y"),
        ("system", "usa"),
        ("v", "../../etc"),
    ],
)
def test_what_is_outside_the_vocabulary_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ParameterError) as caught:
        parse([(name, value)], KNOWN)
    assert caught.value.parameter == name


def test_as_record_is_what_json_shows() -> None:
    state = parse([("provider", "PON"), ("year", "2001..")], KNOWN)
    record = as_record(state)
    assert record["provider"] == ["PON"]
    assert record["year"] == {"from": 2001, "to": LAST}
    assert "table" not in record
