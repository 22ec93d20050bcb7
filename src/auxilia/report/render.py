"""Pages to HTML: one self-contained file, the same bytes for the same ledger."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from auxilia.report import words
from auxilia.report.figures import definitions
from auxilia.report.system.views import SystemPage
from auxilia.report.views import Page

if TYPE_CHECKING:
    from jinja2 import Environment

    from auxilia.report.logics.page import LogicsPage


def render(page: Page | SystemPage | LogicsPage) -> str:
    """The page as HTML: no script, no request to anywhere, every text escaped."""
    template = _environment().get_template(f"{_template(page)}.html.j2")
    return template.render(
        page=page, style=_style(), definitions=definitions(), fiscal=words.FISCAL, silence=words.SILENCE
    )


def _template(page: Page | SystemPage | LogicsPage) -> str:
    if isinstance(page, SystemPage):
        return "system"
    return "dossier" if isinstance(page, Page) else "logics"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - paid by reports alone

    environment = Environment(
        loader=PackageLoader("auxilia.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["web"] = _is_web
    return environment


def _is_web(address: str) -> bool:
    """Whether an address of a source may be a link; anything but the web's own schemes stays text."""
    return address.startswith(("https://", "http://"))


def _style() -> str:
    return files("auxilia.report").joinpath("style.css").read_text("utf-8")
