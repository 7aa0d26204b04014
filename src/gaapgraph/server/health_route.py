"""`/healthz`, `/metrics`, and the line that is logged for each request."""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from gaapgraph.server.service import Service

__all__ = ["Journal", "list_health_routes"]

_LOG = logging.getLogger("gaapgraph.server")
_MOST = 200  # characters of a path that are logged


def list_health_routes(service: Service) -> list[Route]:
    """Return the routes that watch the server."""

    async def health(_: Request) -> Response:
        is_ready = service.pool is not None
        state = {"status": "ok" if is_ready else "loading", "version": service.pool.version if service.pool else 0}
        return JSONResponse(state, 200 if is_ready else 503, {"cache-control": "no-store"})

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(_write_metrics(service), media_type="text/plain; version=0.0.4")

    return [Route("/healthz", health, methods=["GET", "HEAD"]), Route("/metrics", metrics, methods=["GET", "HEAD"])]


def _write_metrics(service: Service) -> str:
    """Return the counts in the text form that Prometheus reads."""
    lines = ["# TYPE gaapgraph_requests_total counter"]
    lines += [f'gaapgraph_requests_total{{status="{s}"}} {n}' for s, n in sorted(service.statuses.items())]
    lines += ["# TYPE gaapgraph_request_seconds_sum counter", f"gaapgraph_request_seconds_sum {service.seconds:.6f}"]
    if service.pool is not None:
        pool = service.pool
        for name, count in pool.counts.items():
            lines += [f"# TYPE gaapgraph_workers_{name}_total counter", f"gaapgraph_workers_{name}_total {count}"]
        gauges = {"running": pool.running, "waiting": pool.waiting, "data_version": pool.version}
        for name, count in gauges.items():
            lines += [f"# TYPE gaapgraph_{name} gauge", f"gaapgraph_{name} {count}"]
    return "\n".join(lines) + "\n"


class Journal:
    """Counts answers, and logs each as a line of JSON: when, what, how it ended, how long it took.

    Queries themselves are not logged: they may hold what is nobody's business.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app, self._service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, and note how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, size, is_whole = time.monotonic(), 500, 0, False

        async def watch(message: Message) -> None:
            nonlocal status, size, is_whole
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
                is_whole = not message.get("more_body", False)
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            seconds = time.monotonic() - begun
            self._service.statuses[status] += 1
            self._service.seconds += seconds
            if _LOG.isEnabledFor(logging.INFO):
                self._log(scope, status, size, seconds, is_whole=is_whole)

    @staticmethod
    def _log(scope: Scope, status: int, size: int, seconds: float, *, is_whole: bool) -> None:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "method": scope["method"],
            "path": scope["path"][:_MOST],
            "status": status,
            "bytes": size,
            "seconds": round(seconds, 4),
            **({} if is_whole else {"broken_off": True}),
        }
        _LOG.info(json.dumps(line))
