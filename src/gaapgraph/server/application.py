"""The application: all routes, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from gaapgraph.server.guard import Guard, Where, refuse
from gaapgraph.server.health_route import Journal, list_health_routes
from gaapgraph.server.openapi import list_openapi_routes
from gaapgraph.server.question_route import list_question_routes
from gaapgraph.server.refusal import Refusal
from gaapgraph.server.resource_route import list_resource_routes
from gaapgraph.server.sparql_route import list_sparql_routes
from gaapgraph.server.workbench_route import list_workbench_routes

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from gaapgraph.server.service import Service

__all__ = ["build_application"]

_LEAST = 1_000  # bytes below which nothing is packed


def build_application(service: Service) -> Starlette:
    """Return the application over a service."""
    settings = service.settings
    origins = list(settings.origins)
    cors = Middleware(
        Where,
        (b"origin", b""),
        CORSMiddleware,
        allow_origins=origins,
        allow_origin_regex=r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?",
        allow_methods=["GET", "HEAD", "POST", "OPTIONS", *(["PUT", "DELETE"] if settings.token else [])],
        allow_headers=["Accept", "Content-Type", *(["Authorization"] if settings.token else [])],
        expose_headers=["ETag"],
        max_age=3600,
    )
    return Starlette(
        routes=[
            *list_sparql_routes(service),  # what is asked most stands first
            *list_question_routes(service),
            *list_health_routes(service),
            *list_openapi_routes(service),
            *list_workbench_routes(service),
            *list_resource_routes(service),
        ],
        middleware=[
            Middleware(Journal, service=service),
            Middleware(Guard, settings=settings),
            cors,
            Middleware(Where, (b"accept-encoding", b"gzip"), GZipMiddleware, minimum_size=_LEAST, compresslevel=5),
        ],
        exception_handlers={404: _refuse_path, 405: _refuse_method},
    )


async def _refuse_path(_: Request, __: Exception) -> Response:
    return refuse(Refusal(404, "there is nothing of this name"))


async def _refuse_method(_: Request, exc: Exception) -> Response:
    answer = refuse(Refusal(405, "this cannot be done here"))
    answer.headers.update(getattr(exc, "headers", None) or {})
    return answer
