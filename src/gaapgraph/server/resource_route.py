"""Every IRI under the base as a resource of its own, found by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route

from gaapgraph.server.negotiation import GRAPH_FORMS, choose
from gaapgraph.server.refusal import Refusal
from gaapgraph.server.service import Service, guarded

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["list_resource_routes"]

_SHOWN = "application/vnd.gaapgraph.resource+json"
_VOCABULARY = "ns"  # whose terms stand behind a `#`, which no client sends


def list_resource_routes(service: Service) -> list[Route]:
    """Return the route that takes what no other does."""

    async def resource(request: Request) -> Response:
        path = request.scope.get("raw_path", b"").decode("latin-1").partition("?")[0].removeprefix("/")
        accepted = service.accept(request)
        if accepted[0] == "text/html":
            return RedirectResponse(f"/#resource/{path}", 303)
        if path == _VOCABULARY:
            from gaapgraph.store.known_graph import KNOWN_GRAPHS

            return await service.respond(
                request, {"operation": "graph", "graph": KNOWN_GRAPHS["ontology"], "accept": accepted}
            )
        if accepted[0] != _SHOWN and choose(accepted, GRAPH_FORMS) is None:
            raise Refusal(406, f"there is no such form; accept one of {', '.join(GRAPH_FORMS)}")
        iri = request.query_params.get("iri") if path == "resource" else service.settings.base + path
        if not iri:
            raise Refusal(400, "which resource? give ?iri=")
        return await service.respond(request, {"operation": "resource", "iri": iri, "accept": accepted})

    return [Route("/{path:path}", guarded(resource), methods=["GET", "HEAD"])]
