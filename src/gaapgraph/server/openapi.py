"""The interface in OpenAPI 3.1: the questions of the library with their parameters, and the two SPARQL protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse
from starlette.routing import Route

from gaapgraph._version import __version__
from gaapgraph.server.negotiation import GRAPH_FORMS, RESULT_FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from gaapgraph.question.question import Question
    from gaapgraph.server.service import Service

__all__ = ["describe_interface", "list_openapi_routes"]

_STATUSES = {
    "400": "cannot be used",
    "404": "is not there",
    "406": "no such form",
    "413": "is too large",
    "414": "is too long",
    "421": "wrong Host",
    "429": "too many wait",
    "503": "takes too much, or is loading",
}
_FORMATS = ["json", "xml", "csv", "tsv", "svg"]
_REFUSED = {
    "type": "object",
    "required": ["status", "error"],
    "properties": {"status": {"type": "integer"}, "error": {"type": "string"}},
}
_TEXT = {"type": "string", "minLength": 1}
_ALL = "[aA][lL][lL]"  # leaves any parameter open
_TYPES = {
    "integer": {"type": "string", "pattern": rf"^\s*(-?[0-9]{{1,18}}|{_ALL})\s*$"},
    "date": {"type": "string", "pattern": rf"^\s*([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_ALL})\s*$"},
}


def list_openapi_routes(_: Service) -> list[Route]:
    """Return the route of the description."""
    kept: list[dict[str, object]] = []

    async def interface(_: Request) -> Response:
        from gaapgraph.question import list_questions

        if not kept:
            kept.append(describe_interface(list_questions()))
        return JSONResponse(kept[0])

    return [Route("/openapi.json", interface, methods=["GET", "HEAD"])]


def describe_interface(questions: list[Question]) -> dict[str, object]:
    """Return the description for some questions."""
    paths: dict[str, object] = {f"/question/{each.name}": {"get": _describe_question(each)} for each in questions}
    graph = _parameter("graph", "IRI of a named graph", _TEXT | {"format": "iri"})
    paths |= {
        "/sparql": {"get": _describe_query()},
        "/data": {"get": _describe("Read a graph (SPARQL 1.1 Graph Store Protocol)", [graph], [*GRAPH_FORMS])},
        "/question": {"get": _describe("All questions", [_parameter("words", "To look for", {"type": "string"})])},
        "/search": {
            "get": _describe(
                "Figures and words, and where they stand",
                [_parameter("q", "What to look for", _TEXT | {"maxLength": 200}, is_required=True)],
            )
        },
        "/void": {"get": _describe("The data in VoID", [], [*GRAPH_FORMS])},
        "/healthz": {"get": _describe("Whether the server answers", [])},
        "/metrics": {"get": _describe("Counts for Prometheus", [], ["text/plain"])},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "gaapgraph",
            "version": __version__,
            "description": "Financial reports as a knowledge graph.",
        },
        "paths": paths,
        "components": {"schemas": {"Refusal": _REFUSED}},
    }


def _describe_question(question: Question) -> dict[str, object]:
    parameters = [
        _parameter(each.name, each.description, _TYPES.get(each.type, _TEXT) | _default(each.default))
        for each in question.parameters
    ]
    parameters.append(_parameter("format", "Instead of Accept", {"type": "string", "enum": _FORMATS}))
    described = _describe(question.title, parameters, [*RESULT_FORMS, "image/svg+xml"])
    return described | {"operationId": question.name, "description": question.question, "tags": [question.theme]}


def _default(value: str | None) -> dict[str, object]:
    return {} if value is None else {"default": value}


def _describe_query() -> dict[str, object]:
    graphs = {"type": "array", "items": _TEXT | {"format": "iri"}}
    parameters = [
        _parameter("query", "SELECT, ASK, CONSTRUCT or DESCRIBE", _TEXT),
        _parameter("default-graph-uri", "Graphs of the default graph", graphs),
        _parameter("named-graph-uri", "Named graphs", graphs),
    ]
    return _describe(
        "Ask (SPARQL 1.1 Protocol); without a query, the description of the service",
        parameters,
        [*RESULT_FORMS, *GRAPH_FORMS],
    )


def _describe(summary: str, parameters: Sequence[object], types: list[str] | None = None) -> dict[str, object]:
    found: dict[str, object] = {name: {} for name in types or ["application/json"]}
    schema = {"$ref": "#/components/schemas/Refusal"}
    refused = {"content": {"application/json": {"schema": schema}}}
    return {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The answer", "content": found},
            "304": {"description": "Is known to the client"},
            **{status: {"description": what, **refused} for status, what in _STATUSES.items()},
        },
    }


def _parameter(
    name: str, description: str, schema: Mapping[str, object], *, is_required: bool = False
) -> dict[str, object]:
    return {"name": name, "in": "query", "required": is_required, "description": description, "schema": schema}
