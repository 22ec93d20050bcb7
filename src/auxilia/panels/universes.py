"""The five units of analysis: state-year, dyad-year, actor-year, conflict-year and tie-year."""

from __future__ import annotations

from collections.abc import Callable

from auxilia.panels.figures import YEARLY
from auxilia.panels.literals import quoted_list
from auxilia.panels.system import CODE_NAMES
from auxilia.panels.units import End, Key, Request, Unit, UnitName

PROVIDER, RECIPIENT = End("p", "_p"), End("r", "_r")
# Kinds of actors that act; regions and names that nothing answers to do not.
ACTING = ("state", "group", "organisation", "other")
FIGURE = (
    "practice",
    "source_id",
    "instrument",
    "concession",
    "stage",
    "measure",
    "price_basis",
    "programme_id",
    "certainty",
    "fiscal",
    "mutual",
)


def state_year(request: Request) -> Unit:
    """One row a member of the state system and year."""
    code = CODE_NAMES[request.system]
    return Unit(
        "state-year",
        (End("s", ""),),
        None,
        (
            Key(code, "s.code", f"Code of the state in the system {request.system}"),
            Key("actor_id", "s.actor_id", "The state in auxilia"),
            Key("year", "u.year", "Calendar year"),
        ),
        (code,),
        f"SELECT id AS s_id, year, held FROM entities WHERE member {_only('actor_id', request.recipients)}",
        "s.code, u.year",
    )


def dyad_year(request: Request) -> Unit:
    """One row a directed pair of members and year in which both have a day in common."""
    code = CODE_NAMES[request.system]
    return Unit(
        "dyad-year",
        (PROVIDER, RECIPIENT),
        ("p", "r"),
        (
            Key(f"{code}_p", "p.code", f"Code of the provider in the system {request.system}"),
            Key(f"{code}_r", "r.code", f"Code of the recipient in the system {request.system}"),
            Key("provider_id", "p.actor_id", "The provider in auxilia"),
            Key("recipient_id", "r.actor_id", "The recipient in auxilia"),
            Key("year", "u.year", "Calendar year"),
        ),
        (f"{code}_p", f"{code}_r"),
        "SELECT p.id AS p_id, r.id AS r_id, p.year, CASE WHEN r.held IS NOT NULL THEN p.held END AS held "
        "FROM entities AS p JOIN entities AS r ON p.year = r.year AND p.code <> r.code "
        "AND p.first_day <= r.last_day AND r.first_day <= p.last_day WHERE p.member AND r.member "
        f"{_only('p.actor_id', request.providers)} {_only('r.actor_id', request.recipients)}",
        "p.code, r.code, u.year",
    )


def actor_year(request: Request) -> Unit:
    """One row an actor and year: members of the system, others from their first to their last tie or war."""
    return Unit(
        "actor-year",
        (End("s", ""),),
        None,
        (
            Key("actor_id", "s.actor_id", "The actor in auxilia"),
            Key("kind", "u.kind", "Kind of actor"),
            Key(CODE_NAMES[request.system], "s.code", f"Code of a state in the system {request.system}"),
            Key("year", "u.year", "Calendar year"),
        ),
        ("actor_id",),
        "SELECT s.id AS s_id, s.year, s.held, k.kind FROM entities AS s "
        "JOIN (SELECT actor_id, min(kind) AS kind FROM core_actors GROUP BY actor_id) AS k USING (actor_id) "
        f"WHERE s.held IS NOT NULL {_only('s.actor_id', request.recipients)}",
        "s.actor_id, u.year",
        others=f"""
            WITH seen AS (
                SELECT provider_id AS actor_id, year FROM out_ties
                UNION ALL SELECT recipient_id, year FROM out_ties
                UNION ALL SELECT actor_id, year FROM core_conflicts
            ),
            lives AS (
                SELECT actor_id, min(year) AS first, max(year) AS last
                FROM seen SEMI JOIN (FROM core_actors WHERE kind IN ({quoted_list(ACTING)})) USING (actor_id)
                GROUP BY actor_id
            )
            SELECT actor_id, unnest(range(greatest(first, $first), least(last, $last) + 1))::INTEGER AS year
            FROM lives
        """,
    )


SIDE = "CASE WHEN count(DISTINCT actor_id) FILTER ({0}) = 1 THEN min(actor_id) FILTER ({0}) END"


