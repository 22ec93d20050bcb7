"""The prose of a page: a template in which every number is asked for, and the citations at its end."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

    from auxilia.ledger import Ledger


def prose(package: str, template: str, **given: object) -> str:
    """The text of a template of a package; a name that nothing was given for is an error."""
    return _environment(package).get_template(template).render(**given)


def citations(ledger: Ledger, sources: Iterable[str]) -> list[str]:
    """Each source as it wants to be cited, with its licence."""
    named = sorted(sources)
    marks = ", ".join("?" for _ in named)
    found = ledger.con.execute(
        "SELECT source_id, citation, licence FROM core_sources "
        f"WHERE source_id IN ({marks}) ORDER BY source_id",
        named,
    ).fetchall()
    return [f"`{source}`: {citation} Licence: {licence}." for source, citation, licence in found]


@cache
def _environment(package: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - paid by findings alone

    return Environment(
        loader=PackageLoader(package, "."),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
