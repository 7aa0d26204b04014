"""What a server is started with."""

from __future__ import annotations

import os
from dataclasses import field
from typing import TYPE_CHECKING

from gaapgraph.frozen_class import frozen
from gaapgraph.vocabulary import BASE

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LOOPBACK", "Bounds", "Settings"]

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_MEGABYTE = 2**20


@frozen(kw_only=True)
class Bounds:
    """What one request may take.

    Attributes:
        seconds: That a query may run.
        patience: Seconds that a query may run for sure while others wait for their turn, slow or not.
        megabytes: Of memory that the process of a query may hold.
        rows: Of an answer.
        answer_bytes: Of an answer.
        query_bytes: Of a query or a form.
        body_bytes: Of data that are written.
        body_seconds: That a client has to send a request.
        waiting: Requests that wait for their turn before more are refused.
    """

    seconds: float = 60.0
    patience: float = 2.0
    megabytes: int = 1024
    rows: int = 1_000_000
    answer_bytes: int = 512 * _MEGABYTE
    query_bytes: int = 2 * _MEGABYTE
    body_bytes: int = 64 * _MEGABYTE
    body_seconds: float = 20.0
    waiting: int = 256


@frozen(kw_only=True)
class Settings:
    """What a server is started with.

    Attributes:
        sources: Data; none means the shipped instances.
        host: The interface.
        port: 0 takes a free one.
        base: The IRIs that begin so are dereferenced.
        token: Of those who may write, or None where nobody may.
        origins: Of pages that may read answers (CORS); `*` is any.
        hosts: Names under which the server may be called, beside those of the loopback interface.
        workers: Processes that answer.
        is_quiet: Log no requests.
    """

    sources: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8480
    base: str = BASE
    token: str | None = None
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    workers: int = field(default_factory=lambda: max(4, 2 * (os.cpu_count() or 2)))
    bounds: Bounds = field(default_factory=Bounds)
    is_quiet: bool = False
