"""Calls of other machines: credentials that nobody sees, and patience with what passes."""

from __future__ import annotations

import base64
import netrc
import os
import random
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaapgraph.errors import GaapGraphError, InputError, SourceError
from gaapgraph.http_exchange import PASSING, Answer, exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "ELSEWHERE",
    "PASSWORD",
    "TOKEN",
    "USER",
    "Caller",
    "RefusedCallError",
    "SilentError",
    "open_caller",
]

USER, PASSWORD, TOKEN = "GAAPGRAPH_USER", "GAAPGRAPH_PASSWORD", "GAAPGRAPH_TOKEN"
ELSEWHERE = (301, 302, 303, 307, 308)
_TRIES, _FIRST, _LONGEST = 5, 0.5, 20.0  # calls, and seconds between them
_SHOWN = 300  # characters of what a store says
_MOST = 400_000_000  # bytes of an answer: a graph of two million triples


class RefusedCallError(GaapGraphError):
    """A store refused a call for good.

    Attributes:
        status: Of HTTP.
    """

    def __init__(self, status: int, what: str, *, where: str) -> None:
        super().__init__(what, where=where, mend=_MENDS.get(status))
        self.status = status


class SilentError(SourceError):
    """A store cannot be reached, or does not answer in time: there is no use in calling it for something else."""


_MENDS = {
    401: f"set {USER} and {PASSWORD}, or {TOKEN}, or give the machine in ~/.netrc",
    403: "the store lets nobody write here, or not this user",
    404: "check the address",
    413: "raise the store's limit of a request",
}


@dataclass
class Caller:
    """Calls one store.

    Attributes:
        key: What is sent as `Authorization`, or nothing.
        user, password: For stores that want a digest.
        seconds: That one call may take with all its tries; bytes that come give a little more.
        wait: Waits some seconds; tests give another.
    """

    key: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    seconds: float = 300.0
    wait: Callable[[float], None] = time.sleep

    def call(
        self, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, method: str | None = None
    ) -> Answer:
        """Return what a store answers; what passes is tried again.

        Raises:
            RefusedCallError: The store refuses, or sends elsewhere.
            SilentError: It cannot be reached, or is too slow.
            SourceError: It answers without end.
        """
        begun = time.monotonic()
        for number in range(_TRIES):
            left = begun + self.seconds - time.monotonic()
            try:
                return self._call_once(
                    urllib.request.Request(url, body, dict(headers or {}), method=method), max(left, 1)
                )
            except urllib.error.HTTPError as exc:
                if exc.code not in PASSING or number == _TRIES - 1:
                    raise _refuse(url, exc) from exc
                self.wait(_read_pause(exc.headers.get("retry-after"), number))
            except OSError as exc:
                if number == _TRIES - 1 or time.monotonic() - begun > self.seconds:
                    reason = getattr(exc, "reason", None) or exc
                    mend = "check the address, and that the store runs"
                    raise SilentError(f"cannot be reached ({reason})", where=bare(url), mend=mend) from exc
                self.wait(_read_pause(None, number))
        raise AssertionError  # the last try has returned or raised

    def _call_once(self, request: urllib.request.Request, seconds: float) -> Answer:
        if self.key:
            request.add_unredirected_header("Authorization", self.key)
        handlers: list[urllib.request.BaseHandler] = []
        if self.user:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, request.full_url, self.user, self.password)
            handlers.append(urllib.request.HTTPDigestAuthHandler(known))
        return exchange(request, seconds=seconds, most=_MOST, handlers=tuple(handlers))


def _refuse(url: str, exc: urllib.error.HTTPError) -> RefusedCallError:
    led = exc.headers.get("location")
    if exc.code in ELSEWHERE and led:
        what = f"answers {exc.code} and sends elsewhere, to {led[:_SHOWN]}, which is not followed"
        return RefusedCallError(exc.code, what, where=bare(url))
    said = " ".join(exc.read(_SHOWN * 4).decode("utf-8", "replace").split())[:_SHOWN]
    return RefusedCallError(exc.code, f"answers {exc.code}: {said or exc.reason}", where=bare(url))


def open_caller(url: str) -> Caller:
    """Return what calls a store, with the credentials of the environment or of netrc.

    Raises:
        InputError: The address is none of HTTP, or has credentials in it.
    """
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError as exc:  # brackets of IPv6 that do not close
        raise InputError(
            f"is no address ({exc})", where=url[:60], mend="give one such as http://127.0.0.1:3030"
        ) from exc
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError("is no address of a store", where=bare(url), mend="give one such as http://127.0.0.1:3030/ds")
    if parts.username or parts.password:
        mend = f"leave them out of the address, and set {USER} and {PASSWORD}, or use ~/.netrc"
        raise InputError("has credentials in it, which everyone can read", where=bare(url), mend=mend)
    token = os.environ.get(TOKEN, "")
    if token:
        return Caller(f"Bearer {token}")
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if not user:
        user, password = _read_netrc(parts.hostname)
    if not user:
        return Caller()
    key = base64.b64encode(f"{user}:{password}".encode()).decode()
    return Caller(f"Basic {key}", user, password)


def bare(url: str) -> str:
    """Return an address without credentials and query."""
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urllib.parse.urlunsplit((parts.scheme, host, parts.path, "", ""))


def _read_netrc(host: str) -> tuple[str, str]:
    try:
        found = netrc.netrc().authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return "", ""
    return (found[0] or "", found[2] or "") if found else ("", "")


def _read_pause(told: str | None, number: int) -> float:
    """Return how long to wait: as the store says, else twice as long each time, a little by chance."""
    if told is not None and told.isdecimal():
        return min(float(told), _LONGEST)
    return min(_FIRST * float(2**number) * (1 + random.random() / 4), _LONGEST)
