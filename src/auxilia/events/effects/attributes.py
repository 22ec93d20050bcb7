# mypy: warn-return-any=False
"""Attributes of ego and alter: elementwise functions of the two values."""

from __future__ import annotations

import numpy as np

from auxilia.events.arrays import Floats
from auxilia.events.catalogue import W, Z, effect


@effect("ego", "z_i", (Z,), shape="actor", side="ego")
def ego(z: Floats) -> Floats:
    """The attribute of the actor who turns."""
    return z


@effect("alter", "z_j", (Z,), shape="actor", side="alter")
def alter(z: Floats) -> Floats:
    """The attribute of the actor who is turned to."""
    return z


@effect("same", "1 if z_i = z_j", (Z,))
def same(i: Floats, j: Floats) -> Floats:
    """Both have the same value."""
    return (i == j).astype(float)


@effect("diff", "|z_i - z_j|", (Z,))
def diff(i: Floats, j: Floats) -> Floats:
    """How far apart the two values are."""
    return np.abs(i - j)


@effect("signed_diff", "z_i - z_j", (Z,), reference="goldfish (diff, transformer_fn = identity)")
def signed_diff(i: Floats, j: Floats) -> Floats:
    """How far ego stands above alter."""
    return i - j


@effect("sim", "-|z_i - z_j|", (Z,))
def sim(i: Floats, j: Floats) -> Floats:
    """How near the two values are."""
    return -np.abs(i - j)


@effect("ego_alter_interaction", "z_i w_j", (Z, W))
def ego_alter_interaction(i: Floats, j: Floats) -> Floats:
    """Ego's one attribute times alter's other."""
    return i * j


@effect("higher", "1 if z_i > z_j", (Z,), reference="RSiena (higher)")
def higher(i: Floats, j: Floats) -> Floats:
    """Ego stands above alter: help that goes downward."""
    return (i > j).astype(float)


@effect("average", "(z_i + z_j) / 2", (Z,), reference="remstats (average)")
def average(i: Floats, j: Floats) -> Floats:
    """The mean of both values."""
    return (i + j) / 2


@effect("minimum", "min(z_i, z_j)", (Z,), reference="remstats (minimum)")
def minimum(i: Floats, j: Floats) -> Floats:
    """The lower of both values: the weaker link."""
    return np.minimum(i, j)


@effect("maximum", "max(z_i, z_j)", (Z,), reference="remstats (maximum)")
def maximum(i: Floats, j: Floats) -> Floats:
    """The higher of both values."""
    return np.maximum(i, j)
