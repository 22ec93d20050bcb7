"""Years as people type them: `2010`, `2010..2020`, `2010..`, `..2020`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auxilia.errors import UsageError

FIRST, LAST = 1700, 2100
FORM = re.compile(r"\d{4}|\d{4}\.\.|\.\.\d{4}|\d{4}\.\.\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Years:
    """A closed range of years."""

    start: int = FIRST
    end: int = LAST

    def __contains__(self, year: int) -> bool:
        return self.start <= year <= self.end


def parse_years(given: str | int | tuple[int, int] | None) -> Years:
    """The range that was meant.

    Raises
    ------
    UsageError
        When it is no range of years between 1700 and 2100.
    """
    if given is None:
        return Years()
    if isinstance(given, tuple):
        start, end = given
    else:
        typed = str(given).strip()
        if not FORM.fullmatch(typed):
            raise UsageError(f"{given!r} is no range of years. Write 2010, 2010..2020, 2010.. or ..2020.")
        head, dots, tail = typed.partition("..")
        start = int(head) if head else FIRST
        end = (int(tail) if tail else LAST) if dots else start
    if not FIRST <= start <= end <= LAST:
        raise UsageError(
            f"the years {given!r} do not run from an earlier to a later one between {FIRST} and {LAST}."
        )
    return Years(start, end)
