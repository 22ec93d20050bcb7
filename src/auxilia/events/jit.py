"""Kernels: plain functions on arrays, compiled by Numba when they are first called.

Numba is imported only then, so that importing this package costs nothing. Its file cache notices a change in
the kernel's own file only, and would go on with wrong numbers in silence when a record that kernels are given
changed in another file: compiled kernels are therefore kept in a folder named by the hash of all sources of
this package (in `NUMBA_CACHE_DIR`, or the user's cache). Without Numba, or with `NUMBA_DISABLE_JIT=1`, the
NumPy twin runs: the function given as `twin`, or else the kernel's own text, which is then written in array
style.
"""

from __future__ import annotations

import hashlib
import os
import threading
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

# Sums may be reordered so that they run in vector registers; NaN and infinity keep their meaning.
FAST = frozenset({"reassoc", "contract", "arcp", "nsz"})
KERNELS: dict[str, Kernel] = {}
# All that a compiled kernel may depend on.
SOURCES = Path(__file__).parent
_CONFIGURING = threading.Lock()


class Kernel:
    """One numeric function: `text` as written, `twin` in plain NumPy, compiled on the first call."""

    def __init__(self, text: Callable[..., Any], twin: Callable[..., Any] | None, fast: bool) -> None:
        self.text = text
        self.twin = twin or text
        self.fast = fast
        self._run: Callable[..., Any] | None = None
        self.__doc__ = text.__doc__
        self.__name__ = text.__name__
        self.__module__ = text.__module__

    def __call__(self, *arguments: Any) -> Any:
        if self._run is None:
            self._run = self.compiled()
        return self._run(*arguments)

    def compiled(self) -> Callable[..., Any]:
        """The compiled function, or the twin where Numba is missing or switched off."""
        if os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0"):
            return self.twin
        try:
            import numba  # noqa: PLC0415 - half a second that only estimation pays
        except ImportError:
            warnings.warn("Numba is not installed: events run in NumPy, many times slower.", stacklevel=3)
            return self.twin
        options: dict[str, Any] = {"nogil": True, "fastmath": set(FAST) if self.fast else False}
        # Numba decides where to keep a function when it is declared; its setting is restored for others.
        config: Any = numba.config
        with _CONFIGURING:
            before = config.CACHE_DIR
            try:
                base = os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_dir("auxilia")
                config.CACHE_DIR = str(kept(Path(base)))
                return numba.njit(cache=True, **options)(self.text)  # type: ignore[no-any-return]
            except (OSError, RuntimeError):  # nothing can be kept there: compiled anew by each process
                return numba.njit(**options)(self.text)  # type: ignore[no-any-return]
            finally:
                config.CACHE_DIR = before


def kept(base: Path) -> Path:
    """The folder below `base` for kernels compiled from the sources as they are; OSError without one."""
    folder = base / f"kernels-{fingerprint(SOURCES)}"
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"{folder} cannot be written")
    return folder


@cache
def fingerprint(sources: Path) -> str:
    """A hash of all modules in a folder and below it."""
    told = hashlib.sha256()
    for path in sorted(sources.rglob("*.py")):
        told.update(f"{path.relative_to(sources).as_posix()}\0{path.read_text('utf-8')}\0".encode())
    return told.hexdigest()[:16]


def kernel(
    *, twin: Callable[..., Any] | None = None, fast: bool = False
) -> Callable[[Callable[..., Any]], Kernel]:
    """Declare a kernel; `twin` does the same in plain NumPy where the text itself is scalar loops."""

    def declare(text: Callable[..., Any]) -> Kernel:
        made = Kernel(text, twin, fast)
        KERNELS[f"{text.__module__}.{text.__name__}"] = made
        return made

    return declare
