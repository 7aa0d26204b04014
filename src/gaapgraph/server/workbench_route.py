"""`/`: the workbench, and what it asks for."""

from __future__ import annotations

import asyncio
import contextlib
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from gaapgraph.server.refusal import Refusal
from gaapgraph.server.service import SAFE, Service, guarded

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["list_workbench_routes"]

_LONGEST = 200  # characters of what is looked for
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_READING = ["GET", "HEAD"]
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; font-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def list_workbench_routes(service: Service) -> list[Route]:
    """Return the routes of the workbench."""
    bench = _Workbench(service)
    return [
        Route("/", guarded(bench.home), methods=_READING),
        Route("/asset/{name}", guarded(bench.asset), methods=_READING),
        Route("/search", guarded(bench.search), methods=_READING),
        Route("/explain", guarded(bench.explain), methods=_READING),
        Route("/entities", guarded(bench.entities), methods=_READING),
        Route("/statements", guarded(bench.statements), methods=_READING),
        Route("/page", guarded(bench.page), methods=_READING),
    ]


class _Workbench:
    """The routes; the page of the documents is kept as long as the data are the same."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._page: tuple[int, bytes] = (0, b"")
        self._making: asyncio.Future[None] | None = None

    async def home(self, request: Request) -> Response:
        """Give the page, or the description of the data to who takes no HTML."""
        accepted = self._service.accept(request)
        if "text/html" not in accepted and "*/*" not in accepted:
            from gaapgraph.store.known_graph import KNOWN_GRAPHS

            asked = {"operation": "graph", "graph": KNOWN_GRAPHS["void"], "accept": accepted}
            return await self._service.respond(request, asked)
        self._prepare(request)
        body, tag = _read_asset("index.html")
        headers = {**SAFE, "content-security-policy": _PAGE_POLICY, "etag": tag, "cache-control": "no-cache"}
        return _send(request, body, {**headers, "content-type": "text/html; charset=utf-8"})

    def _prepare(self, request: Request) -> asyncio.Future[None]:
        """Begin to lay out the documents, once for all who want them: who opens the workbench will."""
        if self._making is None:
            self._making = asyncio.ensure_future(self._make_page(request))
            self._making.add_done_callback(lambda _: setattr(self, "_making", None))
        return self._making

    async def _make_page(self, request: Request) -> None:
        version = (await self._service.wait_for_pool()).version
        if self._page[0] != version:
            with contextlib.suppress(Refusal):  # who asks for the page is told why there is none
                _, body = await self._service.collect(request, {"operation": "page"})
                self._page = (version, body)

    async def asset(self, request: Request) -> Response:
        """Give a file of the page."""
        name = request.path_params["name"]
        ending = name.rpartition(".")[2]
        if ending not in _TYPES or not name.replace(".", "").replace("-", "").isalnum():
            raise Refusal(404, "there is no such file")
        body, tag = _read_asset(name)
        return _send(request, body, {**SAFE, "content-type": _TYPES[ending], "etag": tag, "cache-control": "no-cache"})

    async def search(self, request: Request) -> Response:
        """Find figures, questions, places."""
        given = request.query_params.getlist("q")
        words = given[0].strip() if len(given) == 1 and len(given[0]) <= _LONGEST else ""
        if not words:
            raise Refusal(400, f"what is looked for? give ?q= with 1 to {_LONGEST} characters, once")
        return await self._service.respond(request, {"operation": "search", "words": words})

    async def explain(self, request: Request) -> Response:
        """Explain a fact or the figures at a place."""
        target = request.query_params.get("at", "").strip()
        if not target or len(target) > _LONGEST * 2:
            raise Refusal(400, "what is explained? give ?at= with a place (53:2), a fact's IRI or its key")
        document = request.query_params.get("document", "")
        return await self._service.respond(request, {"operation": "explain", "target": target, "document": document})

    async def entities(self, request: Request) -> Response:
        """List who reports."""
        return await self._service.respond(request, {"operation": "entities"})

    async def statements(self, request: Request) -> Response:
        """Lay statements side by side."""
        given = request.query_params
        asked = {
            "operation": "statements",
            "entities": [each for each in given.getlist("entity") if each],
            "known": given.get("known", ""),
            "words": given.get("q", "")[:_LONGEST],
        }
        return await self._service.respond(request, asked)

    async def page(self, request: Request) -> Response:
        """Give the documents as printed, with ticks."""
        version = (await self._service.wait_for_pool()).version
        if self._page[0] != version:
            await asyncio.wait([self._prepare(request)])
        if self._page[0] != version:
            _, body = await self._service.collect(request, {"operation": "page"})
            self._page = (version, body)
        head = self._page[1][:20_000].decode("utf-8", "ignore")
        policy = head.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
        tag = f'W/"page-{id(self)}-{version}"'
        headers = {"content-type": "text/html; charset=utf-8", "etag": tag, "cache-control": "no-cache"}
        policy = policy.replace("&#39;", "'") + "; frame-ancestors 'self'"
        return _send(request, self._page[1], {**SAFE, **headers, "content-security-policy": policy})


def _send(request: Request, body: bytes, headers: dict[str, str]) -> Response:
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"etag": headers["etag"]})
    return Response(b"" if request.method == "HEAD" else body, headers=headers)


@cache
def _read_asset(name: str) -> tuple[bytes, str]:
    """Return a file of the workbench with its tag.

    Raises:
        Refusal: There is none.
    """
    path = files("gaapgraph.server") / "workbench" / name
    if not path.is_file():
        raise Refusal(404, "there is no such file")
    body = path.read_bytes()
    return body, f'W/"{b64encode(sha256(body).digest()[:12]).decode()}"'
