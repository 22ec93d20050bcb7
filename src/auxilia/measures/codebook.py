"""The codebook of measures, made from the records and docstrings that the code itself uses.

    python -m auxilia.measures.codebook docs/measures.md

writes it into a page, below the line `MARK`; what stands above that line is left as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from auxilia.errors import UsageError
from auxilia.measures.catalogue import catalogue
from auxilia.measures.record import HOLDS, LEVELS, Column, Measure

MARK = "<!-- below this line: python -m auxilia.measures.codebook docs/measures.md -->"
LEVEL_NAMES = {
    "dyad": "Dyad: the single tie",
    "recipient": "Recipient",
    "provider": "Provider",
    "triad": "Triad and conflict",
    "system": "System",
}
Row = tuple[str, str, str, str, str, str]
HEADINGS: Row = ("measure", "level", "column", "label", "holds", "role")


def codebook_rows() -> list[Row]:
    """One row a column of each measure's result, under `HEADINGS`."""
    return [
        (
            measure.name,
            measure.level,
            column.name,
            column.about.label,
            HOLDS[column.about.holds],
            "key" if column.about.key else "value",
        )
        for measure in catalogue()
        for column in measure.result.described()
    ]


def codebook_text() -> str:
    """The codebook as Markdown, level by level."""
    parts = []
    for level in LEVELS:
        parts.append(f"## {LEVEL_NAMES[level]}")
        parts += [_entry(measure) for measure in catalogue() if measure.level == level]
    return "\n\n".join(parts) + "\n"


def write_codebook(page: Path) -> None:
    """Write the codebook into a page, below the mark.

    Raises
    ------
    UsageError
        When the page has no such line.
    """
    above, mark, _ = page.read_text("utf-8").partition(MARK)
    if not mark:
        raise UsageError(f"{page} has no line {MARK!r}. Mend: put it where the codebook should begin.")
    page.write_text(f"{above}{MARK}\n\n{codebook_text()}", "utf-8")


def _entry(measure: Measure) -> str:
    parts = [
        f"### {measure.name}",
        f"{measure.label}",
        measure.words,
        f"```text\n{measure.formula}\n```",
        _table(measure.result.described()),
        f"```python\n{_code(measure.example)}\n```",
        measure.reference,
        f"`{measure.function.__module__}.{measure.name}({', '.join(measure.takes)})`",
    ]
    return "\n\n".join(part for part in parts if part)


def _table(columns: Sequence[Column]) -> str:
    lines = ["| column | what it says | holds |", "|---|---|---|"]
    lines += [f"| `{column.name}` | {column.about.label} | {_holds(column)} |" for column in columns]
    return "\n".join(lines)


def _holds(column: Column) -> str:
    whole = f"; sums to 1 over {', '.join(column.about.whole)}" if column.about.whole else ""
    return ("key: " if column.about.key else "") + HOLDS[column.about.holds] + whole


def _code(example: str) -> str:
    """The lines of an example from its first prompt on; what stands before becomes a comment."""
    words, prompt, code = example.partition(">>>")
    comment = " ".join(words.split())
    return f"# {comment}\n{prompt}{code}" if comment else f"{prompt}{code}"


if __name__ == "__main__":
    write_codebook(Path(sys.argv[1]))
