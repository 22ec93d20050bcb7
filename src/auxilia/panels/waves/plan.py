"""What is asked of waves: their years, whose they are, how a tie is defined, and which values go along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

from auxilia.errors import UnknownNameError, UsageError

Rule = Literal["year", "window", "spell"]
Unsaid = Literal["none", "missing", "impossible"]
Over = Literal["mean", "max", "min", "sum", "first", "last"]
Shape = Literal["as_is", "log", "log1p"]
Moment = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Ties:
    """How a tie is defined.

    options
        Those of the adder `ties`: practice, source, instrument, stage, certainty, measure ...
    rule
        "year": in the wave's year. "window": in any of the `years` up to it. "spell": in a year of a spell,
        which bridges up to `gap` years without a figure.
    threshold
        The least amount (of the `measure` among the options) that is a tie: of a window together, else of a
        year.
    silence, not_covered
        What cells are without a tie that a source looks at but says nothing of, and those that none looks at:
        "none" (no tie), "missing", or "impossible" (a structural zero: there could be none).
    """

    name: str
    options: Mapping[str, str] = field(default_factory=dict)
    rule: Rule = "window"
    years: int = 1
    gap: int = 0
    threshold: float | None = None
    silence: Unsaid = "none"
    not_covered: Unsaid = "missing"

    def __post_init__(self) -> None:
        _word(self.rule, "rule of ties", get_args(Rule))
        for given in (self.silence, self.not_covered):
            _word(given, "reading of cells without a tie", get_args(Unsaid))
        if self.years < 1 or self.gap < 0:
            raise UsageError(f"{self.name}: a window has a year or more, a gap none or more.")
        if self.rule != "window" and self.years != 1:
            raise UsageError(f"{self.name}: years are those of a window; the rule is {self.rule}.")
        if self.rule != "spell" and self.gap:
            raise UsageError(f"{self.name}: a gap is that of a spell; the rule is {self.rule}.")
        if (self.threshold is None) != ("measure" not in self.options):
            raise UsageError(
                f"{self.name}: a threshold needs a measure (tiv, usd, trainees ...), a measure a threshold."
            )


@dataclass(frozen=True, slots=True)
class Value:
    """A value of states (`of` is "state") or of pairs ("pair"), from an adder or an indicator of panels.

    add, column
        As `Panel.add` takes it ("regime", "vdem:polyarchy"), and the column if it adds several: the first of
        those named that has a value.
    over
        How the years of a wave (those up to it and after the wave before) make one value.
    shape
        Taken before: "log", "log1p".
    standard
        In standard deviations of what is known, about its mean.
    fill
        Gaps take the value of the nearest year of the same state or pair; else they are missing.
    cuts, classes
        Of a behaviour: the lower bounds of its second class and up; or so many classes of equal size.
    moment
        Of a covariate: whether a period has the value of the wave that it starts from, or that it ends with.
    """

    name: str
    add: str
    of: Literal["state", "pair"] = "state"
    column: tuple[str, ...] = ()
    over: Over = "mean"
    shape: Shape = "as_is"
    standard: bool = False
    fill: bool = False
    cuts: tuple[float, ...] = ()
    classes: int = 0
    moment: Moment = "start"

    def __post_init__(self) -> None:
        _word(self.of, "end of a value", ("state", "pair"))
        _word(self.over, "way to sum up years", get_args(Over))
        _word(self.shape, "shape of a value", get_args(Shape))
        _word(self.moment, "moment of a value", get_args(Moment))
        if any(a >= b for a, b in pairwise(self.cuts)):
            raise UsageError(f"{self.name}: the cuts {list(self.cuts)} do not rise.")
        if self.cuts and self.classes:
            raise UsageError(f"{self.name}: cuts or classes, not both.")


@dataclass(frozen=True, slots=True)
class Others:
    """A covariate of pairs: whether others whom `through` (a covariate of pairs) ties to the provider have a
    tie of `network` to the recipient in the wave that the period starts from: what rivals do."""

    name: str
    network: str
    through: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The years of the waves, and all that goes into them.

    without
        Actors left out (ids or names that the ledger knows).
    """

    years: tuple[int, ...]
    networks: tuple[Ties, ...]
    behaviors: tuple[Value, ...] = ()
    covariates: tuple[Value, ...] = ()
    others: tuple[Others, ...] = ()
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.years) < 2 or any(a >= b for a, b in pairwise(self.years)):
            raise UsageError(f"the years {list(self.years)} are no waves. Give two or more, rising.")
        if not self.networks:
            raise UsageError("no network: name at least one kind of ties.")
        kinds: tuple[tuple[Ties | Value | Others, ...], ...] = (
            self.networks,
            self.behaviors,
            self.covariates,
            self.others,
        )
        names = [one.name for kind in kinds for one in kind]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise UsageError(f"{twice!r} is named twice.")
        for one in self.behaviors:
            if one.of != "state" or not (one.cuts or one.classes > 1):
                raise UsageError(f"behaviour {one.name!r} is one of states, in ordered classes: give cuts.")
        pairs = {one.name for one in self.covariates if one.of == "pair"}
        for other in self.others:
            if other.network not in {one.name for one in self.networks}:
                raise UnknownNameError.among(
                    other.network, f"network (of {other.name})", [one.name for one in self.networks]
                )
            if other.through not in pairs:
                raise UnknownNameError.among(
                    other.through, f"covariate of pairs (of {other.name})", sorted(pairs)
                )

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First and last year of each wave: those after the wave before; the first as long as the second."""
        step = self.years[1] - self.years[0]
        before = (self.years[0] - step, *self.years)
        return tuple((a + 1, b) for a, b in pairwise(before))


def _word(given: str, what: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise UnknownNameError.among(given, what, allowed)
