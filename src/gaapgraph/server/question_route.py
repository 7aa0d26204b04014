"""`/question`: the library of questions, each asked by its URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route

from gaapgraph.server.negotiation import GRAPH_FORMS, RESULT_FORMS, choose
from gaapgraph.server.refusal import Refusal
from gaapgraph.server.service import Service, guarded
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["list_question_routes"]

_OWN = {"format", "labels"}
_MOST = 50  # parameters
_LONGEST = 200  # characters of what is looked for


def _read_words(request: Request) -> str:
    given = request.query_params.getlist("words")
    if len(given) > 1:
        raise Refusal(400, "give words once")
    return given[0][:_LONGEST] if given else ""


def _read_parameters(request: Request) -> dict[str, str]:
    given = {key: value for key, value in request.query_params.items() if key not in _OWN}
    if len(given) > _MOST or len(request.query_params.multi_items()) > len(request.query_params):
        raise Refusal(400, "give each parameter once")
    return given


def list_question_routes(service: Service) -> list[Route]:
    """Return the routes of questions."""

    async def listing(request: Request) -> Response:
        if service.accept(request)[0] == "text/html":
            return RedirectResponse("/#questions", 303)
        return await service.respond(request, {"operation": "questions", "words": _read_words(request)})

    async def question(request: Request) -> Response:
        name, accepted = request.path_params["name"], service.accept(request)
        given = _read_parameters(request)
        if accepted[0] == "text/html":
            address = f"/#question/{name}" + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(address, 303)
        if not given and choose(accepted, RESULT_FORMS) is None and choose(accepted, GRAPH_FORMS) is not None:
            return await service.respond(
                request, {"operation": "resource", "iri": f"{BASE}question/{name}", "accept": accepted}
            )
        asked = {
            "operation": "question",
            "name": name,
            "parameters": given,
            "accept": accepted,
            "labels": "labels" in request.query_params,
        }
        return await service.respond(request, asked)

    async def receipt(request: Request) -> Response:
        asked = {
            "operation": "receipt",
            "name": request.path_params["name"],
            "parameters": dict(request.query_params),
        }
        return await service.respond(request, asked)

    return [
        Route("/receipt/{name}", guarded(receipt), methods=["GET", "HEAD"]),
        Route("/question", guarded(listing), methods=["GET", "HEAD"]),
        Route("/question/{name}", guarded(question), methods=["GET", "HEAD"]),
    ]
