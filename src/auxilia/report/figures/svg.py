"""Elements of SVG as text, with every value escaped."""

from __future__ import annotations

from functools import lru_cache
from html import escape

# The places of a time axis come back on every row of a page.
KEPT = 1 << 14


def element(tag: str, *children: str, **attributes: object) -> str:
    """One element. `class_` is class, underscores are hyphens, None leaves an attribute out.

    Children are markup already; use `words` for text.
    """
    given = "".join(map(_attribute, attributes.keys(), attributes.values()))
    inner = "".join(children)
    return f"<{tag}{given}>{inner}</{tag}>" if inner else f"<{tag}{given}/>"


@lru_cache(KEPT, typed=True)
def _attribute(name: str, value: object) -> str:
    if value is None:
        return ""
    return f' {name.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'


def words(text: str) -> str:
    """Text that is safe inside an element."""
    return escape(text)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return str(value)


@lru_cache(KEPT)
def percent(value: float) -> str:
    """A place or length on the time axis."""
    return f"{_text(float(value))}%"


def picture(name: str, title: str, description: str, height: float, *children: str, kind: str = "") -> str:
    """A whole picture: named, described, as wide as its place and `height` pixels high."""
    head = element("title", words(title), id=f"{name}-t") + element(
        "desc", words(description), id=f"{name}-d"
    )
    return element(
        "svg",
        head,
        *children,
        id=name,
        class_=f"pic {kind}".strip(),
        role="img",
        aria_labelledby=f"{name}-t {name}-d",
        width="100%",
        height=height,
    )
