"""The record of the page, and its computation from a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auxilia.report.findings.book import Book
from auxilia.report.findings.prose import citations, prose
from auxilia.report.findings.purposes.draw import Drawer
from auxilia.report.findings.purposes.numbers import enter
from auxilia.report.findings.purposes.pictures import PICTURES
from auxilia.report.findings.purposes.study import LARGEST, STOCKS, Gathered, collect, window
from auxilia.report.findings.purposes.tally import by_recipient, total
from auxilia.report.findings.record import Finding, Page, Report, silent
from auxilia.report.format import listing, span

if TYPE_CHECKING:
    from auxilia.ledger import Ledger


def compute(ledger: Ledger, report: Report = silent) -> Finding:
    """The page from an open ledger, the starter ledger or a full one."""
    report("computing", "purposes", 0, 1)
    found = collect(ledger.con)
    book = enter(ledger.con, found)
    drawer = Drawer(ledger.con, found, book)
    pictures = tuple(draw(drawer) for draw in PICTURES)
    text = prose(
        "auxilia.report.findings.purposes",
        "purposes.md.j2",
        page=PAGE,
        kind=ledger.provenance.kind,
        build=ledger.provenance.build_id,
        n=book,
        pictures={picture.name: picture for picture in pictures},
        citations=citations(ledger, book.sources),
        **_tables(found, book),
    )
    return Finding(PAGE, text, book.numbers, tuple(drawer.yearly), pictures, book.sources)


def _tables(found: Gathered, book: Book) -> dict[str, Any]:
    """Rows of the tables: words beside the keys of their numbers."""
    return {
        "programmes": [
            {
                "name": p.name,
                "short": p.short,
                "years": _years(p.year_from, p.year_to),
                "objectives": "; ".join(p.objectives),
                "purpose": p.purpose,
                "document": f"[{p.document}]({p.document_url})" if p.document_url else p.document,
                "stated": bool(p.objectives),
            }
            for p in found.programmes
        ],
        "ranked": {
            stock: [
                {
                    "short": p.short,
                    "key": f"{stock}.programme.{p.programme_id}",
                    "stated": bool(p.objectives),
                    "years": span(*(round(book.value(f"{stock}.programme.{p.programme_id}.{end}"))
                                    for end in ("first", "last"))),
                    "top": _top(found, stock, p.programme_id),
                }
                for p in found.ranked(stock)
            ]
            for stock in STOCKS
        },
        "objectives": [
            {"key": g.key, "label": g.label} for g in found.groups if g.reading == "stated"
        ],
        "top": {stock: [name for _, name, _ in by_recipient(found.of(stock))][:5]
                for stock in (*STOCKS, "sales")},
        "twins": {
            stock: [
                {"key": f"{stock}.{g.key}", "label": g.label}
                for g in found.groups
                if book.holds(f"{stock}.{g.key}.vdem:polyarchy.low")
            ]
            for stock in STOCKS
        },
        "leading": {stock: _leading(found, stock) for stock in STOCKS},
        "largest": {
            stock: listing(name for _, name, _ in by_recipient(window(found.of(stock)))[:LARGEST])
            for stock in STOCKS
        },
        "unnamed": listing(p.short for p in found.ranked("money") if not p.objectives),
    }  # fmt: skip


def _leading(found: Gathered, stock: str) -> dict[str, str]:
    """The objective whose programmes hold most of a stock."""
    groups = [g for g in found.groups if g.reading == "stated"]
    first = max(groups, key=lambda g: (total(found.of(stock, g)), g.key))
    ranked = [p.short for p in found.ranked(stock) if p.programme_id in (first.programmes or ())]
    return {"key": first.key, "label": first.label, "names": listing(ranked)}


def _top(found: Gathered, stock: str, programme_id: str) -> list[str]:
    flows = [f for f in found.of(stock) if f.programme_id == programme_id]
    return [name for _, name, value in by_recipient(flows)[:3] if value > 0]


def _years(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return "undated"
    return f"since {first}" if last is None else span(first, last)


PAGE = Page(
    number=1,
    slug="purposes",
    part="I. Assistance as an instrument",
    title="Purposes: what assistance is said to be for, and where money, arms and training go",
    question=(
        "What do the programmes of security assistance state as their purpose, how much goes where under "
        "each stated purpose, and what are the recipients: at war, democratic, free of killings, of torture?"
    ),
    data=(
        "Money: obligations of the United States by funding account, recipient and fiscal year, in constant "
        "2020 dollars (us_greenbook).",
        "Training: trainees of the United States by programme, recipient and fiscal year, as reported to "
        "Congress (us_fmtr).",
        "Arms: government-to-government sales agreements of the United States, current dollars (dsca_sales).",
        "Purposes: the programmes of the ledger, each with the document that states its purpose.",
        "Recipients: armed conflict from UCDP; electoral democracy, political killings, torture from V-Dem.",
    ),
    method=(
        "A programme is counted whole under every objective that its document states. Sums of objectives "
        "overlap: no source splits a programme by objective, and neither does this page.",
        "The purpose of a programme is read only into figures of the years in which the ledger dates the "
        "programme; money that stands under the same account earlier is told apart.",
        "A fiscal year is laid on the calendar year of its number. Fiscal years begin in October of the year "
        "before (until 1976 in July).",
        "Amounts are net: money taken back lowers the sums. For shares of recipients and for the effective "
        "number of recipients, a recipient whose sum is below zero is set to zero. Sums for the world or a "
        "region have no recipient and stay out of both.",
        "Effective number of recipients: one over the sum of the squared shares of the recipients.",
        "In conflict: the government took part in an armed conflict over its state with at least 25 battle "
        "deaths in the year; war: at least 1,000 (UCDP).",
        "Thirds: all states that V-Dem rates are ranked in each year anew; the lowest third of a year is the "
        "third with the lowest values. Thirds are relative: they do not say whether the world grew freer.",
    ),
    limits=(
        "Only programmes of the United States state a purpose in our sources. Of what other providers say "
        "that their assistance is for, this page knows nothing; that is a gap in the sources, no finding.",
        "One document is coded for each programme, as it reads now or last read. Earlier wordings are not "
        "coded: an objective added to a law later is read into earlier years of the programme.",
        "Objectives are the law's. What an official wrote about one country in one year may differ.",
        "The comparison describes. It does not say that a programme changed its recipients, nor that "
        "recipients were chosen for what they were.",
        "UCDP and V-Dem describe the recipient state, not the unit that was trained or equipped. V-Dem is "
        "estimated from the judgements of experts; its uncertainty is not drawn here.",
        "Training bought through Foreign Military Sales is missing, and as a rule that of members of NATO, "
        "Australia, Japan and New Zealand: the trainees are those of the other states above all.",
        "Money, trainees and sales partly describe the same assistance and are never added up.",
        "One trainee may be a course of years or a briefing of hours: trainees count people, not effort.",
    ),
    compute=compute,
)
