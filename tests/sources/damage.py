"""Random damage to a file: bytes flipped, the end cut off, a line lost."""

from __future__ import annotations

import os

from hypothesis import strategies as st

# How many damaged files each test tries. When there is time for more: AUXILIA_DAMAGE=500 pytest tests/sources
EXAMPLES = int(os.environ.get("AUXILIA_DAMAGE", "5"))


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """What may become of `content` on a bad disk or a bad line."""
    place = st.integers(0, len(content) - 1)
    flips = st.lists(st.tuples(place, st.integers(1, 255)), min_size=1, max_size=4)
    lines = content.splitlines(keepends=True)
    return st.one_of(
        flips.map(lambda pairs: _flipped(content, pairs)),
        place.map(lambda end: content[:end]),
        st.integers(0, len(lines) - 1).map(lambda n: b"".join(lines[:n] + lines[n + 1 :])),
    )


def _flipped(content: bytes, pairs: list[tuple[int, int]]) -> bytes:
    changed = bytearray(content)
    for place, mask in pairs:
        changed[place] ^= mask
    return bytes(changed)
