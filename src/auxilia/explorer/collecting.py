"""When Python looks for garbage: a page makes hundreds of thousands of small records, and hardly a cycle."""

from __future__ import annotations

import gc

# New records between two looks at the young ones; looks at those between two at all of them.
YOUNG, MIDDLE, OLD = 50_000, 20, 100


def look_less_often() -> None:
    """For a process of the explorer's own: what is open now stays, and new records are looked at more seldom.

    With the interpreter's own numbers a third of the time of a large page goes into these looks.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
