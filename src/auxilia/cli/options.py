"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "parquet")


def home_option(function: F) -> F:
    """`--home`: where the ledger lives."""
    return click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        help="Where the ledger lives (default: AUXILIA_HOME, or your data folder).",
    )(function)


def plain_format_option(function: F) -> F:
    """`--format` of what is no single table: for people, or JSON."""
    return click.option(
        "-f",
        "--format",
        "style",
        type=click.Choice(("table", "json")),
        default="table",
        show_default=True,
        help="How to print.",
    )(function)


def format_options(function: F) -> F:
    """`--format`, `--output`, `--all`: how rows are shown."""
    function = click.option("--all", "everything", is_flag=True, help="Print every row of a table.")(function)
    function = click.option(
        "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file."
    )(function)
    return click.option(
        "-f",
        "--format",
        "style",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print.",
    )(function)
