"""The hand-written sample of every source, found by looking.

A source's sample is the folder of its name here, its files named as in the mirror or as in `source.toml`.
Where the files are made by a program (workbooks, a PDF), the test module of the source has a
`make_sample(folder)`.
"""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

from auxilia.readers.spec import Spec
from auxilia.snapshots import Address, Snapshot

HERE = Path(__file__).parent


def sample(spec: Spec, folder: Path) -> list[Snapshot]:
    """The files of a source's sample, written into an empty folder, as snapshots."""
    path = HERE / f"test_{spec.id}.py"
    make = getattr(importlib.import_module(path.stem), "make_sample", None) if path.exists() else None
    if make:
        make(folder)
    else:
        shutil.copytree(HERE / spec.id, folder, dirs_exist_ok=True)
    return [
        Snapshot(spec.id, address.name, path, path.name, "0" * 64, path.stat().st_size, "test")
        for address in spec.files
        for path in _paths(spec, address, folder)
    ]


def _paths(spec: Spec, address: Address, folder: Path) -> list[Path]:
    printed = Path(address.mirror).name
    for pattern in (printed, printed.removesuffix(".zst"), f"{address.name}.*"):
        if found := sorted(folder.glob(pattern)):
            return found
    alone = [path for path in folder.iterdir() if path.is_file()]
    return alone if len(spec.files) == len(alone) == 1 else []
