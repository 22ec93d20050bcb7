"""Where the committed pages lie: in the package where a wheel was installed, in `docs/` of a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

# The build of a wheel (hatch_build.py) puts the pages of docs/findings into the package under this name.
IN_PACKAGE = "pages"


def committed_folder() -> Traversable:
    """The folder with `<name>.md`, `.csv`, `.json` and the pictures in `<name>/`; it need not be there."""
    inside = files("auxilia.report.findings").joinpath(IN_PACKAGE)
    return inside if inside.is_dir() else Path(__file__).parents[4] / "docs" / "findings"
