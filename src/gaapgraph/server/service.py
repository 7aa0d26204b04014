"""What all routes share: the processes that answer, and how an answer becomes one of HTTP."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gaapgraph.server.guard import read_body, refuse
from gaapgraph.server.negotiation import SHORT_NAMES, read_accept
from gaapgraph.server.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from gaapgraph.server.pool import Pool, Reply
    from gaapgraph.server.settings import Settings

__all__ = ["SAFE", "VARY", "Service", "guarded"]

_MOST_KEPT = 16 * 2**20  # bytes of answers that are kept
_ENTRY = 2_000  # bytes that one takes beside its body
_PATIENCE, _LOOK = 20.0, 0.01  # seconds that a request waits for the data to be loaded, and between two looks

VARY = {"vary": "Accept, Accept-Encoding, Origin"}
SAFE = {
    **VARY,
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}


class Service:
    """Hands requests to the processes that answer.

    Attributes:
        settings: What the server was started with.
        pool: The processes; there is none before the data are loaded.
        statuses: How many answers had which status.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool: Pool | None = None
        self.statuses: Counter[int] = Counter()
        self.seconds: float = 0.0
        self._kept: OrderedDict[str, tuple[dict[str, str], bytes]] = OrderedDict()
        self._held = 0

    async def respond(self, request: Request, asked: dict[str, Any]) -> Response:
        """Return the answer of a process to what is asked.

        Where the client has this answer already (`If-None-Match`), nobody is asked.

        Raises:
            Refusal: There is no answer.
        """
        pool = await self.wait_for_pool()
        tag = self._tag(asked)
        if request.method in ("GET", "HEAD") and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"etag": tag, **VARY})
        if tag in self._kept:
            self._kept.move_to_end(tag)
            headers, body = self._kept[tag]
            return Response(b"" if request.method == "HEAD" else body, headers=headers)
        reply = await self.ask(request, asked)
        headers = {**SAFE, **reply.headers, "etag": tag, "cache-control": "no-cache"}
        if reply.version != pool.version:
            del headers["etag"]
        if request.method == "HEAD":
            await reply.read()
            return Response(status_code=reply.status, headers=headers)
        if isinstance(reply.body, bytes):
            if "etag" in headers:
                self._keep(tag, headers, reply.body)
            return Response(reply.body, reply.status, headers)
        return StreamingResponse(reply.body, reply.status, headers)

    def _keep(self, tag: str, headers: dict[str, str], body: bytes) -> None:
        """Keep a small answer for who asks the same of the same data, and forget the oldest."""
        if tag in self._kept:  # two asked at the same time
            return
        self._kept[tag] = (headers, body)
        self._held += len(body) + _ENTRY
        while self._held > _MOST_KEPT:
            _, (_, old) = self._kept.popitem(last=False)
            self._held -= len(old) + _ENTRY

    async def ask(self, request: Request, asked: dict[str, Any]) -> Reply:
        """Return the answer of a process as it comes."""
        client = request.client
        who = f"{client.host}:{client.port}" if client else ""
        return await (await self.wait_for_pool()).run(asked, who)

    async def collect(self, request: Request, asked: dict[str, Any]) -> tuple[dict[str, str], bytes]:
        """Return the heads and the whole body of an answer."""
        reply = await self.ask(request, asked)
        return reply.headers, await reply.read()

    async def wait_for_pool(self) -> Pool:
        """Return the processes, as soon as the data are loaded; who asks before waits some seconds."""
        end = asyncio.get_running_loop().time() + _PATIENCE
        while self.pool is None and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(_LOOK)
        return self.require_pool()

    def require_pool(self) -> Pool:
        """Return the processes.

        Raises:
            Refusal: The data are still being loaded.
        """
        if self.pool is None:
            raise Refusal(503, "the data are being loaded; ask again in a second", is_passing=True)
        return self.pool

    async def read_form(self, request: Request) -> bytes:
        """Return the body of a query or form."""
        bounds = self.settings.bounds
        return await read_body(request, bounds.query_bytes, bounds.body_seconds)

    def accept(self, request: Request) -> list[str]:
        """Return the media types that a client takes; `format=` in the address goes before its head."""
        short = request.query_params.get("format")
        if short is not None and short not in SHORT_NAMES and "/" not in short:
            raise Refusal(400, f"{short[:50]!r} is no format; there is {', '.join(SHORT_NAMES)}")
        wanted = [SHORT_NAMES.get(short, short)] if short else read_accept(request.headers.get("accept", ""))
        return wanted[:50]

    def _tag(self, asked: dict[str, Any]) -> str:
        version = self.require_pool().version
        digest = sha256(repr((version, id(self), sorted(asked.items()))).encode()).hexdigest()
        return f'W/"{digest[:24]}"'


def guarded(route: Callable[[Request], Awaitable[Response]]) -> ASGIApp:
    """Return a route whose refusals are answers; it is an application, as what is put around a function costs more."""
    return _Guarded(route)


class _Guarded:
    def __init__(self, route: Callable[[Request], Awaitable[Response]]) -> None:
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._route(Request(scope, receive, send))
        except Refusal as exc:
            response = refuse(exc)
        await response(scope, receive, send)
