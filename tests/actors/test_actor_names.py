"""The normal form of names: what it lets fall away, and what it must not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auxilia.actors import normal


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("Cote D’ivoire, Republic Of", "Republic of Côte d'Ivoire"),
        ("Korea, South", "South Korea"),
        ("Congo, Republic of (Brazzaville)", "Republic of Congo (Congo - Brazzaville)"),
        ("Trinidad -Tobago", "Trinidad & Tobago"),
        ("St. Kitts And Nevis", "Saint Kitts & Nevis"),
        ("Gambia, The", "gambia"),
        ("Congo, Dem. Rep. of", "Democratic Republic of the Congo"),
        ("Papua-New Guinea", "  PAPUA NEW  GUINEA "),
        ("Türkiye", "Turkiye"),
    ],
)
def test_spellings_of_one_name_are_one(printed: str, same: str) -> None:
    assert normal(printed) == normal(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guinea", "Guinea-Bissau"),
        ("Sudan", "South Sudan"),
        ("Niger", "Nigeria"),
        ("Dominica", "Dominican Republic"),
        ("Republic of the Congo", "Democratic Republic of the Congo"),
        ("China, Republic of", "People's Republic of China"),
        ("Viet Nam", "Vietnam"),
        ("South Africa", "Southern Africa"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text())
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.lists(st.sampled_from(["Korea", "South", "Côte", "d’Ivoire", "and", "St."]), min_size=1))
def test_order_case_and_composition_do_not_matter(words: list[str]) -> None:
    turned = unicodedata.normalize("NFD", ", ".join(reversed(words)).upper())
    assert normal(" ".join(words)) == normal(turned)
