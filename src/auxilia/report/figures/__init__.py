"""The pictures of a dossier: pure functions from frozen records to inline SVG.

Every picture stretches with the page: places on the time axis are percentages, heights and letters are
pixels, so that it reads the same on paper, on a desk and on a telephone.
"""

from auxilia.report.figures.axis import Axis, axis_for, axis_row
from auxilia.report.figures.bars import Bars, bars
from auxilia.report.figures.legend import definitions, figure_swatch, ground_swatch, swatch, thickness_swatch
from auxilia.report.figures.spells import Spell, spells
from auxilia.report.figures.strip import Cell, strip

__all__ = [
    "Axis",
    "Bars",
    "Cell",
    "Spell",
    "axis_for",
    "axis_row",
    "bars",
    "definitions",
    "figure_swatch",
    "ground_swatch",
    "spells",
    "strip",
    "swatch",
    "thickness_swatch",
]
