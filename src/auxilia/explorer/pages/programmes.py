"""Every programme: its provider, what it is stated to be for, its years, and the figures of it."""

from __future__ import annotations

from typing import Any

from auxilia.explorer.codes import programme_path
from auxilia.explorer.columns import columns
from auxilia.explorer.relation import Relation
from auxilia.explorer.subject import Asked, Subject
from auxilia.report.format import plural

ROUTE = "/programmes"
TEMPLATE = "programmes.html.j2"
MEANS = "The programmes: provider, stated purpose, the document that states it, years, number of figures."
QUERY = """
SELECT p.programme_id AS programme, p.name, p.provider_id AS provider,
    coalesce(a.name, p.provider_id) AS provider_name, p.objectives, p.purpose, p.document,
    p.document_url AS homepage, p.year_from, p.year_to, coalesce(f.n, 0)::BIGINT AS n_figures
FROM core_programmes AS p LEFT JOIN core_actors AS a ON a.actor_id = p.provider_id
    LEFT JOIN (SELECT programme_id, count(*) AS n FROM out_tie_figures GROUP BY 1) AS f USING (programme_id)
"""


def subject(asked: Asked) -> Subject:
    """Every programme of the ledger."""
    relation = Relation(
        "programmes",
        "Programmes",
        columns(
            "programme", "name", "provider", "provider_name", "objectives", "purpose", "document", "homepage",
            "year_from", "year_to", "n_figures",
        ),
        QUERY,
        order="programme",
    )  # fmt: skip
    return Subject("/programmes", "Programmes", "What assistance is said to be for", asked.state, relation)


def model(asked: Asked, subject: Subject) -> dict[str, Any]:
    """The programmes, those with most figures first."""
    names = subject.relation.names
    rows = [dict(zip(names, row, strict=True)) for row in subject.relation.page(asked.con, 1, 5_000)]
    rows.sort(key=lambda row: (-row["n_figures"], row["name"]))
    stated = sum(1 for row in rows if row["objectives"])
    return {
        "rows": [(row, programme_path(row["programme"])) for row in rows],
        "sentence": f"{plural(len(rows), 'programme')}, {stated} of them with aims that a document states.",
    }
