"""The rows of a table as HTML. A page has thousands of cells, for which a template is too slow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from auxilia.report.tables import Table

if TYPE_CHECKING:
    from markupsafe import Markup

# Between cells that are escaped all at once; no cell holds it.
MARK = "\x00"


def lines(table: Table, links: Mapping[str, str], release: str, most: int) -> Markup:
    """The first rows of a table, with every text escaped; a text that `links` names leads there."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - comes with the templates, paid by pages alone

    shown = table.rows[:most]
    texts = [text.replace(MARK, "") for row in shown for text in row]
    told = str(escape(MARK.join(texts))).split(MARK) if texts else []
    for place, text in enumerate(texts):
        if text in links:
            href = links[text]
            href += f"{'&' if '?' in href else '?'}v={release}" if release else ""
            told[place] = f'<a href="{escape(href)}">{told[place]}</a>'
    left = iter(told)
    tags = [('<td class="n">', "</td>") if column.number else ("<td>", "</td>") for column in table.columns]
    tags[:1] = [('<th scope="row">', "</th>")]
    made = []
    for row in shown:
        cells = [f"{opened}{next(left)}{closed}" for (opened, closed), _ in zip(tags, row, strict=True)]
        made.append(f"<tr>{''.join(cells)}</tr>\n")
    return Markup("".join(made))