def conflict_year(request: Request) -> Unit:
    """One row an armed conflict and year, with the one primary party of each side where there is one."""
    a, b = (SIDE.format(f"side = '{side}' AND role = 'primary'") for side in "ab")
    labels = {
        "conflict_id": "The conflict, by the number of its source",
        "conflict": "Name of the conflict",
        "kind": "Kind of conflict",
        "intensity": "1 minor, 2 war",
        "side_a_id": "The primary party of side a, where it is one",
        "side_b_id": "The primary party of side b, where it is one",
        "parties_a_n": "Parties of side a, secondary ones included",
        "parties_b_n": "Parties of side b, secondary ones included",
        "year": "Calendar year",
    }
    only = _only("side_a_id", request.recipients)
    return Unit(
        "conflict-year",
        (End("a", "_a", optional=True), End("b", "_b", optional=True)),
        None,
        tuple(Key(name, f"u.{name}", label) for name, label in labels.items()),
        ("conflict_id",),
        f"""
            WITH wars AS (
                SELECT conflict_id, year, min(name) AS conflict, min(kind) AS kind,
                    max(intensity) AS intensity, {a} AS side_a_id, {b} AS side_b_id,
                    count(DISTINCT actor_id) FILTER (side = 'a') AS parties_a_n,
                    count(DISTINCT actor_id) FILTER (side = 'b') AS parties_b_n
                FROM core_conflicts WHERE year BETWEEN $first AND $last GROUP BY conflict_id, year
            )
            SELECT w.*, w.year AS held, a.id AS a_id, b.id AS b_id FROM wars AS w
            LEFT JOIN entities AS a ON a.actor_id = w.side_a_id AND a.held = w.year
            LEFT JOIN entities AS b ON b.actor_id = w.side_b_id AND b.held = w.year
            WHERE true {only}
        """,
        "u.conflict_id, u.year",
        others="SELECT DISTINCT actor_id, year FROM core_conflicts WHERE year BETWEEN $first AND $last",
    )


def tie_year(request: Request) -> Unit:
    """One row a figure and year: what one source says of one tie in one measure, stage and price basis."""
    figure = ", ".join(FIGURE)
    series = ("provider_id", "recipient_id", *FIGURE)
    yearly = (
        f"FROM ({YEARLY}) WHERE true "
        f"{_only('provider_id', request.providers)} {_only('recipient_id', request.recipients)}"
    )
    return Unit(
        "tie-year",
        (PROVIDER, RECIPIENT),
        ("p", "r"),
        (
            Key("provider_id", "u.provider_id", "The provider in auxilia"),
            Key("recipient_id", "u.recipient_id", "The recipient in auxilia"),
            *(
                Key(name, f"u.{name}", f"{name.replace('_', ' ').capitalize()} of the figure")
                for name in FIGURE
            ),
            Key("value", "u.value", "The figure in its measure; empty for a presence"),
            Key("claims_n", "u.claims_n", "Claims behind it"),
            Key("year", "u.year", "Calendar year, or the provider's fiscal year where fiscal is true"),
        ),
        series,
        f"""
            WITH figures AS (
                SELECT provider_id, recipient_id, {figure}, year,
                    sum(value::DECIMAL(30, 4))::DOUBLE AS value, sum(n_claims)::BIGINT AS claims_n
                {yearly} GROUP BY ALL
            )
            SELECT f.*, f.year AS held, p.id AS p_id, r.id AS r_id FROM figures AS f
            JOIN entities AS p ON p.actor_id = f.provider_id AND p.held = f.year
            JOIN entities AS r ON r.actor_id = f.recipient_id AND r.held = f.year
        """,
        ", ".join(f"u.{name}" for name in (*series, "year")),
        others=f"SELECT DISTINCT unnest([provider_id, recipient_id]) AS actor_id, year {yearly}",
    )


UNITS: dict[UnitName, Callable[[Request], Unit]] = {
    "state-year": state_year,
    "dyad-year": dyad_year,
    "actor-year": actor_year,
    "conflict-year": conflict_year,
    "tie-year": tie_year,
}


def _only(column: str, actors: tuple[str, ...]) -> str:
    return f"AND {column} IN ({quoted_list(actors)})" if actors else ""
