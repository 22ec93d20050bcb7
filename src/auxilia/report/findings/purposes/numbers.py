"""The numbers of the page: programmes, amounts, trainees and sales, entered into its book."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auxilia.report.asking import Con
from auxilia.report.findings.book import Book
from auxilia.report.findings.purposes import gather
from auxilia.report.findings.purposes.gather import FIRST, LAST, Flow
from auxilia.report.findings.purposes.recipients import enter_recipients
from auxilia.report.findings.purposes.study import (
    PRICES,
    READINGS,
    SOURCE,
    STOCKS,
    TOP,
    UNIT,
    Gathered,
    years_of,
)
from auxilia.report.findings.purposes.tally import by_recipient, effective, total


def enter(con: Con, found: Gathered) -> Book:
    """The book of the page."""
    book = Book()
    _programmes(book, con, found)
    for stock in UNIT:
        _whole(book, found, stock)
    for stock in STOCKS:
        _readings(book, found, stock)
        _by_programme(book, found, stock)
        _by_objective(book, found, stock)
    _sales(book, con)
    enter_recipients(book, con, found)
    return book


def _programmes(book: Book, con: Con, found: Gathered) -> None:
    stated = [p for p in found.programmes if p.objectives]
    used = {label for p in stated for label in p.objectives}
    named, programmed = gather.all_providers(con)
    sources = [source for source, _, _ in gather.providers(con)]

    def put(key: str, what: str, value: int, of: str) -> None:
        book.put(key, what, value, "count", period="", n=value, of=of, sources=SOURCE.values())

    put("programmes", "programmes in the ledger", len(found.programmes), "programmes")
    put("programmes.stated", "programmes with a stated purpose", len(stated), "programmes")
    put(
        "programmes.unstated",
        "programmes of which no stated purpose was found",
        len(found.programmes) - len(stated),
        "programmes",
    )
    put("objectives", "objectives that a programme states", len(used), "objectives")
    several = sum(len(p.objectives) > 1 for p in stated)
    put("programmes.several", "programmes that state more than one objective", several, "programmes")
    for group in found.groups:
        if group.programmes:
            count = len(group.programmes)
            put(
                f"objective.{group.key}.programmes",
                f"programmes that state: {group.label}",
                count,
                "programmes",
            )
    for key, what, year in (("window.first", "first", FIRST), ("window.last", "last", LAST)):
        book.put(
            key,
            f"{what} fiscal year of the comparison of recipients",
            year,
            "fiscal_year",
            period="",
            n=LAST - FIRST + 1,
            of="fiscal years",
            sources=[SOURCE[stock] for stock in STOCKS],
        )
    book.put(
        "money.prices",
        "year of the prices of all money",
        PRICES,
        "fiscal_year",
        period="",
        n=1,
        of="price bases",
        sources=[SOURCE["money"]],
    )
    book.put(
        "providers",
        "providers named in ties",
        named,
        "count",
        period="",
        n=named,
        of="actors",
        sources=sources,
    )
    book.put(
        "providers.programmes",
        "providers with a programme in the ledger",
        programmed,
        "count",
        period="",
        n=programmed,
        of="actors",
        sources=sources,
    )


def _whole(book: Book, found: Gathered, stock: str) -> None:
    flows = found.of(stock)
    years = [f.year for f in flows]
    put = _putter(book, stock, flows)
    put(f"{stock}.total", "all programmes and accounts", total(flows), UNIT[stock])
    put(f"{stock}.first", "first fiscal year with a figure", min(years), "fiscal_year")
    put(f"{stock}.last", "last fiscal year with a figure", max(years), "fiscal_year")
    ranked = by_recipient(flows)
    put(f"{stock}.recipients", "states with a sum above zero", sum(v > 0 for *_, v in ranked), "count")
    aside = 100 * total(f for f in flows if not f.one_state) / total(flows)
    put(f"{stock}.nowhere", "told for the world, a region or no single state", aside, "percent")
    put(f"{stock}.effective", "effective number of recipients", effective(v for *_, v in ranked), "effective")
    single = sum(v for *_, v in ranked if v > 0)
    for place, (_, name, value) in enumerate(ranked[:TOP], 1):
        put(
            f"{stock}.top{place}",
            f"share of {name} in what went to single states",
            100 * value / single,
            "percent",
        )


def _readings(book: Book, found: Gathered, stock: str) -> None:
    whole = total(found.of(stock))
    for reading in READINGS:
        flows = [f for f in found.of(stock) if f.reading == reading]
        put = _putter(book, stock, flows)
        put(f"{stock}.{reading}", f"figures whose purpose is: {reading}", total(flows), UNIT[stock])
        put(
            f"{stock}.{reading}.share",
            f"share of figures whose purpose is: {reading}",
            100 * total(flows) / whole,
            "percent",
        )


def _by_programme(book: Book, found: Gathered, stock: str) -> None:
    whole = total(found.of(stock))
    for programme in found.ranked(stock):
        flows = [f for f in found.of(stock) if f.programme_id == programme.programme_id]
        ranked = by_recipient(flows)
        single = sum(v for *_, v in ranked if v > 0)
        put, key = _putter(book, stock, flows), f"{stock}.programme.{programme.programme_id}"
        put(key, programme.name, total(flows), UNIT[stock])
        put(f"{key}.share", f"share of {programme.short} in all", 100 * total(flows) / whole, "percent")
        put(f"{key}.recipients", f"recipients of {programme.short}", sum(v > 0 for *_, v in ranked), "count")
        # A programme told for the world alone has no recipient to be spread among.
        if single:
            put(
                f"{key}.effective",
                f"effective number of recipients of {programme.short}",
                effective(v for *_, v in ranked),
                "effective",
            )
        put(
            f"{key}.first",
            f"first fiscal year of {programme.short}",
            min(f.year for f in flows),
            "fiscal_year",
        )
        put(
            f"{key}.last", f"last fiscal year of {programme.short}", max(f.year for f in flows), "fiscal_year"
        )
        for place, (_, name, value) in enumerate(ranked[:3], 1):
            if value > 0:
                put(
                    f"{key}.top{place}",
                    f"share of {name} in {programme.short} to single states",
                    100 * value / single,
                    "percent",
                )


def _by_objective(book: Book, found: Gathered, stock: str) -> None:
    stated = total(f for f in found.of(stock) if f.reading == "stated")
    for group in found.groups:
        flows = found.of(stock, group)
        if group.reading == "stated" and flows:
            put, key = _putter(book, stock, flows), f"{stock}.objective.{group.key}"
            put(key, f"programmes that state: {group.label}", total(flows), UNIT[stock])
            put(
                f"{key}.share",
                f"share of programmes that state: {group.label}, in all with a stated purpose",
                100 * total(flows) / stated,
                "percent",
            )


def _sales(book: Book, con: Con) -> None:
    first, last, value, recipients = gather.sales_before(con)
    period = years_of(first, last)
    for key, what, number, unit in (
        ("sales.before", "sales agreements printed as one sum", value, "usd"),
        ("sales.before.first", "first fiscal year of that sum", first, "fiscal_year"),
        ("sales.before.last", "last fiscal year of that sum", last, "fiscal_year"),
    ):
        book.put(
            key, what, number, unit, period=period, n=recipients, of="recipients", sources=["dsca_sales"]
        )


def _putter(book: Book, stock: str, flows: Sequence[Flow]) -> Callable[[str, str, float, str], None]:
    years = [f.year for f in flows]
    period = years_of(min(years), max(years)) if years else ""
    claims = sum(f.n_claims for f in flows)

    def put(key: str, what: str, value: float, unit: str) -> None:
        book.put(key, what, value, unit, period=period, n=claims, of="claims", sources=[SOURCE[stock]])

    return put
