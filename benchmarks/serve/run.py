"""How fast `gaapgraph serve` answers the questions of the library, beside the embedded store and other servers.

    python benchmarks/serve/run.py [--seconds 300] [--clients 64] [--servers oxigraph,fuseki] [--rounds 5]

First the median of each question, one after the other, in the same run: embedded, by `serve` where a process works it
out, and by `serve` where it was asked before, whose answer is kept; `--rounds 0` leaves this out. Then clients that ask
a mix of small questions for some seconds, of each server in turn: medians, 95th and 99th percentiles, and memory.
Prints JSON lines; `results.jsonl` keeps those of a quiet machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

import psutil
import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests" / "queries")]

from servers import MissingError, start  # noqa: E402

from gaapgraph.question import answer, list_questions  # noqa: E402
from gaapgraph.remote.remote_store import open_remote  # noqa: E402
from gaapgraph.remote.transfer import deliver  # noqa: E402
from gaapgraph.store import load_store  # noqa: E402
from gaapgraph.store.content import list_contents  # noqa: E402

SMALL = ("measure_tax_rate", "list_dividends", "measure_liquidity", "list_reports", "list_entities", "list_ownership")
JSON = "application/sparql-results+json"


def post(connection: http.client.HTTPConnection, path: str, query: str, number: float = 0) -> bytes:
    """Ask one query over a connection that is kept; a server closes one that was idle, so ask once more then.

    The number, in a media type that there is not, keeps the server from giving an answer that it has kept.
    """
    form = urllib.parse.urlencode({"query": query})
    heads = {"Accept": f"{JSON}, x/{number};q=0.1", "Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", path, form, heads)
        said = connection.getresponse()
    except (http.client.RemoteDisconnected, ConnectionError):
        connection.close()
        connection.request("POST", path, form, heads)
        said = connection.getresponse()
    body = said.read()
    if said.status != 200:
        raise RuntimeError(f"{said.status}: {body[:200]!r}")
    return body


def serve() -> tuple[subprocess.Popen[str], str, int]:
    """Start `gaapgraph serve` and return it with its address and the milliseconds until its first answer."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "gaapgraph", "serve", "--port", "0", "--quiet"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    address = process.stderr.readline().split()[1]
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc)
    post(connection, "/sparql", "ASK {}")
    return process, address, round((time.monotonic() - begun) * 1000)


def compare(address: str, rounds: int) -> dict[str, object]:
    """Return the medians of all questions, embedded and served, each asked in turn."""
    store = load_store()
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc)
    embedded, served, kept = [], [], []
    for question in list_questions():
        one, two, three = [], [], []
        for number in range(rounds):
            begun = time.perf_counter()
            answer(store, question).serialize(format=ox.QueryResultsFormat.JSON)
            one.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            post(connection, "/sparql", question.text, number)
            two.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            post(connection, "/sparql", question.text, number)
            three.append(time.perf_counter() - begun)
        embedded.append(statistics.median(one))
        served.append(statistics.median(two))
        kept.append(statistics.median(three))
    ratio = statistics.median(b / a for a, b in zip(embedded, served, strict=True))
    return {
        "embedded_ms": round(statistics.median(embedded) * 1000, 1),
        "served_ms": round(statistics.median(served) * 1000, 1),
        "kept_ms": round(statistics.median(kept) * 1000, 1),
        "ratio_of_medians": round(statistics.median(served) / statistics.median(embedded), 2),
        "median_ratio": round(ratio, 2),
    }


def read_cpu(process: int) -> int:
    """Return the nanoseconds of CPU that the threads of a process have had."""
    files = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(file.read_text().split()[0]) for file in files)


def compare_cpu(process: int, address: str, rounds: int) -> dict[str, object]:
    """Return the CPU of all questions, embedded and served, which a busy machine changes less than the time."""
    store = load_store()
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc)
    (nursery,) = psutil.Process(process).children()
    for number in range(20):  # until all that is worked out once is there
        post(connection, "/sparql", "ASK {}", number + 0.5)
        time.sleep(1)
    rows = []
    for question in list_questions():
        taken = []
        for number in range(rounds):
            begun = time.thread_time_ns()
            answer(store, question).serialize(format=ox.QueryResultsFormat.JSON)
            embedded = time.thread_time_ns() - begun
            asked = ask_counted(process, nursery, connection, question.text, number + 0.25)  # as none was before
            kept = ask_counted(process, nursery, connection, question.text, number + 0.25)
            taken.append((embedded, *asked, sum(kept)))
        rows.append([statistics.median(each) / 1e6 for each in zip(*taken, strict=True)])
    middle = [round(statistics.median(each), 2) for each in zip(*rows, strict=True)]
    both = statistics.median(each[1] + each[2] for each in rows)
    names = ("embedded_cpu_ms", "server_cpu_ms", "worker_cpu_ms", "kept_cpu_ms")
    return {
        **dict(zip(names, middle, strict=True)),
        "ratio_of_medians": round(both / middle[0], 2),
        "worker_ratio": round(statistics.median(each[2] / each[0] for each in rows), 2),
        "kept_ratio_of_medians": round(middle[3] / middle[0], 2),
    }


