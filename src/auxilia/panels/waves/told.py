"""A definition of ties in words, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auxilia.panels.waves.plan import Ties

READ = {"none": "no tie", "missing": "missing", "impossible": "impossible (a structural zero)"}


def told(asked: Ties) -> str:
    """What a tie of this definition is."""
    what = ", ".join(f"{key} {value.replace('+', ' or ')}" for key, value in asked.options.items()) or "any"
    least = "" if asked.threshold is None else f" of {asked.threshold:g} or more"
    when = {
        "year": "in the year of the wave",
        "window": f"in any of the {asked.years} years up to the wave" if asked.years > 1 else "in its year",
        "spell": "in a spell that is going on at the wave's year"
        + (f" (up to {asked.gap} silent years are bridged)" if asked.gap else ""),
    }[asked.rule]
    if asked.threshold is not None and asked.rule == "window":
        when = when.replace("in any of", "over")
    return (
        f"A tie is a figure ({what}){least} {when}. Where a source looks and says nothing there is "
        f"{READ[asked.silence]}; where no source looks, {READ[asked.not_covered]}."
    )


def consequence(asked: Ties, years: Sequence[int]) -> str:
    """What a model of such waves can and cannot see."""
    step = min(b - a for a, b in pairwise(years))
    if asked.rule == "spell":
        return (
            "Spells last through silent years, so that ties change seldom; when one began or ended is known "
            f"only to {asked.gap + 1} years, and the last ones may not have ended."
        )
    if asked.rule == "window" and asked.years > step:
        return (
            f"Windows of {asked.years} years overlap, as waves lie {step} apart: adjacent waves are alike "
            "because they share years, and a model takes this for persistence."
        )
    if asked.rule == "window" and asked.years > 1:
        return (
            f"Windows of {asked.years} years without overlap: one figure in the window makes the tie, and "
            "breaks and returns within it are not seen."
        )
    return (
        "Single years: a relation that shows itself every other year ends and begins again, which a model "
        "takes for change" + (f"; what lay in the {step - 1} years between is not seen." if step > 1 else ".")
    )
