"""Years as people type them: `2010`, `2010..2020`, `2010..`, `..2020`."""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.errors import UsageError

FIRST, LAST = 1700, 2100


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
        head, dots, tail = str(given).strip().partition("..")
        try:
            if not (head or dots):
                raise ValueError
            start = int(head) if head else FIRST
            end = (int(tail) if tail else LAST) if dots else start
        except ValueError:
            raise UsageError(
                f"{given!r} is no range of years. Write 2010, 2010..2020, 2010.. or ..2020."
            ) from None
    if not FIRST <= start <= end <= LAST:
        raise UsageError(
            f"the years {given!r} do not run from an earlier to a later one between {FIRST} and {LAST}."
        )
    return Years(start, end)
