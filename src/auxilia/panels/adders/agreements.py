"""Bilateral defence cooperation agreements in force between the two states (DCAD)."""

from collections.abc import Mapping

from auxilia.errors import UsageError
from auxilia.panels.adding import Adder, Context
from auxilia.panels.cells import told
from auxilia.panels.indicators import both_members
from auxilia.panels.plan import Addition, Column, Right

IN_FORCE = """
    SELECT actor_a, actor_b, year, sum(n)::SMALLINT AS agreements_n FROM (
        SELECT provider_id AS actor_a, recipient_id AS actor_b, n_claims AS n,
            unnest(range(greatest(year_from, $first), least(coalesce(year_to, year_from), $last) + 1)
                )::INTEGER AS year
        FROM out_tie_figures WHERE source_id = 'dcad' AND stage = 'in_force'
    ) GROUP BY actor_a, actor_b, year
"""


def agreements(covered: str, first: int, last: int) -> Column:
    """The column, where a row with `covered` lies in the years `first` to `last` of the source."""
    value, state = told("agreements.agreements_n", covered, "zero")
    return Column(
        "defence_agreements_n",
        value,
        state,
        "Bilateral defence cooperation agreements in force, signed since 1980",
        "agreements",
        "dcad",
        f"{first}-{last}",
        "Every year in which an agreement was in force on a day; older ones that are still in force are not "
        "in it. Ends are partly estimates of the source.",
        "higher",
    )


def build(context: Context, _options: Mapping[str, str]) -> Addition:
    """How many agreements are in force; each binds both states, so that both directions have the number.

    Raises
    ------
    UsageError
        When the ledger has no agreements.
    """
    rows = context.con.execute(
        "SELECT min(year_from), max(year_to) FROM core_coverage WHERE source_id = 'dcad' "
        "AND EXISTS (SELECT 1 FROM out_tie_figures WHERE source_id = 'dcad' AND stage = 'in_force')"
    ).fetchall()
    first, last = rows[0]
    if first is None:
        raise UsageError("this ledger has no agreements of dcad. Build it: auxilia build --source dcad.")
    covered = f"{both_members(context)}u.held BETWEEN {first} AND {last}"
    return Addition(
        "agreements", (Right("agreements", "directed", IN_FORCE),), (agreements(covered, first, last),)
    )


ADDER = Adder(
    "agreements",
    "Bilateral defence cooperation agreements in force between the two states (DCAD).",
    build,
    units=("dyad-year", "tie-year"),
)
