"""Play hosts that mean harm to `load`, `doctor`, `fetch` and `verify`, and say how each command ends.

    RECEIPT=receipt.json python hosts.py load,doctor,fetch,verify [HOST…] > hosts.txt

The host answers on the loopback interface. A line for each host and command: exit code, seconds, megabytes, the last words,
and `OTHER` with a connection to anywhere else (watched by strace).
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Answer = Callable[[bytes], Iterable[bytes]]

PATIENCE = 30  # seconds that the host waits for a request
PIECE = 1 << 20
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nServer: %s\r\n"
ASK = b'{"boolean":true}'
DRIVER = """\
import sys, resource
from gaapgraph.cli import main
try: code = main(sys.argv[1:])
except SystemExit as exc: code = exc.code
print('MB', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
sys.exit(code)
"""
TRACE = ["/usr/bin/strace", "-f", "-qqq", "-e", "trace=connect", "-e", "signal=none", "-o"]


def forever(first: bytes, piece: bytes, pause: float = 0) -> Iterator[bytes]:
    """Return a beginning and then one piece without end."""
    yield first
    while True:
        yield piece
        if pause:
            time.sleep(pause)


def ok(body: bytes) -> list[bytes]:
    """Return a whole answer."""
    return [HEAD % b"Oxigraph/1" + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body]


def rows(content: bytes) -> Answer:
    """Return a host that gives rows of a result, once it has answered what it is asked first."""
    return when_ask(lambda _: ok(b'{"results":{"bindings":' + content + b"}}"))


def count(value: bytes) -> Answer:
    """Return a host that gives one number."""
    return rows(b'[{"n":{' + value + b"}}]")


def when_ask(other: Answer) -> Answer:
    """Return a host that behaves until it is asked more than whether it is there."""
    return lambda request: ok(ASK) if b"ASK" in request.split(b"\r\n", 1)[0] else other(request)


def tell(line: bytes) -> Answer:
    """Return a host that says a line and ends its head."""
    return lambda _: [b"HTTP/1.1 " + line + b"\r\nContent-Length: 0\r\n\r\n"]


def say(body: bytes) -> Answer:
    """Return a host that gives one document whatever it is asked."""
    return lambda _: ok(body)


HOSTS: dict[str, Answer] = {
    "garbage": lambda _: [os.urandom(5000)],
    "empty": lambda _: [],
    "deepjson": say(b"[" * 200000),
    "list": say(b"[1,2]"),
    "number": say(b"1" * 100000),
    "redirect-file": tell(b"302 x\r\nLocation: file:///etc/passwd"),
    "redirect-host": tell(b"307 x\r\nLocation: http://127.0.0.2:9/"),
    "redirect-loop": tell(b"302 x\r\nLocation: /x"),
    "endless": lambda _: forever(HEAD % b"a" + b"\r\n", b"x" * 65536),
    "endless-ask": when_ask(lambda _: forever(HEAD % b"a" + b"\r\n", b"x" * 65536)),
    "slow": lambda _: forever(HEAD % b"a" + b"\r\n", b" ", 1),
    "slow-ask": when_ask(lambda _: forever(HEAD % b"a" + b"\r\n", b" ", 1)),
    "slow-head": lambda _: forever(b"", b"H", 1),
    "ask-garbage": when_ask(say(b"\xff\xfe{")),
    "ask-deep": when_ask(say(b'{"results":{"bindings":' + b"[" * 100000)),
    "rows-numbers": rows(b"[1,2]"),
    "rows-strings": rows(b'"abc"'),
    "rows-odd": count(b'"value":{"a":1}'),
    "rows-none": rows(b"[]"),
    "count-nan": count('"value":"²"'.encode()),
    "count-huge": count(b'"value":"' + b"9" * 6000 + b'"'),
    "count-neg": count(b'"value":"-5"'),
    "esc": count(rb'"value":"\u001b[2J\nx","datatype":"#\u001b"'),
    "surr": count(rb'"value":"\ud800"'),
    "retry": tell(b"503 x\r\nRetry-After: 9999999"),
    "retry2": tell("503 x\r\nRetry-After: ²".encode("latin-1")),
    "err-esc": lambda _: [b"HTTP/1.1 400 x\x1b[31m\r\n\r\n\x1b[2J\xff\r\n"],
    "401": tell(b'401 x\r\nWWW-Authenticate: Digest realm="'),
    "gzip": lambda _: [b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b"],
    "dictlist": say(b'{"0":{"cik_str":"x","ticker":"AAPL"},"1":[],"name":5,"filings":[1],"directory":5}'),
    "dict2": say(
        b'{"0":{"cik_str":320193,"ticker":"AAPL"},"filings":{"recent":{"accessionNumber":5,"form":{"a":1}},"files":["x",5,{"name":7}]}}'
    ),
    "surrname": say(
        rb'{"0":{"cik_str":320193,"ticker":"AAPL","title":"\ud800\u001b[31m"},"name":"\ud800\u001b[2J","filings":{"recent":{"accessionNumber":["0000320193-25-000057"],"form":["10-K"],"filingDate":["2025-01-01"],"primaryDocument":["a.htm"],"reportDate":[{}]}},"directory":{"item":[{"name":"a.htm"},{"name":"filing.json"},{"name":"../x.xml"},{"name":"a.htm/b.xml"},{"name":".x.xml"},{"name":"CON.xml"}]}}'
    ),
    "http09": lambda _: [b"<html>hello"],
    "cont": lambda _: forever(b"", b"HTTP/1.1 100 C\r\n\r\n"),
    "heads": lambda _: forever(HEAD % b"a", b"X: " + b"y" * 60000 + b"\r\n"),
}


def converse(line: socket.socket, answer: Answer) -> None:
    """Read one request with its body and answer it; who goes away is let go."""
    with suppress(OSError, IndexError), line:
        line.settimeout(PATIENCE)
        request = line.recv(PIECE)
        if length := re.search(rb"Content-Length: (\d+)", request):
            while len(request.split(b"\r\n\r\n", 1)[1]) < int(length[1]):
                request += line.recv(PIECE)
        for piece in answer(request):
            line.sendall(piece)


def serve(door: socket.socket, answer: Answer) -> None:
    """Answer every caller in a thread of its own, until the door is closed."""
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        threading.Thread(target=converse, args=(line, answer), daemon=True).start()


def list_arguments(command: str, folder: Path, address: str) -> list[str]:
    """Return what a command is called with."""
    graph = folder / "a.nq"
    graph.write_text('<urn:s> <urn:p> "x" <urn:g> .\n')
    of_site = ["-o", str(folder / "o"), "--site", address, "--contact", "a@b.c"]
    return {
        "load": lambda: ["load", str(graph), "--to", address],
        "doctor": lambda: ["doctor", address],
        "fetch": lambda: ["fetch", "AAPL", "10-K", *of_site],
        "verify": lambda: ["verify", os.environ["RECEIPT"], "--engine", address],
    }[command]()


def try_host(name: str, command: str) -> str:
    """Return how a command ends that asks a host."""
    with socket.create_server(("127.0.0.1", 0)) as door, tempfile.TemporaryDirectory() as scratch:
        port, folder = door.getsockname()[1], Path(scratch)
        threading.Thread(target=serve, args=(door, HOSTS[name]), daemon=True).start()
        arguments = list_arguments(command, folder, f"http://127.0.0.1:{port}/ds")
        begun = time.monotonic()
        call = [*TRACE, str(folder / "log"), sys.executable, "-c", DRIVER, *arguments]
        done = subprocess.run(call, capture_output=True, check=False)
        took = time.monotonic() - begun
        log = (folder / "log").read_text()
    other = [line for line in log.splitlines() if f"htons({port})" not in line]
    most = done.stdout.decode().rsplit("MB", 1)[-1].strip()
    said = done.stderr.decode("utf-8", "replace").strip()[-230:].replace("\n", " // ")
    return f"{name} {command} {done.returncode} {took:.0f}s {most} MB {said} {f'OTHER{other[:2]}' if other else ''}"


def main() -> None:
    """Try every host that is named, or all, with every command."""
    for name in sys.argv[2:] or HOSTS:
        for command in sys.argv[1].split(","):
            print(try_host(name, command), flush=True)


if __name__ == "__main__":
    main()
