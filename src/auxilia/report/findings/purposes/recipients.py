"""The numbers that say what the recipients were: at war, democratic, free of killings and torture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auxilia.report.asking import Con
from auxilia.report.findings.book import Book
from auxilia.report.findings.purposes import gather
from auxilia.report.findings.purposes.gather import FIRST, LAST, LENSES, Slice
from auxilia.report.findings.purposes.study import (
    LARGEST,
    LEVELS,
    SOURCE,
    STOCKS,
    Gathered,
    window,
    years_of,
)
from auxilia.report.findings.purposes.tally import Group, by_recipient, levels

INSIDE = "ucdp:internal_conflicts"
# The text tells conflicts inside the state of these groups; the picture tells all conflicts of all groups.
TOLD_INSIDE = ("all", "counter_terrorism", "peacekeeping")
# V-Dem's list of states is the world beside which recipients stand, also where the condition is UCDP's.
WORLD = ("ucdp", "vdem")


def enter_recipients(book: Book, con: Con, found: Gathered) -> None:
    """Shares of money and trainees in the years that both tell, of sales in theirs, and of all states."""
    for stock in STOCKS:
        for group in found.groups:
            _group(book, found, stock, group)
        _without_largest(book, con, found, stock)
    _sales(book, found)
    _world(book, con)


def _group(book: Book, found: Gathered, stock: str, group: Group) -> None:
    flows = window(found.of(stock, group))
    if not flows:
        return
    held = [s for s in _window(found.slices, stock) if group.holds(s)]
    count = len({f.recipient_id for f in flows if f.one_state})
    for lens in LENSES:
        if lens == INSIDE and group.key not in TOLD_INSIDE:
            continue
        told = ("some",) if lens == INSIDE else LEVELS[lens]
        _shares(
            book,
            f"{stock}.{group.key}",
            group.label,
            held,
            lens,
            told,
            (years_of(FIRST, LAST), count, (SOURCE[stock], lens.partition(":")[0])),
        )


def _without_largest(book: Book, con: Con, found: Gathered, stock: str) -> None:
    """The same shares without the two largest recipients of these years: does the whole hang on them?"""
    ranked = by_recipient(window(found.of(stock)))
    left_out = [actor for actor, _, _ in ranked[:LARGEST]]
    held = list(_window(gather.slices(con, left_out), stock))
    for lens, level in ((INSIDE, "some"), ("vdem:polyarchy", "low"), ("vdem:v2clkill", "low")):
        _shares(
            book,
            f"{stock}.without",
            "All but the two largest recipients",
            held,
            lens,
            (level,),
            (years_of(FIRST, LAST), len(ranked) - LARGEST, (SOURCE[stock], lens.partition(":")[0])),
        )


def _sales(book: Book, found: Gathered) -> None:
    flows = found.of("sales")
    period = years_of(min(f.year for f in flows), max(f.year for f in flows))
    count = len({f.recipient_id for f in flows if f.value > 0})
    held = [s for s in found.slices if s.stock == "sales"]
    for lens, told in (("ucdp:intensity", ("war", "minor")), ("vdem:polyarchy", ("low", "high"))):
        _shares(
            book,
            "sales.all",
            "Sales",
            held,
            lens,
            told,
            (period, count, (SOURCE["sales"], lens.partition(":")[0])),
        )


def _world(book: Book, con: Con) -> None:
    counted = gather.world(con)
    for lens, told in (("ucdp:intensity", ("war", "minor", "none")), (INSIDE, ("some",))):
        inside = {key: n for key, n in counted.items() if key[0] == lens and FIRST <= key[2] <= LAST}
        whole = sum(inside.values())
        for level in told:
            count = sum(n for key, n in inside.items() if key[1] == level)
            book.put(
                f"world.{lens}.{level}",
                f"All states that V-Dem rates, once a year: {lens}, {level}",
                100 * count / whole,
                "percent",
                period=f"{FIRST}–{LAST}",
                n=whole,
                of="state-years",
                sources=WORLD,
            )


def _window(slices: Iterable[Slice], stock: str) -> Iterable[Slice]:
    return (s for s in slices if s.stock == stock and FIRST <= s.year <= LAST)


def _shares(
    book: Book,
    key: str,
    label: str,
    held: Sequence[Slice],
    lens: str,
    told: Sequence[str],
    behind: tuple[str, int, tuple[str, ...]],
) -> None:
    sums = levels(held, lens)
    whole = sum(sums.values())
    period, count, sources = behind
    for level in told:
        book.put(
            f"{key}.{lens}.{level}",
            f"{label}: {lens}, {level}",
            100 * sums.get(level, 0.0) / whole,
            "percent",
            period=period,
            n=count,
            of="recipient states",
            sources=sources,
        )
