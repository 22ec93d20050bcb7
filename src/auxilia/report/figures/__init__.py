"""The pictures of a dossier: pure functions from frozen records to inline SVG.

Every picture stretches with the page: places on the time axis are percentages, heights and letters are
pixels, so that it reads the same on paper, on a desk and on a telephone.
"""

from auxilia.report.figures.axis import Axis, axis_for, axis_row
from auxilia.report.figures.bars import Bars, bars
from auxilia.report.figures.legend import (
    definitions,
    end_swatch,
    event_swatch,
    figure_swatch,
    gain_swatch,
    ground_swatch,
    level_swatch,
    swatch,
    thickness_swatch,
)
from auxilia.report.figures.levels import Level, Levels, levels
from auxilia.report.figures.periods import Period, periods
from auxilia.report.figures.spells import Spell, spells
from auxilia.report.figures.strip import Cell, strip

__all__ = [
    "Axis",
    "Bars",
    "Cell",
    "Level",
    "Levels",
    "Period",
    "Spell",
    "axis_for",
    "axis_row",
    "bars",
    "definitions",
    "end_swatch",
    "event_swatch",
    "figure_swatch",
    "gain_swatch",
    "ground_swatch",
    "level_swatch",
    "levels",
    "periods",
    "spells",
    "strip",
    "swatch",
    "thickness_swatch",
]
