"""The numbers of a page: each is put in once and shown by its key, in one form everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from auxilia.report.findings.record import Number
from auxilia.report.format import MINUS, exact, short

UNITS = ("usd_2020", "usd", "percent", "trainees", "count", "effective", "fiscal_year")


class Book:
    """Collects the numbers; `book(key)` is the text that stands on the page."""

    def __init__(self) -> None:
        self._numbers: dict[str, Number] = {}

    def put(
        self,
        key: str,
        what: str,
        value: float,
        unit: str,
        *,
        period: str,
        n: int,
        of: str,
        sources: Iterable[str],
    ) -> None:
        """Enter a number.

        Raises
        ------
        ValueError
            When the key is taken: two numbers of one name would be mixed up in the text.
        """
        if key in self._numbers:
            raise ValueError(f"the number {key!r} is entered twice")
        text = shown(value, unit)
        self._numbers[key] = Number(key, what, value, unit, text, period, n, of, tuple(sources))

    def __call__(self, key: str) -> str:
        """The number as it is shown."""
        return self._numbers[key].shown

    def entry(self, key: str) -> Number:
        """The number with all that is known of it."""
        return self._numbers[key]

    def value(self, key: str) -> float:
        """The number itself."""
        return self._numbers[key].value

    def holds(self, key: str) -> bool:
        """Whether there is such a number."""
        return key in self._numbers

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers in the order in which they were entered."""
        return tuple(self._numbers.values())

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources that a number rests on."""
        return tuple(sorted({source for number in self.numbers for source in number.sources}))


def shown(value: float, unit: str) -> str:
    """A number as the page prints it, unit by unit.

    Raises
    ------
    ValueError
        When the unit is not one of `UNITS`.
    """
    if unit == "percent":
        return f"{share(value)} %"
    if unit == "effective":
        return f"{value:.1f}"
    if unit in ("usd", "usd_2020"):
        return short(value)
    if unit == "fiscal_year":
        return f"{value:.0f}"
    if unit in ("trainees", "count"):
        return exact(value)
    raise ValueError(f"{unit!r} is no unit of a finding; there are {', '.join(UNITS)}")


def share(value: float) -> str:
    """Percent in whole numbers, with one place below ten; 'under 0.1' where it would read as none."""
    if 0 < abs(value) < 0.05:
        return "under 0.1"
    text = f"{abs(value):.0f}" if abs(value) >= 9.95 or value == 0 else f"{abs(value):.1f}"
    return f"{MINUS}{text}" if value < 0 else text
