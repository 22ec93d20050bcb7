"""Pages of a PDF as lines of words that know where they stand.

PDFium gives the text of the whole book in a twentieth of a second and the place of every character, a
fortieth of the time of pdfplumber, and the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from auxilia.errors import SourceError
from auxilia.snapshots import Snapshot

# In points: rows of the table are twelve apart, words of a cell two or three, cells fifteen and more.
SAME_LINE = 4.0
SAME_CELL = 8.0


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place on the page, in points: `left` and `right` ends, `height` above the foot."""

    text: str
    left: float
    right: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, its words from left to right; `place` is `page 3, line 9`."""

    place: str
    words: tuple[Word, ...]

    @property
    def cells(self) -> list[str]:
        """The texts that stand close together, from left to right."""
        cells = [self.words[0].text]
        for before, word in pairwise(self.words):
            if word.left - before.right > SAME_CELL:
                cells.append(word.text)
            else:
                cells[-1] += " " + word.text
        return cells


def pages_with(marker: str, snapshot: Snapshot) -> Iterator[list[Line]]:
    """The lines of every page whose text has the marker.

    Raises
    ------
    SourceError
        When the file is no PDF, is cut short or locked with a password, or its text cannot be placed.
    """
    page = 0
    try:
        with pypdfium2.PdfDocument(str(snapshot.path)) as book:
            for page, sheet in enumerate(book, start=1):
                textpage = sheet.get_textpage()
                text = textpage.get_text_range()
                if marker in text:
                    yield _lines(page, [_word(textpage, match) for match in re.finditer(r"\S+", text)])
    except (pypdfium2.PdfiumError, OSError, UnicodeError, ValueError, IndexError) as error:
        raise SourceError(
            f"the PDF cannot be read: {error}",
            source=snapshot.source_id,
            file=snapshot.filename,
            row=f"page {page}" if page else None,
            mend="fetch the file again, and save it without a password",
        ) from error


def _word(textpage: pypdfium2.PdfTextPage, match: re.Match[str]) -> Word:
    left, bottom, _, top = textpage.get_charbox(match.start(), loose=True)
    right = textpage.get_charbox(match.end() - 1, loose=True)[2]
    return Word(match.group(), left, right, (bottom + top) / 2)


def _lines(page: int, words: list[Word]) -> list[Line]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.height):
        if rows and rows[-1][0].height - word.height < SAME_LINE:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        Line(f"page {page}, line {number}", tuple(sorted(row, key=lambda word: word.left)))
        for number, row in enumerate(rows, start=1)
    ]
