"""The kernels, compiled as one file.

Numba's cache of a kernel notices changes in the kernel's own file only. So the sources in `kernels/` are put
together into one file, whose name is a hash of its text, in the folder of compiled effects: a change anywhere
is another file.
"""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from pathlib import Path
from types import ModuleType

from auxilia.saom.compiling import compile_all, load

KERNELS = ("memory", "graphs", "rates", "choices", "statistics", "presence", "periods")
PARTS = ("fields", *[f"kernels/{name}" for name in KERNELS])


@cache
def text() -> str:
    """All kernels in one file, without what they import from each other."""
    home = Path(__file__).parent
    parts = []
    for part in PARTS:
        source = (home / f"{part}.py").read_text(encoding="utf-8")
        lines = source.splitlines()
        for node in ast.parse(source).body:
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("auxilia"):
                lines[node.lineno - 1 : node.end_lineno] = [""] * (node.end_lineno - node.lineno + 1)  # type: ignore[operator]
        parts.append("\n".join(lines))
    return "\n".join(parts) + "\n"


def file() -> tuple[str, str]:
    """Name and text of the file."""
    source = text()
    return f"simulator_{hashlib.sha256(source.encode()).hexdigest()[:24]}", source


@cache
def simulator() -> ModuleType:
    """The compiled kernels: `simulate`."""
    name, source = file()
    compile_all({name: source})
    return load(name)
