"""A bar for each stage on a terminal, plain lines otherwise; both on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tqdm import tqdm


FORMAT = "{desc} {bar:28} {n_fmt:>3} of {total_fmt:<3} {elapsed}{postfix}"


class Progress:
    """Told of each step as (stage, item, done, total)."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None
        self._stage = ""
        self._started = time.monotonic()

    def __call__(self, stage: str, item: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            self._draw(stage, item, done, total)
        elif item and done < total:
            click.echo(
                f"{time.monotonic() - self._started:6.1f} s  {stage} {item} ({done + 1} of {total})", err=True
            )

    def _draw(self, stage: str, item: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if stage != self._stage:
            self.close()
            self._stage = stage
            self._bar = tqdm(total=total, desc=f"{stage:9}", bar_format=FORMAT, leave=True, file=sys.stderr)
        if self._bar is not None:
            self._bar.set_postfix_str(item, refresh=False)
            self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Leave the last bar standing."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
