"""What is explained: who acts, whom an actor turns to, which agreement comes about, which tie is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auxilia.errors import ModelError
from auxilia.events.terms import Part, Term, as_term

Kind = Literal["rate", "choice", "coordination", "rem"]


@dataclass(frozen=True, slots=True)
class Model:
    """A model of one event stream; made by `rate`, `choice`, `coordination` and `rem`.

    `timed` models explain waiting times and have an intercept, the log of the base rate; the others explain
    the order of events only.
    """

    kind: Kind
    events: str
    terms: tuple[Term, ...]
    timed: bool = False

    def __post_init__(self) -> None:
        labels = [each.label for each in self.terms]
        twice = {label for label in labels if labels.count(label) > 1}
        if twice:
            raise ModelError(f"The term {sorted(twice)[0]!r} stands in the model twice. Mend: leave one out.")
        if not self.terms and not self.timed:
            raise ModelError("The model has no terms. Mend: name at least one effect.")
        if self.kind == "rate":
            for part in (part for each in self.terms for part in each.parts):
                _of_ego(part)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return ("intercept",) * self.timed + tuple(each.label for each in self.terms)


def rate(events: str, *terms: str | Term, intercept: bool = False) -> Model:
    """Who becomes active: the rate model of a DyNAM (Stadtfeld, Hollway & Block 2017).

    With an `intercept`, waiting times are explained; without, the order of senders only.
    """
    return Model("rate", events, tuple(map(as_term, terms)), intercept)


def choice(events: str, *terms: str | Term) -> Model:
    """Whom the active actor turns to: the choice model of a DyNAM (Stadtfeld & Block 2017)."""
    return Model("choice", events, tuple(map(as_term, terms)))


def coordination(events: str, *terms: str | Term) -> Model:
    """Which agreement comes about: both ends must choose each other (Stadtfeld, Hollway & Block 2017).

    The probability of {i, j} is proportional to p(i -> j) p(j -> i), each from a choice model.
    """
    return Model("coordination", events, tuple(map(as_term, terms)))


def rem(events: str, *terms: str | Term, intercept: bool = False) -> Model:
    """Which tie i -> j is next: the tie-oriented relational event model (Butts 2008; Perry & Wolfe 2013).

    With an `intercept`, waiting times are explained; without, the order of events only.
    """
    return Model("rem", events, tuple(map(as_term, terms)), intercept)


def _of_ego(part: Part) -> None:
    if part.declared.shape != "actor" or part.side == "alter":
        raise ModelError(
            f"{part.label!r} is about the one who is turned to; a rate model knows only who acts. "
            "Mend: put it into the choice model, or take an effect of ego."
        )
