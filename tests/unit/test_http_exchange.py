"""What a host on loopback may answer: the exchange ends in time, holds no more than it may, and asks nobody else."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request

import pytest

from gaapgraph.errors import SourceError
from gaapgraph.http_exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = b"HTTP/1.1 200 OK\r\n"


@contextmanager
def answering(*pieces: Iterable[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Give the address of a host that sends to the first call the first pieces, and so on; and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(10)

        def serve() -> None:
            for answer in pieces:
                with suppress(OSError):
                    line, _ = door.accept()
                    with line:
                        asked.append(line.recv(65_536).partition(b"\r\n")[0])
                        for piece in answer:
                            line.sendall(piece)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}/a", asked


def endless(first: bytes, piece: bytes, pause: float = 0.0) -> Iterator[bytes]:
    yield first
    while True:
        yield piece
        time.sleep(pause)


def test_an_answer_comes_whole() -> None:
    with answering([HEAD + b"X-Kind: a\r\nContent-Length: 5\r\n\r\nhe", b"llo"]) as (url, _):
        found = exchange(Request(url), seconds=10, most=5)
    assert (found.status, found.headers["x-kind"], found.body) == (200, "a", b"hello")


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (HEAD + b"Content-Length: 9\r\n\r\n", b"a"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
        (HEAD, b"X"),
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 500 No\r\n\r\n", b"z"),
    ],
    ids=["body", "chunks", "trailers", "heads", "status", "continue", "error"],
)
def test_a_byte_now_and_then_does_not_keep_it_waiting(first: bytes, piece: bytes) -> None:
    begun = time.monotonic()
    with answering(endless(first, piece, 0.2)) as (url, _), pytest.raises(OSError):
        exchange(Request(url), seconds=1, most=1_000)
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(
    "head", [HEAD + b"\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"], ids=["plain", "chunked"]
)
def test_an_answer_without_end_is_left(head: bytes) -> None:
    piece = b"x" * 65_536 if b"chunked" not in head else b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    with answering(endless(head, piece)) as (url, _), pytest.raises(SourceError, match="more than 1,000,000 bytes"):
        exchange(Request(url), seconds=20, most=1_000_000)


def test_an_answer_that_is_cut_is_not_taken_for_whole() -> None:
    with answering([HEAD + b"Content-Length: 9\r\n\r\nabc"]) as (url, _), pytest.raises(OSError):
        exchange(Request(url), seconds=10, most=100)


@pytest.mark.parametrize(
    "there", ["file:///etc/passwd", "http://127.0.0.2:1/x", "https://127.0.0.1/x", "ftp://127.0.0.1/x", "data:,x"]
)
def test_no_redirection_leads_to_another_place(there: str) -> None:
    answer = [f"HTTP/1.1 302 Found\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n".encode()]
    with answering(answer) as (url, _), pytest.raises(HTTPError):
        exchange(Request(url), seconds=5, most=100)


def test_a_redirection_within_the_host_is_followed_unless_something_is_sent() -> None:
    led = [b"HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"]
    last = [HEAD + b"Content-Length: 1\r\n\r\n1"]
    with answering(led, last) as (url, asked):
        assert exchange(Request(url), seconds=5, most=100).body == b"1"
    assert asked == [b"GET /a HTTP/1.1", b"GET /b HTTP/1.1"]
    with answering(led, last) as (url, asked), pytest.raises(HTTPError):
        exchange(Request(url, b"update=x"), seconds=5, most=100)
    assert asked == [b"POST /a HTTP/1.1"]
