"""Questions with sentences and figures on the years of a page, of an actor or of the system."""

from __future__ import annotations

from dataclasses import dataclass

from auxilia.report.charts import Row
from auxilia.report.tables import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """Rows on the shared axis, under a heading and a caption, with their tables."""

    name: str
    heading: str
    caption: str
    rows: tuple[Row, ...]
    tables: tuple[Table, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A question: sentences of answer, figures on one axis, and tables that stand open."""

    name: str
    heading: str
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    axis: str = ""

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources of its figures."""
        return frozenset(source for figure in self.figures for source in figure.sources)
