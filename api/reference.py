"""The API's reference: the OpenAPI document, and a page made of it that needs nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from api.doors import ViewerOf
from api.house import HouseOf
from api.pages.reply import html
from api.problems import KINDS, Kind
from api.v1 import PREFIX
from dashboards.frame import Frame

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    where: str
    required: bool
    shape: str
    description: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Operation:
    anchor: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: str
    """Example of what to send; empty for nothing."""
    curl: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class ReferencePage:
    template: ClassVar[str] = "reference.html"
    frame: Frame
    title: str
    version: str
    about: str
    operations: tuple[Operation, ...]
    problems: tuple[Kind, ...]


@router.get(f"{PREFIX}/openapi.json")
def openapi(request: Request, _viewer: ViewerOf) -> Response:
    return JSONResponse(request.app.openapi())


@router.get(f"{PREFIX}/docs")
def docs(request: Request, house: HouseOf, viewer: ViewerOf) -> Response:
    document = request.app.openapi()
    page = ReferencePage(
        frame=Frame("API", "", viewer),
        title=document["info"]["title"],
        version=document["info"]["version"],
        about=document["info"]["description"],
        operations=tuple(operations(document, str(request.base_url).rstrip("/"))),
        problems=KINDS,
    )
    return html(house, page)


def operations(document: Mapping[str, Any], base: str) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            body = _body(document, operation)
            yield Operation(
                anchor=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation.get("description", ""),
                parameters=tuple(_parameter(document, one) for one in operation.get("parameters", ())),
                body=_pretty(body) if body is not None else "",
                curl=_curl(method.upper(), base + path, body),
                answers=tuple(_answer(document, status, one) for status, one in operation["responses"].items()),
            )


def _parameter(document: Mapping[str, Any], given: Mapping[str, Any]) -> Parameter:
    return Parameter(
        given["name"],
        given["in"],
        given.get("required", False),
        shape_words(document, given["schema"]),
        given.get("description", ""),
    )


def shape_words(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """A schema in a few words: `negative | neutral | positive`, `date`, `list of string` …"""
    schema = _resolved(document, schema)
    if "anyOf" in schema:
        parts = (shape_words(document, one) for one in schema["anyOf"] if one.get("type") != "null")
        return " or ".join(parts)
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {shape_words(document, schema['items'])}"
    return str(schema.get("format") or schema.get("type", "any"))


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _body(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {})
    return _example(document, content["application/json"]) if "application/json" in content else None


def _answer(document: Mapping[str, Any], status: str, given: Mapping[str, Any]) -> Answer:
    examples = [_example(document, media) for media in given.get("content", {}).values()]
    shown = next((example for example in examples if example is not None), None)
    return Answer(status, given["description"], "" if shown is None else _pretty(shown))


def _example(document: Mapping[str, Any], media: Mapping[str, Any]) -> Any:
    if "example" in media:
        return media["example"]
    schema = _resolved(document, media.get("schema", {}))
    if "items" in schema:
        inner = _resolved(document, schema["items"]).get("examples")
        return inner[:1] if inner else None
    for one in schema.get("anyOf", ()):
        if (found := _example(document, {"schema": one})) is not None:
            return found
    return next(iter(schema.get("examples", ())), None)


def _curl(method: str, url: str, body: Any) -> str:
    parts = ["curl -b cookies.txt"]
    if method != "GET":
        parts.append(f"-X {method}")
    if body is not None:
        parts.append(f"-H 'Content-Type: application/json' -d '{json.dumps(body, ensure_ascii=False)}'")
    return " ".join([*parts, f"'{url}'"])


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
