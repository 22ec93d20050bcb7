"""The provider's share of the major arms that the recipient is delivered (SIPRI)."""

from collections.abc import Mapping

from auxilia.errors import UsageError
from auxilia.panels.adding import Adder, Context
from auxilia.panels.cells import word
from auxilia.panels.figures import amounts_sql, selection
from auxilia.panels.plan import Addition, Column, Right

FIGURES = {
    "practice": "equip",
    "source": "sipri_transfers",
    "measure": "tiv",
    "stage": "delivered",
    "spread": "even",
}
NAME = "arms_share"


def arms_share(first: int, last: int) -> Column:
    """The column, where the source covers the years `first` to `last`."""
    within = f"u.held BETWEEN {first} AND {last}"
    share = f"CASE WHEN r.arms_total > 0 AND {within} THEN coalesce(arms_share.equip, 0) / r.arms_total END"
    return Column(
        NAME,
        share,
        f"CASE WHEN NOT coalesce({within}, false) THEN {word('not_covered')} "
        f"WHEN {share} > 0 THEN {word('observed')} WHEN {share} = 0 THEN {word('observed_zero')} "
        f"ELSE {word('not_reported')} END",
        "Provider's share of the major arms delivered to the recipient (volume, SIPRI)",
        "share (0 to 1)",
        "sipri_transfers",
        f"{first}-{last}",
        "Deliveries over several years stand in equal parts in each. No share where nothing is known to have "
        "been delivered by anyone. Small arms and parts are not in it.",
        "higher",
    )


def build(context: Context, _options: Mapping[str, str]) -> Addition:
    """Volume from the provider by the volume from all providers, armed groups and unknown ones included.

    Raises
    ------
    UsageError
        When the ledger has no deliveries of arms.
    """
    rows = context.con.execute(
        "SELECT min(year_from), max(year_to) FROM core_coverage WHERE source_id = 'sipri_transfers'"
    ).fetchall()
    first, last = rows[0]
    if first is None:
        raise UsageError(
            "this ledger has no deliveries of arms. Build them: auxilia build --source sipri_transfers."
        )
    deliveries = amounts_sql(selection(FIGURES))
    totals = (
        f"SELECT actor_b AS actor_id, year, sum(equip) AS value FROM ({deliveries}) GROUP BY actor_b, year"
    )
    return Addition(
        NAME,
        (Right(NAME, "directed", deliveries), Right("arms_received", "entity", totals)),
        (Column("arms_total", "arms_received.value", "", ends=()), arms_share(first, last)),
    )


ADDER = Adder(
    NAME,
    "Provider's share of the major arms delivered to the recipient (SIPRI).",
    build,
    units=("dyad-year", "tie-year"),
)
