"""Numbers, years and words as people read them. The exact value always stands beside the short one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from auxilia.vocabulary import glossary

MINUS = "−"
DASH = "–"
UNITS: Mapping[str, str] = {
    "usd": "USD",
    "eur": "EUR",
    "tiv": "million TIV",
    "trainees": "trainees",
    "troops": "soldiers",
    "items": "pieces",
    "presence": "ties",
}
ONE = {"trainees": "trainee", "troops": "soldier", "items": "piece", "presence": "tie"}
# Names that take the article in a sentence.
ARTICLED = frozenset({"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles"})
ARTICLED_ENDS = ("Republic", "Republic of the Congo", "Republic of Congo", "Emirates", "Islands", "Union")


@cache
def label(kind: str, word: str) -> str:
    """The label of a fixed word; the word itself where the vocabulary has none."""
    return next((w.label for w in glossary() if (w.list, w.word) == (kind, word)), word.replace("_", " "))


@cache
def means(kind: str, word: str) -> str:
    """What a fixed word means; empty where the vocabulary has none."""
    return next((w.means for w in glossary() if (w.list, w.word) == (kind, word)), "")


def exact(value: float) -> str:
    """The value with thousands set off: 11,417; -3.5 as −3.5."""
    rounded = round(value, 2)
    text = f"{abs(rounded):,.0f}" if rounded == int(rounded) else f"{abs(rounded):,.2f}".rstrip("0")
    return f"{MINUS}{text}" if rounded < 0 else text


def counted(value: float) -> str:
    """A mean of counts or a bound of them without places; below ten, where a statistic may be small, two."""
    return exact(round(value) if abs(value) >= 10 else value)


def chance(p: float, draws: int = 1000) -> str:
    """A p value; where it is of so many draws, none is known to be smaller than one of them."""
    return f"under {1 / draws:.3f}" if p < 1 / draws else f"{p:.3f}"


def short(value: float) -> str:
    """The value in three digits with its magnitude, or in full below a million: 1.3 bn, 64.1 m, 11,417."""
    size = abs(value)
    for limit, divisor, suffix in ((999.5e6, 1e9, " bn"), (999.5e3, 1e6, " m")):
        if size >= limit:
            text = _three_digits(size / divisor) + suffix
            return f"{MINUS}{text}" if value < 0 else text
    return exact(round(value) if size >= 100 else round(value, 1))


def _three_digits(value: float) -> str:
    text = f"{value:,.{0 if value >= 99.95 else 1 if value >= 9.995 else 2}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: float) -> str:
    """An indicator's value in three digits: 0.0316, −1.2, 91,752, 6.27 bn."""
    if abs(value) >= 1000:
        return short(value)
    text = f"{abs(value):.3g}" if abs(value) >= 5e-4 else "0"
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def unit(measure: str) -> str:
    """The unit of a measure, in the plural."""
    return UNITS[measure]


def amount(value: float, measure: str) -> str:
    """A short value with its unit: 1.3 bn USD, 1 trainee."""
    return f"{short(value)} {ONE.get(measure, UNITS[measure]) if value == 1 else UNITS[measure]}"


def basis(price_basis: str) -> str:
    """A price basis in words: current prices, constant 2020 prices."""
    if price_basis.startswith("constant_"):
        return f"constant {price_basis.removeprefix('constant_')} prices"
    return f"{price_basis} prices" if price_basis == "current" else ""


def year(value: int | None, *, fiscal: bool = False) -> str:
    """One year, marked where it is a fiscal year."""
    if value is None:
        return "undated"
    return f"FY{value}" if fiscal else str(value)


def span(first: int | None, last: int | None, *, fiscal: bool = False) -> str:
    """A period: 1999–2003, FY2006, undated."""
    if first is None or last is None or first == last:
        return year(first if first is not None else last, fiscal=fiscal)
    return f"{year(first, fiscal=fiscal)}{DASH}{last}"


def runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """Years as closed runs without gaps, in order."""
    found: list[tuple[int, int]] = []
    for value in sorted(set(years)):
        if found and found[-1][1] == value - 1:
            found[-1] = (found[-1][0], value)
        else:
            found.append((value, value))
    return found


def years(values: Iterable[int]) -> str:
    """Years in words: 1999–2003, 2005."""
    return ", ".join(span(first, last) for first, last in runs(values))


def listing(items: Iterable[str]) -> str:
    """A, B and C."""
    parts = list(items)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def plural(count: int, one: str, many: str = "") -> str:
    """1 state, 2 states, 1,204 lines."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def ratio(value: float) -> str:
    """A ratio in three digits at most."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}" if value < 0.1 else f"{value:.2f}"


def the(name: str) -> str:
    """The name as it stands in a sentence: the United States, Mali."""
    articled = name in ARTICLED or name.startswith("United ") or name.endswith(ARTICLED_ENDS)
    return f"the {name}" if articled else name
