"""The written findings: pages computed from a ledger and kept as files, in the package or in a checkout.

Each is `<name>.md` with its numbers in `<name>.csv`, its provenance in `<name>.json` and its pictures in the
folder `<name>/`. They are the project's own text, and shown as it stands.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from auxilia.errors import UsageError
from auxilia.report.findings import committed_folder

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

NAME = re.compile(r"\d+-[a-z0-9-]+", re.ASCII)
PICTURE = re.compile(r"[a-z0-9-]+\.svg", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """One finding as written: its name (1-purposes), title, question, ids of its sources, numbers."""

    name: str
    title: str
    question: str
    sources: tuple[str, ...]
    numbers: tuple[dict[str, str], ...]

    @property
    def path(self) -> str:
        """Its address."""
        return f"/finding/{self.name}"


@cache
def written() -> tuple[Written, ...]:
    """Every finding that is there, by number; none where none was written."""
    folder = committed_folder()
    if not folder.is_dir():
        return ()
    names = [entry.name.removesuffix(".md") for entry in folder.iterdir() if entry.name.endswith(".md")]
    found = sorted((name for name in names if NAME.fullmatch(name)), key=lambda n: int(n.partition("-")[0]))
    return tuple(_read(folder, name) for name in found if folder.joinpath(f"{name}.json").is_file())


def _read(folder: Traversable, name: str) -> Written:
    told: dict[str, Any] = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    numbers = tuple(csv.DictReader(io.StringIO(folder.joinpath(f"{name}.csv").read_text("utf-8"))))
    sources = {part for row in numbers for part in row["sources"].split("; ") if part}
    return Written(name, told["title"], told["question"], tuple(sorted(sources)), numbers)


def html_of(finding: Written) -> str:
    """Its text as HTML below the page's own heading; pictures and files have addresses of their own."""
    text = committed_folder().joinpath(f"{finding.name}.md").read_text("utf-8")
    body = text.partition("\n")[2] if text.startswith("# ") else text
    return _linked(finding, str(_markdown().render(body)))


def picture(name: str, file: str) -> bytes | None:
    """A picture of a finding; None where there is none of this name."""
    known = {finding.name for finding in written()}
    if name not in known or not PICTURE.fullmatch(file):
        return None
    entry = committed_folder().joinpath(name, file)
    return entry.read_bytes() if entry.is_file() else None


def _linked(finding: Written, html: str) -> str:
    """Links between the files of a finding lead to the addresses where the explorer has them."""
    name = re.escape(finding.name)
    # The policy of the pages forbids styles in the markup.
    html = html.replace(' style="text-align:right"', ' class="n"')
    html = re.sub(r' style="text-align:\w+"', "", html)
    # What scrolls must be reached by keyboard, and have a name of its own.
    number = itertools.count(1)
    scroll = '<div class="scroll" tabindex="0" role="region" aria-label="Table {}"><table>'
    html = re.sub("<table>", lambda _: scroll.format(next(number)), html)
    html = html.replace("</table>", "</table></div>")
    html = re.sub(rf'src="{name}/([^"]+)"', rf'src="/finding/{finding.name}/\1"', html)
    html = re.sub(rf'href="{name}\.(csv|json)"', rf'href="/finding/{finding.name}.\1"', html)
    html = re.sub(rf'<a href="{name}/[^"]+">([^<]*)</a>', r"\1", html)
    return re.sub(r'href="(\d+-[a-z0-9-]+)\.md"', r'href="/finding/\1"', html)


@cache
def _markdown() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415 - wanted by findings alone
    except ImportError as error:
        raise UsageError("findings need markdown-it-py. Mend: pip install 'auxilia[web]'.") from error
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def number_rows(finding: Written, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The numbers as rows of these columns; figures as figures."""
    return [tuple(_plain(name, row[name]) for name in names) for row in finding.numbers]


def _plain(name: str, text: str) -> Any:
    if name == "value":
        return float(text) if text else None
    return int(float(text)) if name == "n" and text else text
