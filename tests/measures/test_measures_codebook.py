"""The page of measures is what the records say."""

from pathlib import Path

import pytest

from auxilia.errors import UsageError
from auxilia.measures import catalogue
from auxilia.measures.codebook import HEADINGS, MARK, codebook_rows, codebook_text, write_codebook

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def test_the_page_is_that_of_the_records() -> None:
    text = PAGE.read_text("utf-8").partition(MARK)[2]
    assert text.strip() == codebook_text().strip(), (
        "run: python -m auxilia.measures.codebook docs/measures.md"
    )


def test_every_measure_has_an_entry_and_every_column_a_row() -> None:
    text = codebook_text()
    rows = codebook_rows()
    assert all(f"\n### {measure.name}\n" in text for measure in catalogue())
    assert {row[0] for row in rows} == {measure.name for measure in catalogue()}
    assert all(len(row) == len(HEADINGS) and all(row) for row in rows)
    assert ("dependency", "recipient", "herfindahl") in {row[:3] for row in rows}


def test_what_stands_above_the_mark_is_left(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# By hand\n\n{MARK}\nold\n", "utf-8")
    write_codebook(page)
    assert page.read_text("utf-8") == f"# By hand\n\n{MARK}\n\n{codebook_text()}"
    page.write_text("# No mark\n", "utf-8")
    with pytest.raises(UsageError, match="has no line"):
        write_codebook(page)
