"""The explorer's own closed lists: views, tables, formats. All others are the vocabulary's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

View = Literal["table", "ranked", "matrix", "timeline", "sankey", "map", "network"]
TableName = Literal["ties", "figures", "claims", "units", "cells"]
Licence = Literal["own", "open"]

VIEWS: tuple[View, ...] = get_args(View)
TABLES: tuple[TableName, ...] = get_args(TableName)
LICENCES: tuple[Licence, ...] = get_args(Licence)
FIRST_YEAR, LAST_YEAR = 1700, 2100
LARGEST_PAGE = 1000
USUAL_PAGE = 100
LARGEST_PAGE_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Format:
    """What an address can be asked for: its ending, media type, most rows, and what it is to people."""

    ending: str
    media: str
    limit: int
    label: str

    @property
    def download(self) -> bool:
        """Whether a browser saves it rather than showing it."""
        return self.ending != "json"


# A citation names works, not rows.
EVERY = 10**12

FORMATS: dict[str, Format] = {
    made.ending: made
    for made in (
        Format("json", "application/json", LARGEST_PAGE, "JSON, a page of rows"),
        Format("csv", "text/csv; charset=utf-8", 1_000_000, "CSV"),
        Format("parquet", "application/vnd.apache.parquet", 1_000_000, "Parquet"),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            200_000,
            "Excel workbook",
        ),
        Format("dta", "application/x-stata-dta", 400_000, "Stata"),
        Format("rds", "application/x-r-rds", 400_000, "R"),
        Format("graphml", "application/graphml+xml", 100_000, "GraphML network"),
        Format("gexf", "application/gexf+xml", 100_000, "GEXF network with time"),
        Format("bib", "application/x-bibtex; charset=utf-8", EVERY, "BibTeX"),
        Format("ris", "application/x-research-info-systems; charset=utf-8", EVERY, "RIS"),
        Format("csl.json", "application/vnd.citationstyles.csl+json", EVERY, "CSL-JSON"),
    )
}
DATA_FORMATS = ("csv", "parquet", "xlsx", "dta", "rds")
NETWORK_FORMATS = ("graphml", "gexf")
CITATION_FORMATS = ("bib", "ris", "csl.json")


def split_ending(path: str) -> tuple[str, str]:
    """A path and the format it asks for: `/dyad/USA/EGY.csl.json` is (`/dyad/USA/EGY`, `csl.json`)."""
    for ending in sorted(FORMATS, key=len, reverse=True):
        if path.endswith(f".{ending}") and not path.endswith(f"/.{ending}"):
            return path.removesuffix(f".{ending}"), ending
    return path, ""
