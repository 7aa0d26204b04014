"""`/sparql`: the SPARQL 1.1 Protocol, and the description of the service; `/data`: the Graph Store Protocol."""

from __future__ import annotations

import base64
import hmac
import json
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from gaapgraph.server.form import read_form
from gaapgraph.server.guard import read_body
from gaapgraph.server.negotiation import GRAPH_FORMS, choose
from gaapgraph.server.refusal import Refusal
from gaapgraph.server.service import SAFE, Service, guarded
from gaapgraph.server.service_description import describe_service

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["list_sparql_routes"]

_QUERY, _UPDATE, _FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"
_KNOWN = {
    "query",
    "update",
    "default-graph-uri",
    "named-graph-uri",
    "using-graph-uri",
    "using-named-graph-uri",
    "format",
}


def list_sparql_routes(service: Service) -> list[Route]:
    """Return the routes of both protocols."""
    door = _Door(service)
    reading = ["GET", "HEAD"]
    return [
        Route("/sparql", guarded(door.sparql), methods=["GET", "HEAD", "POST"]),
        Route("/data", guarded(door.graph), methods=[*reading, "PUT", "POST", "DELETE"]),
        Route("/store", guarded(door.graph), methods=[*reading, "PUT", "POST", "DELETE"]),
        Route("/void", guarded(door.void), methods=reading),
        Route("/.well-known/void", guarded(door.void), methods=reading),
        Route("/examples", guarded(door.examples), methods=reading),
    ]


class _Door:
    """The routes; those that write want the token."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def sparql(self, request: Request) -> Response:
        """Answer a query, do an update, or describe the service."""
        given = read_form(request.scope["query_string"])
        if request.method == "POST":
            given = await self._read_post(request, given)
        values = {name: [value for key, value in given if key == name] for name in _KNOWN}
        if len(values["query"]) > 1 or len(values["update"]) > 1 or (values["query"] and values["update"]):
            raise Refusal(400, "give one query, or one update")
        if values["update"]:
            if request.method != "POST":
                raise Refusal(400, "an update is sent by POST")
            self._require_writer(request)
            return await self._update(request, values)
        if not values["query"]:
            if request.method == "POST" or values["default-graph-uri"] or values["named-graph-uri"]:
                raise Refusal(400, "the query is missing; send query=, or a body of application/sparql-query")
            return self._describe(request)
        asked = {
            "operation": "query",
            "query": values["query"][0],
            "default": values["default-graph-uri"],
            "named": values["named-graph-uri"],
            "accept": self._service.accept(request),
        }
        return await self._service.respond(request, asked)

    async def _read_post(self, request: Request, given: list[tuple[str, str]]) -> list[tuple[str, str]]:
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in (_QUERY, _UPDATE, _FORM):
            raise Refusal(415, f"send {_FORM}, {_QUERY} or {_UPDATE}")
        if media_type == _UPDATE:
            self._require_writer(request)
        data = await self._service.read_form(request)
        if media_type == _FORM:
            if "query" in dict(given) or "update" in dict(given):
                raise Refusal(400, "a form is sent in the body alone")
            return [*given, *read_form(data)]
        try:
            body = data.decode("utf-8")
        except UnicodeDecodeError as exc:
            raise Refusal(400, "the body is not UTF-8") from exc
        return [*given, ("query" if media_type == _QUERY else "update", body)]

    async def _update(self, request: Request, values: dict[str, list[str]]) -> Response:
        asked = {"operation": "update", "update": values["update"][0], "default": values["using-graph-uri"]}
        _, body = await self._service.collect(request, asked)
        await self._service.require_pool().exchange(json.loads(body))
        return Response(status_code=204)

    def _describe(self, request: Request) -> Response:
        accepted = self._service.accept(request)
        if "text/html" in accepted[:1]:
            return RedirectResponse("/#query", 303)
        form = choose(accepted, GRAPH_FORMS)
        if form is None:
            raise Refusal(406, f"accept one of {', '.join(GRAPH_FORMS)}")
        body = describe_service(
            str(request.base_url), form.engine, is_writable=self._service.settings.token is not None
        )
        headers = {**SAFE, "content-type": form.media_type}
        return Response(body, headers=headers)

    async def graph(self, request: Request) -> Response:
        """Read or write a graph."""
        graph = _read_graph(request)
        if request.method in ("GET", "HEAD"):
            asked = {"operation": "graph", "graph": graph, "accept": self._service.accept(request)}
            return await self._service.respond(request, asked)
        self._require_writer(request)
        bounds = self._service.settings.bounds
        data = await read_body(request, bounds.body_bytes, bounds.seconds)
        asked = {
            "operation": "prepare",
            "graph": graph,
            "method": request.method,
            "type": request.headers.get("content-type", ""),
            "body": base64.b64encode(data).decode(),
        }
        headers, body = await self._service.collect(request, asked)
        await self._service.require_pool().exchange(json.loads(body))
        return Response(status_code=204 if headers.get("x-existed") == "true" else 201)

    async def void(self, request: Request) -> Response:
        """Describe the data."""
        return await self._known(request, "void")

    async def examples(self, request: Request) -> Response:
        """Give the questions as examples of SPARQL, in SHACL."""
        return await self._known(request, "questions")

    async def _known(self, request: Request, name: str) -> Response:
        from gaapgraph.store.known_graph import KNOWN_GRAPHS

        accepted = [each for each in self._service.accept(request) if each != "text/html"] or ["text/turtle"]
        asked = {"operation": "graph", "graph": KNOWN_GRAPHS[name], "accept": accepted}
        return await self._service.respond(request, asked)

    def _require_writer(self, request: Request) -> None:
        """Refuse who may not write.

        Raises:
            Refusal: The server is read-only, or the token is wrong.
        """
        token = self._service.settings.token
        if token is None:
            raise Refusal(403, "this server is read-only; start it with --writable")
        kind, _, said = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(said.strip().encode(), token.encode()):
            raise Refusal(401, "who writes sends Authorization: Bearer and the token")


def _read_graph(request: Request) -> str | None:
    """Return the graph that is meant: empty for the default graph, None for the whole dataset.

    Raises:
        Refusal: Two are named.
    """
    named, is_default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(named) + is_default > 1:
        raise Refusal(400, "give one ?graph=IRI, or ?default")
    if named and not named[0]:
        raise Refusal(400, "?graph= is empty; give an IRI, or ?default")
    return named[0] if named else "" if is_default else None
