"""A server from its start to its end: the nursery, the listening socket, the processes, a graceful stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

from gaapgraph.errors import GaapGraphError, InputError, SourceError
from gaapgraph.server.nursery import start_nursery
from gaapgraph.server.wire import ERROR, receive

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn

    from gaapgraph.server.listener import StoppableServer
    from gaapgraph.server.service import Service
    from gaapgraph.server.settings import Settings
    from gaapgraph.server.wire import Message

__all__ = ["host_server"]

_STOP = 10  # seconds that running answers have when the server is stopped
_KEPT = 15  # seconds that an idle connection is kept
_CONNECTIONS = 1_000


def host_server(settings: Settings, ready: Callable[[str, dict[str, object]], None]) -> None:
    """Serve until the process is told to stop.

    Args:
        settings: What to serve, and where.
        ready: Called once with the address, and what is served, when the first answer can be given.

    Raises:
        InputError: The port cannot be had.
        GaapGraphError: The data cannot be loaded.
    """
    listening = _listen(settings)
    control, nursery = start_nursery(settings)
    try:
        asyncio.run(_serve(settings, listening, control, ready))
    finally:
        with contextlib.suppress(OSError):
            control.close()
        listening.close()
        with contextlib.suppress(OSError):
            os.kill(nursery, signal.SIGTERM)
            os.waitpid(nursery, 0)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # asyncio sends at once only where it says TCP
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as exc:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        mend = "give another --port, or 0 for a free one"
        raise InputError(f"cannot be listened at ({exc.strerror or exc})", where=where, mend=mend) from exc
    listening.listen(512)
    listening.setblocking(False)
    return listening


async def _serve(
    settings: Settings,
    listening: socket.socket,
    control: socket.socket,
    ready: Callable[[str, dict[str, object]], None],
) -> None:
    from gaapgraph.server.listener import StoppableServer
    from gaapgraph.server.pool import Pool
    from gaapgraph.server.service import Service

    _log(settings)
    service = Service(settings)
    server = StoppableServer(_configure(service))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, _stop, server, service, control)
    try:
        message = await asyncio.to_thread(_receive, control)
        if server.should_exit:
            return
        state = _require(message)
        pool = service.pool = Pool(control, settings, int(str(state["version"])))
        pool.open()
        host, port = listening.getsockname()[:2]
        ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/", state)
        await serving
    finally:
        server.should_exit = True
        await serving
        if service.pool is not None:
            service.pool.close()


def _receive(control: socket.socket) -> Message | None:
    with contextlib.suppress(OSError):  # it was shut, here or there
        return receive(control)
    return None


def _configure(service: Service) -> uvicorn.Config:
    import uvicorn

    from gaapgraph.server.application import build_application
    from gaapgraph.server.listener import PatientProtocol

    return uvicorn.Config(
        build_application(service),
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        proxy_headers=False,  # any client of this machine could call itself another, and take the turns of many
        server_header=False,
        headers=[("server", "gaapgraph")],
        timeout_keep_alive=_KEPT,
        timeout_graceful_shutdown=_STOP,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=512 * 1024,
        backlog=512,
    )


def _stop(server: StoppableServer, service: Service, control: socket.socket) -> None:
    server.stop()
    if service.pool is None:  # the data are still being loaded: nobody waits for them any more
        with contextlib.suppress(OSError):
            control.shutdown(socket.SHUT_RDWR)


def _require(message: Message | None) -> dict[str, object]:
    if message is None:
        raise SourceError("the process that loads the data has ended", mend="give it more memory, or less data")
    if message.kind == ERROR:
        values = message.values
        if values["is_fault"]:
            raise RuntimeError(values["line"])
        raise GaapGraphError(values["line"])
    return message.values


def _log(settings: Settings) -> None:
    log = logging.getLogger("gaapgraph.server")
    log.handlers = [logging.StreamHandler(sys.stderr)]
    log.setLevel(logging.WARNING if settings.is_quiet else logging.INFO)
    log.propagate = False
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
