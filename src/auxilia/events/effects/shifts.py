# mypy: warn-return-any=False
"""Participation shifts (Gibson 2003; Butts 2008): how an event i -> j follows on the last one, a -> b."""

from __future__ import annotations

from auxilia.events.arrays import Bools, Ints
from auxilia.events.catalogue import LAST, effect

BUTTS = "Butts 2008 (participation shifts)"


@effect("ps_abba", "1 if i = b and j = a", (LAST,), reference=BUTTS)
def ps_abba(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """The receiver answers at once."""
    return (i == b) & (j == a)


@effect("ps_abby", "1 if i = b and j is a third", (LAST,), reference=BUTTS)
def ps_abby(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """The receiver passes it on."""
    return (i == b) & (j != a)


@effect("ps_abay", "1 if i = a and j is a third", (LAST,), reference=BUTTS)
def ps_abay(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """The sender goes on to another."""
    return (i == a) & (j != b)


@effect("ps_abab", "1 if i = a and j = b", (LAST,), reference=BUTTS)
def ps_abab(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """The same event again at once."""
    return (i == a) & (j == b)


@effect("ps_abxa", "1 if j = a and i is a third", (LAST,), reference=BUTTS)
def ps_abxa(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """Another turns to the sender."""
    return (j == a) & (i != b)


@effect("ps_abxb", "1 if j = b and i is a third", (LAST,), reference=BUTTS)
def ps_abxb(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """Another turns to the same receiver: following, or outbidding."""
    return (j == b) & (i != a)


@effect("ps_abxy", "1 if i and j are neither a nor b", (LAST,), reference=BUTTS)
def ps_abxy(i: Ints, j: Ints, a: Ints, b: Ints) -> Bools:
    """Two others."""
    return (i != a) & (i != b) & (j != a) & (j != b)
