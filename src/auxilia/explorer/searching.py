"""The forgiving search: states, groups, units, programmes and sources by any name, near misses too."""

from __future__ import annotations

from auxilia.actors.units import unit_parent
from auxilia.explorer.codes import actor_path, programme_path, source_path
from auxilia.explorer.subject import Asked
from auxilia.report.format import the

MOST = 40
NEAR = 0.86
KINDS = {
    "state": "State",
    "group": "Armed group",
    "organisation": "Organisation",
    "aggregate": "Collective",
    "other": "Actor",
    "unresolved": "Name as printed",
    "unit": "Unit",
    "programme": "Programme",
    "source": "Source",
}
# Whole names before beginnings before parts before near misses; states before the rest where equal.
QUERY = """
WITH asked AS (SELECT lower(strip_accents(?)) AS q),
names AS (
    SELECT actor_id AS key, kind, name AS shown, name AS printed, 0 AS weight FROM core_actors
        WHERE kind <> 'unit'
    UNION ALL SELECT actor_id, kind, name, name_long, 0 FROM core_actors
        WHERE kind <> 'unit' AND name_long IS NOT NULL
    UNION ALL SELECT actor_id, kind, name, iso3, 0 FROM core_actors WHERE iso3 IS NOT NULL
    UNION ALL SELECT unit_id, 'unit', any_value(unit_name), any_value(unit_name), sum(n_claims)::BIGINT
        FROM out_unit_figures WHERE NOT ends_with(unit_id, ':all-others') GROUP BY unit_id
    UNION ALL SELECT n.actor_id, a.kind, a.name, n.name, 0 FROM core_actor_names AS n
        JOIN core_actors AS a USING (actor_id) WHERE a.kind <> 'unit'
    UNION ALL SELECT programme_id, 'programme', name, name, 0 FROM core_programmes
    UNION ALL SELECT programme_id, 'programme', name, short, 0 FROM core_programmes
    UNION ALL SELECT source_id, 'source', title, title, 0 FROM core_sources
    UNION ALL SELECT source_id, 'source', title, source_id, 0 FROM core_sources
),
plain AS (SELECT *, lower(strip_accents(printed)) AS p FROM names WHERE printed IS NOT NULL),
scored AS (
    SELECT key, kind, shown, printed, weight,
        CASE WHEN p = q THEN 1.0
            WHEN starts_with(p, q) THEN 0.97 - 0.0005 * least(length(p) - length(q), 40)
            WHEN contains(p, ' ' || q) THEN 0.94 - 0.0005 * least(length(p) - length(q), 40)
            WHEN length(q) >= 3 AND contains(p, q) THEN 0.9 - 0.0005 * least(length(p) - length(q), 40)
            WHEN length(q) >= 4 AND kind <> 'unit' AND abs(length(p) - length(q)) <= 4
                THEN jaro_winkler_similarity(p, q) * 0.93
            ELSE 0 END AS score
    FROM plain, asked
)
SELECT key, kind, arg_max(shown, score), arg_max(printed, score), max(score) AS best, max(weight)
FROM scored WHERE score > ? GROUP BY key, kind
ORDER BY best DESC, kind = 'state' DESC, kind = 'unit', max(weight) DESC, key LIMIT ?
"""
Hit = tuple[str, str, str, str, float, str]


def search(asked: Asked, words: str) -> list[Hit]:
    """The hits, best first: id, kind, name, the spelling that matched, nearness, address."""
    typed = " ".join(words.split())
    if not typed:
        return []
    rows = asked.con.execute(QUERY, [typed, NEAR * 0.93, MOST]).fetchall()
    return [
        (
            key,
            _kind(asked, key, kind),
            shown,
            "" if printed == shown else printed,
            round(score, 3),
            _path(key, kind),
        )
        for key, kind, shown, printed, score, _ in rows
    ]


def _kind(asked: Asked, key: str, kind: str) -> str:
    """What it is; of a unit also whose."""
    if kind != "unit":
        return KINDS[kind]
    return f"Unit of {the(asked.book.name(unit_parent(key)))}"


def _path(key: str, kind: str) -> str:
    if kind == "programme":
        return programme_path(key)
    return source_path(key) if kind == "source" else actor_path(key)
