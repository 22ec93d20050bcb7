"""Programmes: purposes come from documents or not at all; every source's programme is in the table."""

import csv
from pathlib import Path

import pytest

import auxilia.sources
from auxilia.vocabulary import load_programmes
from auxilia.vocabulary.programmes import NO_PURPOSE, check_objectives

SOURCES = Path(auxilia.sources.__file__).parent


def test_a_programme_without_a_stated_purpose_has_no_objectives() -> None:
    for programme in load_programmes():
        assert programme.purpose.startswith(NO_PURPOSE) == (programme.objectives == ()), (
            programme.programme_id
        )


@pytest.mark.parametrize(
    ("codes", "purpose", "says"),
    [
        (["world_peace"], "Peace in the world.", "unknown objectives"),
        (["peacekeeping"], "No stated purpose was found: the text was not at hand.", "objectives follow"),
        ([], "Capacity for peacekeeping.", "objectives follow"),
    ],
)
def test_objectives_are_never_guessed(codes: list[str], purpose: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_objectives("us:invented", codes, purpose)


def test_every_programme_says_where_its_purpose_was_looked_for() -> None:
    for programme in load_programmes():
        assert programme.purpose.endswith(".")
        assert programme.authority
        assert programme.document
        assert programme.provider_id.startswith("state:")
        assert programme.document_url.startswith("https://")


def test_short_names_are_unique() -> None:
    shorts = [programme.short for programme in load_programmes()]
    assert len(shorts) == len(set(shorts))


def test_every_programme_that_a_lookup_names_is_in_the_table() -> None:
    known = {programme.programme_id for programme in load_programmes()}
    named = set()
    for path in SOURCES.glob("*/lookups/*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            named |= {row["programme_id"] for row in csv.DictReader(file) if row.get("programme_id")}
    assert {"us:imet", "us:fmf", "us:asff", "us:section-333"} <= named
    assert named <= known


@pytest.mark.parametrize(
    ("programme_id", "document", "objective"),
    [
        ("us:section-333", "10 U.S.C. 333", "maritime_border"),
        ("us:regional-centers", "10 U.S.C. 342", "alliance_access"),
        ("us:ctpf", "Public Law 113-291, section 1534", "counter_terrorism"),
        ("us:pccf", "22 U.S.C. 8424", "internal_security"),
        ("us:ctr", "50 U.S.C. 3711", "non_proliferation"),
    ],
)
def test_known_laws(programme_id: str, document: str, objective: str) -> None:
    programme = next(p for p in load_programmes() if p.programme_id == programme_id)
    assert programme.document == document
    assert objective in programme.objectives
