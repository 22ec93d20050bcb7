"""Questions about one actor or one side, which can also be asked of all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

Con = duckdb.DuckDBPyConnection
Rows = list[tuple[Any, ...]]
Given = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """A query with `{where}` in place of its condition.

    `keys` are the columns that the condition is about; each row begins with them, in this order. The order of
    the rows may not depend on the condition.
    """

    text: str
    keys: tuple[str, ...]

    def ask(self, con: Con, given: Given) -> Rows:
        """The rows in which the keys have the values that are given; None stands for any."""
        wanted = {key: value for key, value in zip(self.keys, given, strict=True) if value is not None}
        query = self.text.format(where=" AND ".join(f"{key} = ?" for key in wanted))
        return con.execute(query, list(wanted.values())).fetchall()

    def everything(self, con: Con) -> Everything:
        """All rows, read at once."""
        return Everything(con.execute(self.text.format(where="true")).fetchall(), len(self.keys))


def held_once(found: Rows) -> Rows:
    """The same rows, with each text that comes back held once."""
    words: dict[str, str] = {}
    return [tuple([words.setdefault(c, c) if isinstance(c, str) else c for c in row]) for row in found]


class Everything:
    """All rows of a question, found by each of its keys."""

    def __init__(self, found: Rows, keys: int) -> None:
        self._by: list[defaultdict[str, Rows]] = [defaultdict(list) for _ in range(keys)]
        for row in held_once(found):
            for place, index in enumerate(self._by):
                index[row[place]].append(row)

    def cut(self, given: Given) -> Rows:
        """What `Question.ask` tells."""
        *others, last = [(place, value) for place, value in enumerate(given) if value is not None]
        found = self._by[last[0]].get(last[1] or "", [])
        return [row for row in found if all(row[place] == value for place, value in others)]
