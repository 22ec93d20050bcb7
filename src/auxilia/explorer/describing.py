"""What describes a release to archives: Data Package v2, Croissant 1.0, CITATION.cff 1.2, PROV-JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from auxilia.explorer.citing import PROJECT, source_work
from auxilia.explorer.columns import Column
from auxilia.explorer.sources import Source
from auxilia.ledger.provenance import Provenance

PARQUET = "application/vnd.apache.parquet"
FIELD_TYPES = {"text": "string", "integer": "integer", "number": "number", "flag": "boolean", "date": "date"}
CROISSANT_TYPES = {
    "text": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "flag": "sc:Boolean",
    "date": "sc:Date",
}
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "recordSet": "cr:recordSet",
    "source": "cr:source",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of a package, as a file."""

    name: str
    title: str
    path: str
    bytes: int
    sha256: str
    rows: int
    columns: tuple[Column, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A release with its tables, the sources behind them, and the ids of those left out by licence."""

    provenance: Provenance
    release: str
    resources: tuple[Resource, ...]
    sources: tuple[Source, ...]
    left_out: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in small letters."""
        return f"auxilia-{self.release}".lower().replace("_", "-")

    @property
    def title(self) -> str:
        """Its title."""
        return f"auxilia: security assistance, release {self.release}"

    @property
    def about(self) -> str:
        """What it holds, in two sentences."""
        told = (
            "Who trains, equips and supports whose armed forces and armed groups: claims with their sources, "
            "ties and figures derived from them, order outcomes of states. "
        )
        if self.left_out:
            told += f"Left out by licence: {', '.join(self.left_out)}. "
        return f"{told}Each source keeps its own licence."


def descriptions(package: Package) -> dict[str, str]:
    """File name -> text."""
    return {
        "datapackage.json": _json(datapackage(package)),
        "croissant.json": _json(croissant(package)),
        "prov.json": _json(prov(package)),
        "CITATION.cff": citation_cff(package),
    }


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def datapackage(package: Package) -> dict[str, Any]:
    """Data Package version 2."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": package.name,
        "title": package.title,
        "description": package.about,
        "version": package.release,
        "created": package.provenance.built,
        "contributors": [{"title": PROJECT, "roles": ["creator"]}],
        "licenses": [
            {"name": f"source-{s.source_id}", "title": f"{s.source_id}: {s.licence}", "path": s.homepage}
            for s in package.sources
        ],
        "sources": [{"title": s.title, "path": s.homepage, "version": s.version} for s in package.sources],
        "resources": [_resource(resource) for resource in package.resources],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "name": resource.name.replace("_", "-"),
        "title": resource.title,
        "description": " ".join(resource.notes) or resource.title,
        "path": resource.path,
        "format": "parquet",
        "mediatype": PARQUET,
        "bytes": resource.bytes,
        "hash": f"sha256:{resource.sha256}",
        "schema": {
            "fields": [
                {"name": c.name, "type": FIELD_TYPES[c.type], "title": c.label, "description": c.means}
                for c in resource.columns
            ]
        },
    }


def croissant(package: Package) -> dict[str, Any]:
    """Croissant 1.0: files with hashes, and one set of records a table."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package.name,
        "description": package.about,
        "version": package.release,
        "datePublished": package.provenance.built[:10],
        "creator": {"@type": "sc:Organization", "name": PROJECT},
        "license": sorted({s.licence for s in package.sources}),
        "citeAs": f"{PROJECT}: {package.title}, build {package.provenance.build_id}.",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": f"{r.name}-file",
                "name": f"{r.name}-file",
                "contentUrl": r.path,
                "contentSize": f"{r.bytes} B",
                "encodingFormat": PARQUET,
                "sha256": r.sha256,
            }
            for r in package.resources
        ],
        "recordSet": [_records(resource) for resource in package.resources],
    }


