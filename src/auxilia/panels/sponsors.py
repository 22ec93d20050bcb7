"""Outside support in armed conflicts: who has a tie with the primary parties of each side."""

from __future__ import annotations

from dataclasses import replace

from auxilia.errors import UsageError
from auxilia.panels.adding import Context
from auxilia.panels.cells import word
from auxilia.panels.covers import received_levels
from auxilia.panels.figures import presence_sql
from auxilia.panels.plan import Addition, Right
from auxilia.panels.ties import Asked, covers_of_group, entry_of

SIDES = ("a", "b")


def sponsors(context: Context, asked: Asked) -> Addition:
    """For each side and practice, the number of actors that have a tie with one of its primary parties.

    Primary parties of the conflict are no outsiders; secondary ones (states that send troops) are. Both sides
    above zero is competitive intervention.

    Raises
    ------
    UsageError
        When amounts are asked for: they are not added up over the parties of a side.
    """
    if asked.kind is not None:
        raise UsageError("a conflict-year panel counts outsiders with a tie; leave out measure=.")
    rights, columns = [], []
    for group in asked.chosen.groups:
        covers = covers_of_group(context, asked, group)
        alias = f"{asked.alias}_{group}"
        rights.append(Right(alias, "conflict", _sql(asked, group, received_levels(covers))))
        entry = entry_of(context, asked, group, covers)
        for side in SIDES:
            told = f"({alias}.told_{side} > 0 OR {alias}.level_{side} = 2)"
            silent = f"WHEN {alias}.level_{side} = 1 THEN {word('not_reported')} "
            columns.append(
                replace(
                    entry,
                    name=f"{asked.column_name(group, 2)}_{side}",
                    value=f"CASE WHEN {told} THEN {alias}.outsiders_{side} END",
                    state=f"CASE WHEN {alias}.outsiders_{side} > 0 THEN {word('observed')} "
                    f"WHEN {told} THEN {word('observed_zero')} {silent}ELSE {word('not_covered')} END",
                    unit="actors",
                    label=f"Outsiders with a {asked.label(group)} to side {side}",
                )
            )
    return Addition(asked.text, tuple(rights), tuple(columns))


def _sql(asked: Asked, group: str, levels: str) -> str:
    sides = ", ".join(
        f"count(DISTINCT t.actor_a) FILTER (p.side = '{side}' AND t.{group} = 1) AS outsiders_{side}, "
        f"count(t.{group}) FILTER (p.side = '{side}') AS told_{side}, "
        f"max(greatest(l.any_level, l.states_level)) FILTER (p.side = '{side}') AS level_{side}"
        for side in SIDES
    )
    return f"""
        WITH parties AS (
            SELECT DISTINCT conflict_id, year, side, actor_id FROM core_conflicts
            WHERE role = 'primary' AND year BETWEEN $first AND $last
        ),
        ties AS ({presence_sql(asked.chosen)}), levels AS ({levels})
        SELECT p.conflict_id, p.year, {sides}
        FROM parties AS p
        LEFT JOIN ties AS t ON t.actor_b = p.actor_id AND t.year = p.year AND t.actor_a NOT IN (
            SELECT o.actor_id FROM parties AS o WHERE o.conflict_id = p.conflict_id AND o.year = p.year)
        LEFT JOIN levels AS l ON l.actor_id = p.actor_id AND l.year = p.year
        GROUP BY p.conflict_id, p.year
    """
