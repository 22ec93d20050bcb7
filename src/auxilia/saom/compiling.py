"""Effects as C functions: each is compiled alone, once, and found again in a cache on disk.

The source of an effect is taken as it stands, put into a file of its own whose name is a hash of all that
it is made of, and compiled there: a changed effect is another file, so no stale code can be found (Numba's
cache looks at one file only).
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import inspect
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from auxilia.saom.arguments import kind
from auxilia.saom.catalogue import Function

# Sums may be reordered so that they run in vector registers; NaN and infinity keep their meaning.
OPTIONS = 'fastmath={"reassoc", "contract", "nsz"}, error_model="numpy"'
SIZES = {"n": 0, "m": 1}
GIVEN = {"zi": "last_", "out": "carray(last_, (size_,), np.float64)"}
IMPORT = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for name in sys.argv[2:]:
    importlib.import_module(name)
"""
UNPACK = {
    "bytes2": "carray(args_[{k}], (size_, size_), np.uint8)",
    "shorts2": "carray(args_[{k}], (size_, size_), np.uint16)",
    "floats": "carray(args_[{k}], (size_,), np.float64)",
    "floats2": "carray(args_[{k}], (size_, size_), np.float64)",
    "number": "carray(args_[{k}], (1,), np.float64)[0]",
}


def folder() -> Path:
    """Where compiled effects are kept: NUMBA_CACHE_DIR, else the user's cache, else a temporary folder."""
    import numba  # noqa: PLC0415 - half a second that only estimation pays

    name = f"effects-{numba.__version__}-{sys.version_info.major}.{sys.version_info.minor}"
    base = os.environ.get("NUMBA_CACHE_DIR")
    if not base:
        import platformdirs  # noqa: PLC0415

        base = platformdirs.user_cache_dir("auxilia", appauthor=False)
    place = Path(base) / name
    try:
        place.mkdir(parents=True, exist_ok=True)
        probe = place / f".{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError:
        place = Path(tempfile.mkdtemp(prefix="auxilia-effects-"))
    return place


@cache
def _folder() -> Path:
    return folder()


def body_of(function: Function) -> str:
    """The source of an effect's function, without its head and its docstring."""
    source = textwrap.dedent(inspect.getsource(function))
    head = ast.parse(source).body[0]
    assert isinstance(head, ast.FunctionDef)
    body = head.body[1:] if ast.get_docstring(head) else head.body
    return "\n".join(source.splitlines()[body[0].lineno - 1 :])


def module_text(function: Function, network: bool) -> str:
    """The file that is compiled: a C function that takes what the effect asks for out of its arguments."""
    lines, k = [], 1
    for name in inspect.signature(function).parameters:
        if name in SIZES:
            lines.append(f"    {name} = sizes_[{SIZES[name]}]")
        elif name in GIVEN:
            lines.append(f"    {name} = {GIVEN[name]}")
        elif name != "ego":
            lines.append(f"    {name} = " + UNPACK[kind(name)].format(k=k))
            k += 1
    last = "types.CPointer(types.float64)" if network else "types.float64"
    result = "types.void" if network else "types.float64"
    return "\n".join(
        [
            "import math",
            "import numpy as np",
            "from numba import carray, cfunc, types",
            f"@cfunc({result}(types.CPointer(types.voidptr), types.int64, {last}), cache=True, {OPTIONS})",
            "def entry(args_, ego, last_):",
            "    sizes_ = carray(args_[0], (3,), np.int64)",
            "    size_ = sizes_[2]",
            *lines,
            body_of(function),
            "",
        ]
    )


def pointed(function: Function) -> tuple[str, ...]:
    """The words that travel as pointers, in the order of the entry."""
    names = inspect.signature(function).parameters
    return tuple(name for name in names if name not in {*SIZES, *GIVEN, "ego"})


@cache
def file_of(function: Function, network: bool) -> tuple[str, str]:
    """Name and text of the file that an effect's function is compiled from."""
    text = module_text(function, network)
    return f"effect_{hashlib.sha256(text.encode()).hexdigest()[:24]}", text


@cache
def compiled(function: Function, network: bool) -> Any:
    """The C function of an effect; `.address` is what the simulator calls."""
    name, text = file_of(function, network)
    compile_all({name: text})
    return load(name).entry


def compile_all(files: Mapping[str, str]) -> None:
    """Compile files (text by name) that are not in the cache yet, in a process of their own.

    Code just compiled and code found in the cache differ in the last digit (sums in another order); so that
    every process gives the same numbers, the process that compiles is never one that computes.
    """
    folder = _folder()
    missing = []
    for name, text in files.items():
        if (folder / f"{name}.ready").exists():
            continue
        with tempfile.NamedTemporaryFile("w", dir=folder, suffix=".tmp", delete=False) as file:
            file.write(text)
        Path(file.name).replace(folder / f"{name}.py")
        missing.append(name)
    if not missing:
        return
    # The simulator takes about as long as all effects of a model.
    long = [name for name in missing if name.startswith("simulator")]
    parts = [part for part in (long, [name for name in missing if name not in long]) if part]
    commands = [[sys.executable, "-c", IMPORT, str(folder), *part] for part in parts]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for command in commands]
    for part, one in zip(parts, running, strict=True):
        _, said = one.communicate()
        if one.returncode:
            raise RuntimeError(f"effects could not be compiled in {folder}:\n{said[-4000:]}")
        for name in part:
            (folder / f"{name}.ready").touch()


def load(name: str) -> ModuleType:
    """Import a file of the folder of compiled sources."""
    spec = importlib.util.spec_from_file_location(name, _folder() / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
