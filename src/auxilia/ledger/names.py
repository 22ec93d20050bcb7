"""The door: what somebody types becomes an actor of this ledger."""

from __future__ import annotations

import duckdb

from auxilia.actors import Group, Resolver
from auxilia.errors import UnknownNameError


class Door:
    """Finds actors of one ledger by name, code or id; forgiving, and says what it knows when nothing fits."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._resolver: Resolver | None = None

    def find(self, asked: str) -> str:
        """The id of the actor meant.

        Raises
        ------
        UnknownNameError
            With the nearest known names.
        """
        exact = self._ids("SELECT actor_id FROM core_actors WHERE actor_id = ?", asked.strip())
        if exact:
            return exact[0]
        try:
            return self._names().find(asked).actor_id
        except UnknownNameError:
            printed = self._ids(
                "SELECT actor_id FROM core_actor_names WHERE lower(name) = lower(?) "
                "GROUP BY actor_id ORDER BY sum(n_claims) DESC, actor_id",
                asked.strip(),
            )
            if printed:
                return printed[0]
            raise

    def unit(self, asked: str) -> list[str]:
        """The ids of the units whose id, name or printed spelling holds the text asked for.

        Raises
        ------
        UnknownNameError
            When no unit does.
        """
        found = self._ids(
            "SELECT DISTINCT unit_id FROM out_unit_figures "
            "WHERE unit_id = ?1 OR contains(lower(unit_name), lower(?1)) "
            "UNION SELECT actor_id FROM core_actor_names WHERE starts_with(actor_id, 'unit:') "
            "AND contains(lower(name), lower(?1)) ORDER BY 1",
            asked.strip(),
        )
        if not found:
            raise UnknownNameError(asked, "unit")
        return found

    def _names(self) -> Resolver:
        if self._resolver is None:
            rows = self._con.execute(
                "SELECT actor_id, kind, split_part(actor_id, ':', 2), name, name_long, NULL, NULL "
                "FROM core_actors WHERE kind = 'group' ORDER BY actor_id"
            ).fetchall()
            self._resolver = Resolver([Group(*row) for row in rows])
        return self._resolver

    def _ids(self, query: str, asked: str) -> list[str]:
        return [row[0] for row in self._con.execute(query, [asked]).fetchall()]
