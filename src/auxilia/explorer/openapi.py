"""The description of the API, made from the same lists that validate it."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from typing import Any

import msgspec

from auxilia.explorer.choices import FORMATS, LARGEST_PAGE, LARGEST_PAGE_NUMBER
from auxilia.explorer.envelope import Envelope, Trouble
from auxilia.explorer.pages import kinds
from auxilia.explorer.state import FIELDS

LISTS = ("provider", "recipient", "practice", "instrument", "stage", "measure", "source", "programme")
NUMBERS = {"page": LARGEST_PAGE_NUMBER, "size": LARGEST_PAGE}


@cache
def description() -> bytes:
    """OpenAPI 3.1 as JSON."""
    _, schemas = msgspec.json.schema_components(
        [Envelope, Trouble], ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, Any] = {}
    for kind in kinds():
        stem = "/front" if kind.ROUTE == "/" else kind.ROUTE
        for ending in FORMATS:
            paths[f"{stem}.{ending}"] = {"get": _operation(kind.MEANS, stem, ending)}
    told = {
        "openapi": "3.1.0",
        "info": {
            "title": "auxilia: security assistance",
            "version": version("auxilia"),
            "description": "Every page of the explorer as data: the same address with an ending. Read-only.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1)


def _operation(means: str, stem: str, ending: str) -> dict[str, Any]:
    parts = re.findall(r"\{(\w+)\}", stem)
    parameters = [
        {"name": part, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for part in parts
    ]
    parameters += [_parameter(name) for name in FIELDS]
    if stem == "/search":
        parameters.append({"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 200}})
    name = re.sub(r"[^a-z]+", "_", f"{stem}_{ending}").strip("_")
    return {
        "operationId": name,
        "summary": means,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The rows.", "content": {_media(ending): _schema(ending)}},
            "308": {"description": "The same under its own address."},
            "default": {
                "description": "What is wrong and what would be right.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Trouble"}}},
            },
        },
    }


def _media(ending: str) -> str:
    return FORMATS[ending].media.partition(";")[0]


def _schema(ending: str) -> dict[str, Any]:
    if ending == "json":
        return {"schema": {"$ref": "#/components/schemas/Envelope"}}
    if ending == "csl.json":
        return {"schema": {"type": "array", "items": {"type": "object", "required": ["id", "type", "title"]}}}
    return {"schema": {"type": "string"}}


def _parameter(name: str) -> dict[str, Any]:
    entry = FIELDS[name]
    told: dict[str, Any] = {"name": name, "in": "query", "description": entry.means}
    if name in NUMBERS:
        return told | {"schema": {"type": "integer", "minimum": 1, "maximum": NUMBERS[name]}}
    word: dict[str, Any] = {"type": "string"}
    if entry.allowed:
        word["enum"] = list(entry.allowed)
    if name in LISTS:
        return told | {"explode": False, "schema": {"type": "array", "items": word}}
    return told | {"schema": word}
