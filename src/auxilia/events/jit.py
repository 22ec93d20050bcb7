"""Kernels: plain functions on arrays, compiled by Numba when they are first called.

Numba is imported only then, so that importing this package costs nothing. A kernel never calls another
kernel: Numba's file cache notices a change in the kernel's own file only, and a test keeps the rule. Without
Numba, or with `NUMBA_DISABLE_JIT=1`, the NumPy twin runs: the function given as `twin`, or else the kernel's
own text, which is then written in array style.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from typing import Any

# Sums may be reordered so that they run in vector registers; NaN and infinity keep their meaning.
FAST = frozenset({"reassoc", "contract", "arcp", "nsz"})
KERNELS: dict[str, Kernel] = {}


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
        try:
            return numba.njit(cache=True, **options)(self.text)  # type: ignore[no-any-return]
        except RuntimeError:  # neither the package's folder nor the user's cache can be written
            return numba.njit(**options)(self.text)  # type: ignore[no-any-return]


def kernel(
    *, twin: Callable[..., Any] | None = None, fast: bool = False
) -> Callable[[Callable[..., Any]], Kernel]:
    """Declare a kernel; `twin` does the same in plain NumPy where the text itself is scalar loops."""

    def declare(text: Callable[..., Any]) -> Kernel:
        made = Kernel(text, twin, fast)
        KERNELS[f"{text.__module__}.{text.__name__}"] = made
        return made

    return declare
