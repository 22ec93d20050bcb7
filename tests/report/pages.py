"""A page taken apart, to look at what a reader's browser would find in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "img", "br", "hr", "input", "base", "source", "col", "area", "embed"})


@dataclass
class Element:
    """One element with its attributes and, in order, what is inside: elements and text."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [part for part in self.inside if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(part for part in self.inside if isinstance(part, str))

    def all(self, tag: str = "", css: str = "") -> Iterator[Element]:
        """This element and all below it, of a tag and a class if asked for."""
        if tag in ("", self.tag) and (not css or css in self.attributes.get("class", "").split()):
            yield self
        for child in self.children:
            yield from child.all(tag, css)

    def find(self, identity: str) -> Element:
        """The element with this id."""
        return next(e for e in self.all() if e.attributes.get("id") == identity)

    def words(self) -> str:
        """All text below, with single spaces."""
        parts = (part if isinstance(part, str) else part.words() for part in self.inside)
        return re.sub(r"\s+", " ", " ".join(parts)).strip()


class _Tree(HTMLParser):
    """Builds the tree, and fails where an element is closed that is not the open one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._append(tag, attrs)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._append(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def _append(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        return element


def parse(html: str) -> Element:
    """The page as a tree; every element that is opened is closed, and in order."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert tree.open == [tree.root], f"left open: {[e.tag for e in tree.open[1:]]}"
    return tree.root


def visible(page: Element) -> str:
    """What is written on the page, the style sheet and the pictures' own text left aside."""
    if page.tag in ("style", "svg"):
        return ""
    text = " ".join(part if isinstance(part, str) else visible(part) for part in page.inside)
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", text))
