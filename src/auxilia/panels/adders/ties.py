"""Ties by practice, measure, stage, source and programme."""

from collections.abc import Mapping

from auxilia.panels.adding import Adder, Context, Option
from auxilia.panels.fiscal import FISCAL_RULES
from auxilia.panels.plan import Addition
from auxilia.panels.sponsors import sponsors
from auxilia.panels.ties import ask, pair_ties, partner_ties
from auxilia.vocabulary import CERTAINTIES, CONCESSIONS, INSTRUMENTS, MEASURES, PRACTICES, STAGES


def build(context: Context, options: Mapping[str, str]) -> Addition:
    """On pairs, ties from provider to recipient; on actors, numbers of partners or sums over them; on
    conflicts, how many outsiders have a tie with a primary party of each side.

    Without a measure a column says whether there is a tie. With one it holds the sum of the figures of one
    source, stage, measure and price basis; different ones are refused, never added up.
    """
    asked = ask(context, options)
    if context.unit.name == "conflict-year":
        return sponsors(context, asked)
    return pair_ties(context, asked) if context.unit.pair else partner_ties(context, asked)


ADDER = Adder(
    "ties",
    "Ties by practice, measure, stage, source and programme.",
    build,
    options={
        "practice": Option(
            "train, equip, support (each a column), or all for one column.", (*PRACTICES, "all")
        ),
        "measure": Option("What is counted; without it, whether there is a tie.", MEASURES),
        "stage": Option("Stage of the figures.", STAGES),
        "source": Option("Source of the figures."),
        "programme": Option("Programme, by its id (us:imet)."),
        "instrument": Option("Finer kind of assistance.", INSTRUMENTS),
        "concession": Option("Who pays.", CONCESSIONS),
        "certainty": Option("How sure the source is.", CERTAINTIES),
        "price": Option("Price basis of money (current, constant_2020)."),
        "mutual": Option("Ties that bind both ends: yes (only them) or no (without them).", ("yes", "no")),
        "fiscal": Option("Fiscal years as they stand, or in quarters to calendar years.", FISCAL_RULES),
        "spread": Option("Sums over several years: left out, or in equal parts to each.", ("no", "even")),
        "name": Option("Name of the column."),
    },
)
