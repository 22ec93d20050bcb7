"""The adders and the codebook of order outcomes as a page, from the records that the code itself uses.

    python -m auxilia.panels.page docs/panels.md

writes them into the page, below the line `MARK`; what stands above that line is left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from auxilia.errors import UsageError
from auxilia.panels.adders import discover as adders
from auxilia.panels.adding import Adder
from auxilia.readers.spec import Indicator
from auxilia.sources import discover as sources

MARK = "<!-- below this line: python -m auxilia.panels.page docs/panels.md -->"
FAMILIES = {
    "authority": "Authority",
    "alignment": "Alignment",
    "norms": "Norms",
    "fragmentation": "Fragmentation",
    "competition": "Militarised competition",
    "violence": "Violence",
    "covariate": "Covariates",
}
ORDERING = {"higher": "order", "lower": "disorder", "none": "neither"}
SILENCE = {"zero": "none", "not_reported": "not reported"}
HEADS = (
    "indicator",
    "column",
    "what it says",
    "unit",
    "of",
    "a rise is",
    "years",
    "silence",
    "known problems",
)


def indicators() -> dict[str, list[Indicator]]:
    """Family -> its indicators, in the order of their ids."""
    every = sorted((one for spec in sources().values() for one in spec.indicators), key=lambda one: one.id)
    return {family: [one for one in every if one.family == family] for family in FAMILIES}


def page_text() -> str:
    """Both lists as Markdown."""
    parts = ["## Adders"]
    parts += [_adder(adder) for _, adder in sorted(adders().items())]
    parts.append("## Codebook of order outcomes and covariates")
    parts.append(
        "The id before the colon is the source: `auxilia source ID` tells its version, licence and citation. "
        "Which way counts as order is a convention of the family, the same for all states."
    )
    for family, found in indicators().items():
        parts += [f"### {FAMILIES[family]}", _table(HEADS, map(_row, found))]
    return "\n\n".join(parts) + "\n"


def write_page(page: Path) -> None:
    """Write both lists into a page, below the mark.

    Raises
    ------
    UsageError
        When the page has no such line.
    """
    above, mark, _ = page.read_text("utf-8").partition(MARK)
    if not mark:
        raise UsageError(f"{page} has no line {MARK!r}. Mend: put it where the lists should begin.")
    page.write_text(f"{above}{MARK}\n\n{page_text()}", "utf-8")


def _adder(adder: Adder) -> str:
    told = f"### {adder.name}\n\n{adder.title} For {', '.join(adder.units)}."
    rows = ((f"`{key}=`", one.means, ", ".join(one.allowed) or "any") for key, one in adder.options.items())
    return f"{told}\n\n{_table(('option', 'means', 'words'), rows)}" if adder.options else told


def _row(one: Indicator) -> tuple[str, ...]:
    return (
        f"`{one.id}`",
        f"`{one.name}`",
        one.label,
        one.unit,
        one.of,
        ORDERING[one.ordering],
        f"{one.year_from}-{one.year_to}",
        SILENCE[one.absence],
        one.problems,
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [" | ".join(heads), "|".join("---" for _ in heads)]
    lines += [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" if place != 1 else f"|{line}|" for place, line in enumerate(lines))


if __name__ == "__main__":
    write_page(Path(sys.argv[1]))
