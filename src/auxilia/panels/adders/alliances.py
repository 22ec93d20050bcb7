"""Alliance pledges of the provider to the recipient (ATOP), by kind of pledge."""

from collections.abc import Mapping

from auxilia.errors import UsageError
from auxilia.panels.adding import Adder, Context
from auxilia.panels.cells import told
from auxilia.panels.indicators import both_members
from auxilia.panels.literals import quoted_list
from auxilia.panels.plan import Addition, Column, Right

PLEDGES = {
    "defense": "to defend the recipient when it is attacked",
    "offense": "to join the recipient in war also when it is not attacked",
    "consultation": "to consult in crises",
    "neutrality": "to stay neutral when the recipient is at war",
    "nonaggression": "not to use force against the recipient",
}
NAMES = {pledge: f"ally_{pledge}" for pledge in PLEDGES} | {"any": "ally_any"}


def build(context: Context, _options: Mapping[str, str]) -> Addition:
    """One column a pledge and one for any of them; a pledge may bind one side only, so that they have a
    direction. ATOP has every known alliance of states: inside its years silence is no pledge.

    Raises
    ------
    UsageError
        When the ledger has no claims of ATOP.
    """
    rows = context.con.execute(
        "SELECT min(year_from), max(year_to) FROM core_coverage WHERE source_id = 'atop' "
        "AND practice = 'support' AND instrument = 'agreement' "
        "AND EXISTS (SELECT 1 FROM core_claims WHERE source_id = 'atop')"
    ).fetchall()
    first, last = rows[0]
    if first is None:
        raise UsageError("this ledger has no claims of atop. Build it: auxilia build --source atop.")
    facts = ", ".join(f"max((facet = '{pledge}')::TINYINT) AS {pledge}" for pledge in PLEDGES)
    sql = f"""
        SELECT actor_a, actor_b, year, {facts}, 1::TINYINT AS any FROM (
            SELECT provider_id AS actor_a, recipient_id AS actor_b, facet,
                unnest(range(greatest(year(date_start), $first), least(year(date_end), $last) + 1))::INTEGER
                    AS year
            FROM core_claims WHERE source_id = 'atop' AND facet IN ({quoted_list(PLEDGES)})
        ) GROUP BY actor_a, actor_b, year
    """
    covered = f"{both_members(context)}u.held BETWEEN {first} AND {last}"
    columns = []
    for pledge, name in NAMES.items():
        value, state = told(f"alliances.{pledge}", covered, "zero")
        means = PLEDGES.get(pledge, "of any kind")
        columns.append(
            Column(name, value, state, f"Alliance pledge of the provider: {means}", "1 if so", "atop",
                   f"{first}-{last}", "Every year in which the pledge was in force on a day.", "higher")
        )  # fmt: skip
    return Addition("alliances", (Right("alliances", "directed", sql),), tuple(columns))


ADDER = Adder(
    "alliances",
    "Alliance pledges of the provider to the recipient (ATOP), by kind.",
    build,
    units=("dyad-year", "tie-year"),
)
