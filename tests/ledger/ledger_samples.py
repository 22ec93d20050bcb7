"""Two sources with hand-written samples, small enough to be built in a moment."""

import dataclasses
import shutil
from pathlib import Path

from auxilia.readers import Spec
from auxilia.sources import discover

SAMPLES = Path(__file__).parents[1] / "sources"
LAYOUT = {
    "dcad/agreements.csv": "dcad/DCAD-v1.0-main.csv",
    "us_troops/hosts.csv": "us_troops/troopdata-rebuild-country-year.csv",
    "us_troops/bases.csv": "us_troops/basedata.csv",
    "us_troops/construction.csv": "us_troops/builddata.csv",
}


def lay_out(folder: Path) -> Path:
    """The samples in a folder laid out like the mirror."""
    for sample, target in LAYOUT.items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SAMPLES / sample, path)
    return folder


def small() -> dict[str, Spec]:
    """The two sources; the totals of whole files are not asked of samples."""
    return {name: dataclasses.replace(discover()[name], guards=()) for name in ("dcad", "us_troops")}
