"""Directed multigraphs: GraphML and GEXF, one edge a row, written as they are read.

What a row does not tell is left out of its edge. GEXF carries the years as the edge's interval, so that a
network can be played in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from auxilia.errors import UsageError
from auxilia.explorer.columns import Column
from auxilia.explorer.formats.job import Job

ENDINGS = ("graphml", "gexf")
ENDS = ("provider", "provider_name", "recipient", "recipient_name")
XML_TYPES = {"text": "string", "integer": "long", "number": "double", "flag": "boolean", "date": "string"}
Attributes = dict[str, str]


class _Xml:
    """Elements one after the other into a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._out = XMLGenerator(file, "utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, tag: str, **attributes: str) -> Iterator[None]:
        """An element with children."""
        self._out.startElement(tag, _named(attributes))
        yield
        self._out.endElement(tag)

    def element(self, tag: str, text: str = "", **attributes: str) -> None:
        """An element with text or nothing."""
        self._out.startElement(tag, _named(attributes))
        if text:
            self._out.characters(_clean(text))
        self._out.endElement(tag)


def _named(attributes: Attributes) -> AttributesImpl[str]:
    """`for_` is `for`, `attr__type` is `attr.type`."""
    return AttributesImpl({n.rstrip("_").replace("__", "."): _clean(v) for n, v in attributes.items()})


def _clean(text: str) -> str:
    """Text without the control letters that XML forbids."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))


def write(job: Job, ending: str, path: Path) -> None:
    """Write the graph.

    Raises
    ------
    UsageError
        When the rows have no ends.
    """
    if "provider" not in job.relation.names or "recipient" not in job.relation.names:
        raise UsageError(
            f"{job.title} is no network: its rows have no provider and recipient. Ask for another format."
        )
    with path.open("wb") as file:
        (_graphml if ending == "graphml" else _gexf)(job, _Xml(file))


def _nodes(job: Job) -> list[tuple[str, str]]:
    query = (
        f"SELECT DISTINCT id, name FROM (SELECT provider AS id, provider_name AS name FROM "
        f"({job.relation.sql}) "
        f"UNION ALL SELECT recipient, recipient_name FROM ({job.relation.sql})) ORDER BY 1, 2"
    )
    return job.con.execute(query, [*job.relation.values, *job.relation.values]).fetchall()


def _edges(job: Job) -> Iterator[dict[str, Any]]:
    names = job.relation.names
    for batch in job.batches():
        for row in batch:
            told = dict(zip(names, row, strict=True))
            if told.get("tie_status") not in ("not_covered", "not_reported"):
                yield told


def _carried(job: Job) -> list[Column]:
    return [column for column in job.relation.columns if column.name not in ENDS]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _graphml(job: Job, xml: _Xml) -> None:
    with xml.inside("graphml", xmlns="http://graphml.graphdrawing.org/xmlns"):
        xml.element("key", id="name", for_="node", attr__name="name", attr__type="string")
        for name in job.told:
            xml.element("key", id=f"g_{name}", for_="graph", attr__name=name, attr__type="string")
        for column in _carried(job):
            kind = XML_TYPES[column.type]
            xml.element("key", id=column.name, for_="edge", attr__name=column.name, attr__type=kind)
        with xml.inside("graph", edgedefault="directed"):
            for name, text in job.told.items():
                xml.element("data", text, key=f"g_{name}")
            for actor, name in _nodes(job):
                with xml.inside("node", id=actor):
                    xml.element("data", name, key="name")
            for place, told in enumerate(_edges(job)):
                with xml.inside("edge", id=str(place), source=told["provider"], target=told["recipient"]):
                    for column in _carried(job):
                        if told[column.name] is not None:
                            xml.element("data", _text(told[column.name]), key=column.name)


def _gexf(job: Job, xml: _Xml) -> None:
    own = job.book.provenance
    with xml.inside("gexf", xmlns="http://www.gexf.net/1.2draft", version="1.2"):
        with xml.inside("meta", lastmodifieddate=own.built[:10]):
            xml.element("creator", f"auxilia {own.auxilia}")
            xml.element("description", "; ".join(f"{n}: {t}" for n, t in job.told.items() if t))
        with xml.inside("graph", mode="dynamic", defaultedgetype="directed", timeformat="integer"):
            with xml.inside("attributes", class_="edge", mode="static"):
                for column in _carried(job):
                    kind = XML_TYPES[column.type]
                    xml.element("attribute", id=column.name, title=column.name, type=kind)
            with xml.inside("nodes"):
                for actor, name in _nodes(job):
                    xml.element("node", id=actor, label=name)
            with xml.inside("edges"):
                for place, told in enumerate(_edges(job)):
                    _gexf_edge(xml, str(place), told, _carried(job))


def _gexf_edge(xml: _Xml, name: str, told: dict[str, Any], carried: list[Column]) -> None:
    first = told.get("year_from", told.get("year"))
    last = told.get("year_to", told.get("year"))
    when = {} if first is None else {"start": str(first)}
    when |= {} if last is None else {"end": str(last)}
    with (
        xml.inside("edge", id=name, source=told["provider"], target=told["recipient"], **when),
        xml.inside("attvalues"),
    ):
        for column in carried:
            if told[column.name] is not None:
                xml.element("attvalue", for_=column.name, value=_text(told[column.name]))
