"""One exchange over HTTP with a host that may be anything: bounded in seconds and bytes, and never led elsewhere."""

from __future__ import annotations

import io
import time
import urllib.request
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from gaapgraph.errors import SourceError
from gaapgraph.frozen_class import frozen

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

__all__ = ["PASSING", "Answer", "exchange"]

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses of refusals that may be over a moment later
_RATE = 20_000  # bytes a second that keep an answer alive, however long it is
_PIECE = 1 << 16
_SHOWN = 100  # characters of what is no HTTP
_HIDDEN = 2_000  # bytes of what stands behind an error that are read


@frozen
class Answer:
    """What a host answered.

    Attributes:
        headers: Their names in small letters.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(
    request: urllib.request.Request,
    *,
    seconds: float,
    most: int,
    handlers: tuple[urllib.request.BaseHandler, ...] = (),
) -> Answer:
    """Return what a host answers.

    Args:
        request: What it is asked. A redirection is followed within that host, and where nothing is sent.
        seconds: That it may take; bytes that come give a little more.
        most: Bytes of the answer.
        handlers: Others of urllib, such as one of credentials.

    Raises:
        HTTPError: It refuses; what it says can be read, within the same bounds.
        OSError: It cannot be reached, is too slow, breaks off, or speaks no HTTP.
        SourceError: It answers more than `most` bytes.
    """
    clock = _Clock(time.monotonic() + seconds)
    opener = urllib.request.build_opener(_SameHost, _Plain(clock), _Secure(clock), *handlers)
    try:
        with opener.open(request, timeout=seconds) as answered:
            body = _read(answered, most, request.full_url)
            return Answer(answered.status, {k.lower(): v for k, v in answered.headers.items()}, body)
    except HTTPError as refusal:
        with refusal:
            behind = io.BytesIO(refusal.read(_HIDDEN))
        raise HTTPError(refusal.url, refusal.code, refusal.msg, refusal.headers, behind) from None
    except HTTPException as exc:
        said = " ".join(str(exc).split())[:_SHOWN]
        raise ConnectionError(said or type(exc).__name__) from exc


def _read(answered: HTTPResponse, most: int, url: str) -> bytes:
    kept = io.BytesIO()
    while piece := answered.read(_PIECE):
        if kept.tell() + len(piece) > most:
            raise SourceError(f"answers more than {most:,} bytes", where=url, mend="see what stands there")
        kept.write(piece)
    stated = answered.headers.get("Content-Length")
    if stated is not None and stated.isdecimal() and int(stated) != kept.tell():
        raise OSError(f"{kept.tell():,} of {stated} bytes came")
    return kept.getvalue()


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection within the host that was asked, and no other: no other place is to be trusted."""

    def redirect_request(self, req: urllib.request.Request, *how: Any) -> urllib.request.Request | None:
        """Return the request that a redirection leads to, or None; its address is the last of what tells how."""
        if urlsplit(how[-1])[:2] != urlsplit(req.full_url)[:2] or req.get_method() not in ("GET", "HEAD"):
            return None
        return super().redirect_request(req, *how)


class _Clock:
    """Until when a host may take; later the more it sends."""

    def __init__(self, end: float) -> None:
        self._end = end

    def wait(self) -> float:
        """Return the seconds that are left, more than none.

        Raises:
            TimeoutError: None are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("it takes too long")
        return left

    def count(self, size: int) -> None:
        """Take note of bytes that came."""
        self._end += size / _RATE


class _Timed(io.RawIOBase):
    """What comes from a socket, as long as there is time: a byte now and then does not help."""

    def __init__(self, stream: io.BufferedReader, line: socket.socket, clock: _Clock) -> None:
        self._stream, self._line, self._clock = stream, line, clock

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, room: Any) -> int:
        """Read what comes next."""
        self._line.settimeout(self._clock.wait())
        size = self._stream.readinto1(room)
        self._clock.count(size)
        return size

    def close(self) -> None:
        """Let the socket go."""
        self._stream.close()
        super().close()


class _TimedResponse(HTTPResponse):
    def __init__(self, sock: socket.socket, *how: Any, clock: _Clock, **more: Any) -> None:
        super().__init__(sock, *how, **more)
        self.fp = io.BufferedReader(_Timed(self.fp, sock, clock))


def _connect(kind: type[HTTPConnection], clock: _Clock, host: str, **how: Any) -> HTTPConnection:
    line = kind(host, **{**how, "timeout": clock.wait()})
    line.response_class = partial(_TimedResponse, clock=clock)  # type: ignore[assignment]
    return line


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, clock: _Clock) -> None:
        super().__init__()
        self._clock = clock

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Open a connection."""
        return self.do_open(partial(_connect, HTTPConnection, self._clock), req)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, clock: _Clock) -> None:
        super().__init__()
        self._clock = clock

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Open a connection that is encrypted."""
        return self.do_open(partial(_connect, HTTPSConnection, self._clock), req)
