"""Requests to EDGAR: with a contact, ten a second at most, again after a fault, and never twice for one address.

Source: SEC, Accessing EDGAR Data, "Fair access" (a user agent with a contact; at most 10 requests a second).
"""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request

from gaapgraph._version import __version__
from gaapgraph.errors import InputError, NotFoundError, SourceError
from gaapgraph.frozen_class import frozen
from gaapgraph.http_exchange import PASSING, exchange
from gaapgraph.iri import parse_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["ArchiveClient", "Site"]

_SHOWN = 200  # characters of an address that it sends to
_INTERVAL = 0.1  # seconds between the starts of two requests
_TRIES, _FIRST_PAUSE, _LONGEST_PAUSE, _PATIENCE = 5, 0.5, 60.0, 30.0
_MOST, _INDEX = 400_000_000, 20_000_000  # bytes of one file, of which the largest submissions have half; of an index


@frozen
class Site:
    """Where EDGAR is: its pages and archive, and its data."""

    pages: str = "https://www.sec.gov"
    data: str = "https://data.sec.gov"


class ArchiveClient:
    """Asks for files of EDGAR, and keeps what it got.

    Args:
        contact: Who asks, with a mail address; goes into the user agent.
        cache: Folder of what was got before.
        site: Where EDGAR is.
        sleep: Waits some seconds; of tests.
        now: Tells the seconds of a clock that never goes back; of tests.
    """

    def __init__(
        self,
        contact: str,
        cache: Path,
        *,
        site: Site | None = None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        if "@" not in contact or len(contact) > 200 or not contact.isprintable():
            raise InputError(
                "SEC asks every program for a contact, with a mail address",
                where="--contact",
                mend="give --contact 'Jane Doe jane@example.org', or set GAAPGRAPH_CONTACT",
            )
        self.site = site or Site()
        for address in (self.site.pages, self.site.data):
            _require_web(address)
        self.requests = 0
        self._agent = f"gaapgraph/{__version__} ({contact})"
        self._cache, self._sleep, self._now = cache, sleep, now
        self._last = float("-inf")

    def get(self, url: str, *, refresh: bool = False, keep: bool = True) -> bytes:
        """Return what stands at an address, from disk where it was got before.

        Args:
            url: The address.
            refresh: Ask again, even if it is on disk.
            keep: It is an index: put it into the cache; no where the caller keeps it.

        Raises:
            NotFoundError: There is nothing.
            SourceError: It could not be had, after some tries.
        """
        kept = self._cache / sha256(url.encode()).hexdigest()[:32]
        if kept.is_file() and not refresh:
            return kept.read_bytes()
        content = self._ask(url, _INDEX if keep else _MOST)
        if not keep:
            return content
        self._cache.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(content)
        part.replace(kept)
        return content

    def _ask(self, url: str, most: int) -> bytes:
        problem, pause = "", _FIRST_PAUSE
        for attempt in range(_TRIES):
            if attempt:
                self._sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            try:
                return self._request(url, most)
            except HTTPError as exc:
                with exc:
                    if exc.code not in PASSING:
                        raise _explain(url, exc) from exc
                    problem = f"it answered {exc.code}"
                    pause = max(pause, min(_read_pause(exc.headers.get("Retry-After")), _LONGEST_PAUSE))
            except OSError as exc:  # what a line that breaks may raise
                problem = str(getattr(exc, "reason", exc)) or type(exc).__name__
        raise SourceError(
            f"could not be had in {_TRIES} tries ({problem})",
            where=url,
            mend="run it again later: it goes on from here",
        )

    def _request(self, url: str, most: int) -> bytes:
        wait = self._last + _INTERVAL - self._now()
        if wait > 0:
            self._sleep(wait)
        self._last = self._now()
        self.requests += 1
        request = Request(url, headers={"User-Agent": self._agent, "Accept-Encoding": "identity"})
        return exchange(request, seconds=_PATIENCE, most=most).body


def _require_web(address: str) -> None:
    parts = parse_address(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError("is no address", where=f"--site {address[:60]}", mend="give one such as https://www.sec.gov")


def _read_pause(stated: str | None) -> float:
    return float(stated) if stated is not None and stated.isdecimal() else 0.0


def _explain(url: str, exc: HTTPError) -> Exception:
    if exc.code == 404:
        return NotFoundError("is not there", where=url)
    if exc.code == 403:
        return SourceError(
            "is refused (403)", where=url, mend="give a true contact with --contact; SEC blocks who asks too often"
        )
    led = exc.headers.get("Location")
    if led:
        what = f"sends elsewhere, to {led[:_SHOWN]}, which is not followed"
        return SourceError(what, where=url, mend="see whether --site is right")
    return SourceError(f"cannot be had ({exc.code})", where=url, mend="see whether the address opens in a browser")
