"""Every actor that provides or receives, with how much is on record of it."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.subject import Asked, Subject
from auxilia.report.format import listing, plural

ROUTE = "/actors"
TEMPLATE = "actors.html.j2"
MEANS = "Every actor that provides or receives, with its kind, names, codes and number of ties."
KINDS = (
    ("state", "States"),
    ("group", "Armed groups"),
    ("organisation", "Organisations"),
    ("aggregate", "Collectives"),
    ("other", "Others"),
    ("unresolved", "Names not identified"),
)
QUERY = """
WITH ends AS (
    SELECT provider_id AS actor_id, recipient_id AS partner, true AS provides, n_claims
    FROM out_ties WHERE state = 'observed' AND NOT mutual
    UNION ALL
    SELECT recipient_id, provider_id, false, n_claims FROM out_ties WHERE state = 'observed' AND NOT mutual
)
SELECT e.actor_id AS key, coalesce(any_value(a.name), e.actor_id) AS name,
    coalesce(any_value(a.kind), 'unresolved') AS kind,
    count(DISTINCT partner) FILTER (NOT provides)::BIGINT AS n_providers,
    count(DISTINCT partner) FILTER (provides)::BIGINT AS n_recipients,
    count(*)::BIGINT AS n_ties, sum(n_claims)::BIGINT AS n_claims
FROM ends AS e LEFT JOIN core_actors AS a USING (actor_id)
GROUP BY e.actor_id
"""


def subject(asked: Asked) -> Subject:
    """Every actor with a one-sided tie on record."""
    relation = Relation(
        "actors",
        "Actors with assistance on record",
        columns("key", "name", "kind", "n_providers", "n_recipients", "n_ties", "n_claims"),
        QUERY,
        (),
        "n_ties DESC, key",
    )
    return Subject("/actors", "Actors", "Who provides and who receives", asked.state, relation)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The actors by kind, those with most on record first."""
    rows = subject.relation.page(asked.con, 1, 5_000)
    groups = [(title, [row for row in rows if row[2] == kind]) for kind, title in KINDS]
    told = [
        plural(len(found), title[:-1].lower() if title.endswith("s") else title.lower())
        for title, found in groups[:3]
    ]
    return {
        "groups": [(title, found) for title, found in groups if found],
        "sentence": f"{listing(told)} are on record as providing or receiving assistance.",
    }