def _records(resource: Resource) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": resource.name,
        "name": resource.name,
        "description": resource.title,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{resource.name}/{c.name}",
                "name": c.name,
                "description": c.means,
                "dataType": CROISSANT_TYPES[c.type],
                "source": {
                    "fileObject": {"@id": f"{resource.name}-file"},
                    "extract": {"column": c.name},
                },
            }
            for c in resource.columns
        ],
    }


def prov(package: Package) -> dict[str, Any]:
    """PROV-JSON: the package was derived from the build, the build used the sources."""
    own = package.provenance
    build, made = f"aux:build-{own.build_id}", f"aux:release-{package.release}"
    return {
        "prefix": {"aux": "urn:auxilia:", "prov": "http://www.w3.org/ns/prov#"},
        "entity": {
            made: {"prov:label": package.title},
            f"{build}-ledger": {"prov:label": f"{own.kind} ledger, build {own.build_id}"},
            **{
                f"aux:file-{r.name}": {"prov:label": r.path, "aux:sha256": r.sha256, "aux:rows": r.rows}
                for r in package.resources
            },
            **{
                f"aux:source-{s.source_id}": {
                    "prov:label": s.title,
                    "aux:version": s.version,
                    "aux:licence": s.licence,
                    "aux:citation": s.citation,
                }
                for s in package.sources
            },
        },
        "activity": {build: {"prov:endTime": own.built, "prov:label": "auxilia build"}},
        "agent": {"aux:program": {"prov:type": "prov:SoftwareAgent", "prov:label": f"auxilia {own.auxilia}"}},
        "wasAssociatedWith": {"_:by": {"prov:activity": build, "prov:agent": "aux:program"}},
        "wasGeneratedBy": {"_:ledger": {"prov:entity": f"{build}-ledger", "prov:activity": build}},
        "used": {
            f"_:used-{s.source_id}": {"prov:activity": build, "prov:entity": f"aux:source-{s.source_id}"}
            for s in package.sources
        },
        "hadMember": {
            f"_:member-{r.name}": {"prov:collection": made, "prov:entity": f"aux:file-{r.name}"}
            for r in package.resources
        },
        "wasDerivedFrom": {
            "_:release": {"prov:generatedEntity": made, "prov:usedEntity": f"{build}-ledger"},
        },
    }


def citation_cff(package: Package) -> str:
    """Citation File Format 1.2.0; a JSON text is a YAML scalar, so that no title breaks the file."""
    own = package.provenance
    lines = [
        "cff-version: 1.2.0",
        'message: "Cite this release, and the sources of the figures that you use."',
        "type: dataset",
        f"title: {_quoted(package.title)}",
        f"version: {_quoted(package.release)}",
        f"date-released: {own.built[:10]}",
        "authors:",
        f"  - name: {_quoted(PROJECT)}",
        "references:",
        *(line for source in package.sources for line in _reference(source)),
    ]
    return "\n".join(lines) + "\n"


CFF_TYPES = {"article": "article", "book": "book", "report": "report", "dataset": "data"}


def _reference(source: Source) -> Sequence[str]:
    fields = source_work(source).fields
    lines = [
        f"  - type: {CFF_TYPES.get(fields.type, 'generic')}",
        f"    title: {_quoted(fields.title or source.title)}",
        "    authors:",
        *(_person(name) for name in fields.authors or (source.producer,)),
        f"    notes: {_quoted(f'{source.source_id}, {source.version}; licence: {source.licence}')}",
    ]
    lines += [f"    year: {fields.year}"] if fields.year else []
    lines += [f"    journal: {_quoted(fields.container)}"] if fields.container else []
    lines += [f"    doi: {_quoted(fields.doi)}"] if fields.doi else []
    url = fields.url or source.homepage
    return [*lines, *([f"    url: {_quoted(url)}"] if url.startswith(("https://", "http://")) else [])]


def _person(name: str) -> str:
    family, comma, given = name.partition(", ")
    if not comma:
        return f"      - name: {_quoted(name)}"
    return f"      - family-names: {_quoted(family)}\n        given-names: {_quoted(given)}"


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
