"""How the part names its specifications, variables and effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PRACTICES, PROVIDERS, ORDER = "train-equip-support", "providers", "arms-and-order"
SPECS = (PROVIDERS, PRACTICES, ORDER)
VARIABLES: Mapping[str, str] = {
    "equip": "arms",
    "train": "training in war",
    "support": "other support in war",
    "violence": "war at home",
    "alignment": "alignment in UN votes",
    "authority": "hold of territory",
}


@dataclass(frozen=True, slots=True)
class Word:
    """An effect in a table, with its step, and whom it favours, in a sentence."""

    label: str
    plain: str = ""


# By variable and effect, else by effect alone.
WORDS: Mapping[str, Word] = {
    "density": Word("a tie at all"),
    "recip": Word("a tie back", "those that do the same for them"),
    "outTrunc": Word("a first tie: against none at all"),
    "outActSqrt": Word("many ties already: root of their number"),
    "inPopSqrt": Word("served by many: root of their number", "those whom many serve"),
    "outPopSqrt": Word(
        "ties of the receiver's own: root of their number", "those that serve many themselves"
    ),
    "gwespFF": Word("closure: served by those one serves", "those whom their own receivers serve"),
    "egoX (gdp)": Word("provider's economy: 1 s.d. of log GDP"),
    "altX (gdp)": Word("economy: 1 s.d. of log GDP", "large economies"),
    "egoX (ideal)": Word("provider near the US in UN votes: 1 s.d. of ideal points"),
    "altX (ideal)": Word(
        "near the US in UN votes: 1 s.d. of ideal points",
        "states near the United States in UN votes",
    ),
    "egoX (violence)": Word("provider's war at home: one level"),
    "egoX (alignment)": Word("provider near the US in UN votes: one class"),
    "altX (alignment)": Word(
        "near the US in UN votes: one class", "states near the United States in UN votes"
    ),
    "egoX (authority)": Word("provider's hold of territory: one class"),
    "altX (wealth)": Word("wealth per person: 1 s.d. of log GDP a head", "rich states"),
    "altX (democracy)": Word("democracy: 1 s.d. of polyarchy", "democracies"),
    "altX (war)": Word("war at home: one level of 0, 1, 2", "states at war"),
    "X (votes)": Word("distance in UN votes: 1 s.d.", "states that vote otherwise in the UN"),
    "X (distance)": Word("distance: 1 s.d. of log km", "far states"),
    "X (ally)": Word("defence ally: yes against no", "allies"),
    "X (rivalry)": Word("own rival: yes against no", "own rivals"),
    "X (rivals_arm)": Word("armed by a rival of the provider: yes against no", "those whom a rival armed"),
    "WXX (rivalry)": Word(
        "served by rivals of the provider: one rival more", "those whom their rivals serve"
    ),
    "WXX (ally)": Word("served by allies of the provider: one ally more", "those whom their allies serve"),
    "crprod (equip)": Word("the same pair has an arms tie", "those whom they arm"),
    "crprod (train)": Word("the same pair has a tie of training", "those whom they train"),
    "crprod (support)": Word("the same pair has a tie of support", "those whom they support"),
    "altX (violence)": Word("war at home: one level", "states at war"),
    "simX (alignment)": Word("alike in UN votes: from most unlike to same", "states that vote alike"),
    "altX (authority)": Word("hold of territory: one class", "states that hold their territory"),
    "linear": Word("trend"),
    "quad": Word("pull to the middle (below zero) or to the ends"),
    "indeg (equip)": Word("providers of arms: one more"),
    "avInSim (equip)": Word("alike to those who arm it: from most unlike to same"),
    "effFrom (wealth)": Word("wealth per person: 1 s.d."),
    "effFrom (democracy)": Word("democracy: 1 s.d."),
    "effFrom (authority)": Word("hold of territory: one class"),
    "effFrom (violence)": Word("war at home: one level"),
    "rate: outRateLog (equip)": Word("how often: log of 1 + ties"),
    "rate: outRateLog (train)": Word("how often: log of 1 + ties"),
    "rate: outRateLog (support)": Word("how often: log of 1 + ties"),
    "rate: outRateLog": Word("how often: log of 1 + ties"),
}


def label(effect: str) -> str:
    """How tables name an effect; its short name where there is no word."""
    return WORDS[effect].label if effect in WORDS else effect


def plain(effect: str) -> str:
    """Whom it favours; empty for an effect that no sentence names."""
    return WORDS[effect].plain if effect in WORDS else ""


def place(name: str, label: str) -> str:
    """One number of a feature of goodness of fit in words."""
    kinds = {
        "out-degrees": f"states that give at most {label}",
        "in-degrees": f"states that get at most {label}",
        "triad": f"triads of kind {label}",
        "values": f"states in class {label}",
    }
    along = {
        "same": "ties within a class",
        "one apart": "ties between neighbouring classes",
        "more apart": "ties between classes farther apart",
    }
    return kinds.get(name.partition(" ")[0]) or along.get(label, f"{label}'s statistic, periods added up")


def feature(name: str) -> str:
    """A feature of goodness of fit with its variables in words: `violence along equip`."""
    return " ".join(VARIABLES.get(word, word) for word in name.split(" "))