def ask_counted(
    process: int, nursery: psutil.Process, connection: http.client.HTTPConnection, query: str, number: float
) -> tuple[int, int]:
    """Ask a query, and return the nanoseconds of CPU that the server and its processes took."""
    workers = [each.pid for each in nursery.children() if each.status() != psutil.STATUS_ZOMBIE]
    before = read_cpu(process), sum(map(read_cpu, workers))
    post(connection, "/sparql", query, number)
    time.sleep(0.003)
    return read_cpu(process) - before[0], sum(map(read_cpu, workers)) - before[1]


def hold_memory(process: psutil.Process) -> int:
    """Return the bytes that are a process's own; one may end while it is looked at, and holds none."""
    try:
        return int(process.memory_full_info().uss)
    except psutil.NoSuchProcess:
        return 0


def press(netloc: str, path: str, clients: int, seconds: float, process: int) -> dict[str, object]:
    """Let clients ask for some seconds, and return how long they waited and how memory grew."""
    texts = {each.name: each.text for each in list_questions()}
    times: list[float] = []
    errors: list[str] = []
    memory: list[int] = []
    end = time.monotonic() + seconds

    def ask(seed: int) -> None:
        chosen, connection = random.Random(seed), http.client.HTTPConnection(netloc, timeout=120)
        while time.monotonic() < end:
            begun = time.perf_counter()
            try:
                post(connection, path, texts[chosen.choice(SMALL)], chosen.random())
            except (OSError, RuntimeError, http.client.HTTPException) as exc:
                errors.append(repr(exc))
                connection.close()
            else:
                times.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(clients)]
    for each in threads:
        each.start()
    while time.monotonic() < end:
        time.sleep(min(2, seconds / 10))
        family = [psutil.Process(process), *psutil.Process(process).children(recursive=True)]
        memory.append(sum(map(hold_memory, family)))
    for each in threads:
        each.join()
    times.sort()
    warm = memory[len(memory) // 5]
    return {
        "answers": len(times),
        "errors": len(errors),
        "error": errors[0] if errors else "",
        **{f"p{p}_ms": round(times[int(len(times) * p / 100)] * 1000) for p in (50, 95, 99)},
        "memory_mb": round(warm / 2**20),
        "memory_growth": round(memory[-1] / warm - 1, 3),
    }


def main() -> int:
    """Run all, and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--servers", default="oxigraph,fuseki")
    given = parser.parse_args()
    process, address, first = serve()
    try:
        print(json.dumps({"server": "gaapgraph", "first_answer_ms": first}), flush=True)
        if given.rounds:
            print(json.dumps({"server": "gaapgraph", **compare(address, given.rounds)}), flush=True)
            print(json.dumps({"server": "gaapgraph", **compare_cpu(process.pid, address, given.rounds)}), flush=True)
        if given.seconds:
            netloc = urllib.parse.urlsplit(address).netloc
            found = press(netloc, "/sparql", given.clients, given.seconds, process.pid)
            print(json.dumps({"server": "gaapgraph", "clients": given.clients, **found}), flush=True)
    finally:
        process.terminate()
        process.wait()
    for name in filter(None, given.servers.split(",")) if given.seconds else ():
        try:
            with tempfile.TemporaryDirectory() as folder:
                server = start(name, Path(folder))
                try:
                    root = f"http://127.0.0.1:{server.port}"
                    deliver(list_contents(load_store()), open_remote(f"{root}/reports" if name == "fuseki" else root))
                    path = urllib.parse.urlsplit(server.query_url).path
                    found = press(f"127.0.0.1:{server.port}", path, given.clients, given.seconds, server.process.pid)
                    print(json.dumps({"server": name, "clients": given.clients, **found}), flush=True)
                finally:
                    server.stop()
        except MissingError as exc:
            print(json.dumps({"server": name, "missing": str(exc)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
