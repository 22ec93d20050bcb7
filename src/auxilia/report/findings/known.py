"""Which pages there are: found by looking, never listed."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from auxilia.errors import UnknownNameError
from auxilia.report.findings.record import Page


def known_pages() -> tuple[Page, ...]:
    """Every page of this folder, by number."""
    found = (_page(name) for name in _folders())
    return tuple(sorted((page for page in found if page is not None), key=lambda page: page.number))


def page_called(slug: str) -> Page:
    """The page of that name, which is the name of its folder; no other folder is read.

    Raises
    ------
    UnknownNameError
        With the names that there are.
    """
    page = _page(slug) if slug in _folders() else None
    if page is None:
        raise UnknownNameError(slug, "finding", tuple(known.slug for known in known_pages()))
    return page


def _folders() -> list[str]:
    return [found.name for found in pkgutil.iter_modules([str(Path(__file__).parent)]) if found.ispkg]


def _page(folder: str) -> Page | None:
    """The page of a folder; a folder without a `PAGE` is none."""
    module = importlib.import_module(f"auxilia.report.findings.{folder}")
    page: Page | None = getattr(module, "PAGE", None)
    return page
