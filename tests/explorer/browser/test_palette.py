"""The colours: fixed, readable, and told apart by people who see fewer of them."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest

Rgb = tuple[float, float, float]
# Machado, Oliveira and Fernandes (2009), severity 1, on linear light.
BLINDNESS: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
PRACTICES = ("train", "equip", "support")
FIXED = {"train": "#0072b2", "equip": "#d55e00", "support": "#009e73"}
# A difference of 10 in CIELAB is plain to see.
PLAIN = 10.0


def colours() -> dict[str, dict[str, str]]:
    """The properties of the style, of the light and of the dark scheme."""
    css = files("auxilia.report").joinpath("style.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.S)[:2]
    found = {
        name: dict(re.findall(r"--(\w+): (#\w+)", text)) for name, text in (("light", light), ("dark", dark))
    }
    return {"light": found["light"], "dark": found["light"] | found["dark"]}


def linear(colour: str) -> Rgb:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def seen(light: Rgb, matrix: tuple[Rgb, Rgb, Rgb]) -> Rgb:
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, light, strict=True)))) for row in matrix)
    return r, g, b


def lab(light: Rgb) -> Rgb:
    x, y, z = (
        sum(m * c for m, c in zip(row, light, strict=True)) / white
        for row, white in (
            ((0.4124, 0.3576, 0.1805), 0.9505),
            ((0.2126, 0.7152, 0.0722), 1.0),
            ((0.0193, 0.1192, 0.9505), 1.089),
        )
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(a: Rgb, b: Rgb) -> float:
    return sum((p - q) ** 2 for p, q in zip(lab(a), lab(b), strict=True)) ** 0.5


def contrast(a: str, b: str) -> float:
    one, other = sorted((lab_y(linear(a)), lab_y(linear(b))), reverse=True)
    return (one + 0.05) / (other + 0.05)


def lab_y(light: Rgb) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def test_practices_keep_their_colours() -> None:
    assert {name: colours()["light"][name] for name in PRACTICES} == FIXED


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", BLINDNESS)
def test_practices_are_told_apart_under_colour_blindness(scheme: str, kind: str) -> None:
    shown = {name: seen(linear(colours()[scheme][name]), BLINDNESS[kind]) for name in PRACTICES}
    for one, other in combinations(shown, 2):
        assert apart(shown[one], shown[other]) > PLAIN, f"{one} and {other} under {kind}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", BLINDNESS)
def test_order_and_disorder_are_told_apart_under_colour_blindness(scheme: str, kind: str) -> None:
    order, disorder = (seen(linear(colours()[scheme][n]), BLINDNESS[kind]) for n in ("order", "disorder"))
    assert apart(order, disorder) > 2 * PLAIN


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_words_stand_out_from_the_ground(scheme: str) -> None:
    held = colours()[scheme]
    for name in PRACTICES:
        assert contrast(held[name], held["ground"]) >= 3, name
    for name in ("ink", "soft", "accent"):
        assert contrast(held[name], held["ground"]) >= 4.5, name


def test_the_simulation_leaves_grey_as_it_is() -> None:
    grey = linear("#808080")
    for matrix in BLINDNESS.values():
        assert apart(seen(grey, matrix), grey) < 1
