"""What stands before every request: the name by which the server is called, and how much a client may send."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from gaapgraph.server.refusal import Refusal
from gaapgraph.server.settings import LOOPBACK

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from gaapgraph.server.settings import Settings

__all__ = ["Guard", "Where", "read_body", "refuse"]

_LONGEST, _MOST_HEADS = 256 * 1024, 64 * 1024  # bytes of an address, and of all heads


class Guard:
    """Refuses requests that call the server by a name that is not its own: a page of another site may do so.

    A page whose name was bound anew to this machine (DNS rebinding) still says its own name in `Host`.

    Args:
        app: What is guarded.
        settings: The names.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._names = {*LOOPBACK, settings.host.lower(), *(each.lower() for each in settings.hosts)}
        self._takes_any = "*" in settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer that it does not."""
        if scope["type"] == "http":
            told = [value for name, value in scope["headers"] if name == b"host"]
            reason = self._object(told)
            if reason is None and len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST:
                reason = (414, "the address is too long; send a POST")
            if reason is None and sum(len(name) + len(value) for name, value in scope["headers"]) > _MOST_HEADS:
                reason = (431, "the heads are too large")
            if reason is not None:
                await refuse(Refusal(*reason))(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _object(self, told: list[bytes]) -> tuple[int, str] | None:
        if self._takes_any:
            return None
        if len(told) != 1:
            return 400, "a request has one Host"
        if _strip_port(told[0].decode("latin-1").strip().lower()).rstrip(".") in self._names:
            return None
        return 421, "this server is not called so; give --allow-host NAME where it should be"


class Where:
    """A middleware that stands only before requests whose head asks for it: each layer costs every other request too.

    Args:
        app: What it stands before.
        head: The name of the head, and what its value has in it.
        inner: The middleware, and what it takes.
    """

    def __init__(self, app: ASGIApp, /, head: tuple[bytes, bytes], inner: Any, **options: Any) -> None:
        self._app, self._head, self._inner = app, head, inner(app, **options)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass through the middleware, or beside it."""
        wanted, part = self._head
        is_asked = scope["type"] == "http" and any(n == wanted and part in value for n, value in scope["headers"])
        await (self._inner if is_asked else self._app)(scope, receive, send)


def _strip_port(host: str) -> str:
    """Return the name in a `Host`, without brackets and port.

    >>> _strip_port("[::1]:80"), _strip_port("localhost:80"), _strip_port("localhost")
    ('::1', 'localhost', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """Return the body of a request.

    Args:
        request: The request.
        most: Bytes that it may have.
        seconds: That it may take.

    Raises:
        Refusal: It is too large, or came too slowly.
    """
    told = request.headers.get("content-length", "")
    if told.isdigit() and int(told) > most:
        raise Refusal(413, f"the body is larger than {most:,} bytes")
    parts = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                parts += part
                if len(parts) > most:
                    raise Refusal(413, f"the body is larger than {most:,} bytes")
    except TimeoutError as exc:
        raise Refusal(408, f"the body took longer than {seconds:g} s") from exc
    return bytes(parts)


def refuse(refusal: Refusal) -> JSONResponse:
    """Return the answer that something cannot be had."""
    headers = {"cache-control": "no-store"}
    if refusal.is_passing:
        headers["retry-after"] = "1"
    if refusal.status in (408, 413):
        headers["connection"] = "close"
    return JSONResponse({"status": refusal.status, "error": refusal.line}, refusal.status, headers)
