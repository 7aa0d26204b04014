"""Every hostile input through every command that takes it, under strace: what each call said, took and asked of the network.

    python benchmarks/hostile/run.py OUT.tsv [--shared|--whole|--only=COMMAND,COMMAND] [WORD…]

takes the inputs of `inputs.py` whose names have one of the words in them (all by default), or with `--shared` those of
`tests/e2e/test_hostile_inputs.py`. One process calls all commands with an input. A line for each call: input, command, exit code,
processor seconds, wall seconds, the most megabytes that the process held so far, calls of the network, and what it said.
What breaks a promise begins with `!`. Done calls are kept: a run that was ended goes on.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests" / "e2e")]

import further  # noqa: E402,F401 - registers more inputs
import inputs  # noqa: E402
import kinds  # noqa: E402,F401 - and more
import psutil  # noqa: E402
import test_hostile_inputs as shared  # noqa: E402

SECONDS, MEGABYTES, LISTENS = 20.0, 1024, 8.0
_SHARE = 12  # of our own inputs one in so many goes through all commands, in every role; the others are given as data
_AS_DATA = frozenset((
    "build", "check", "ask", "query", "explain", "diff", "report", "export", "export to XBRL", "export to JSON", "outcomes",
    "coverage", "init", "taxonomy", "scale", "load",
))  # fmt: skip
DRIVER = """
import contextlib, io, json, os, resource, signal, sys, time
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
class Hang(BaseException): pass
def stop(*_): raise Hang("takes more than 400 seconds by the clock")
signal.signal(signal.SIGALRM, stop)
calls = json.load(sys.stdin)
from gaapgraph.cli import main
for title, call in calls:
    told, start, begun = io.StringIO(), time.process_time(), time.monotonic()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        signal.alarm(400)
        try:
            code = main([each.encode("latin-1").decode("utf-8", "surrogateescape") for each in call])
        except SystemExit as end:
            code = end.code
        except BaseException as end:
            code = repr(end)
        signal.alarm(0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - start + after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    used = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = [title, code, told.getvalue()[-3000:], spent, time.monotonic() - begun, max(used)]
    print(json.dumps(found), file=sys.__stdout__, flush=True)
"""


def list_calls(path: Path, folder: Path) -> dict[str, list[str]]:
    """Return what is called in one process; those of the e2e test, and others."""
    given, out = str(path), str(folder / "out")
    calls = shared.list_calls(path, folder)
    if path.suffix == ".rq":
        return {**calls, "query once more": [given]}
    return {
        **calls,
        "build corrected": [str(shared.INPUT), "-o", f"{out}-corrected.trig", "--corrections", given],
        "build by a taxonomy": [str(shared.INPUT), "-o", f"{out}-by.trig", "--taxonomy", given],
        "build from the first": [given, str(shared.INPUT), "-o", f"{out}-two.nq.gz"],
        "taxonomy lock": ["lock", f"{out}.lock", given],
        "export to JSON": [given, "--to", "xbrl-json", "-o", f"{out}.json"],
        "export to iXBRL": [given, "--to", "ixbrl", "-o", f"{out}.xhtml"],
        "export to Parquet": [given, "--to", "parquet", "-o", f"{out}-parquet"],
        "export to quads": [given, "--to", "nquads-dir", "-o", f"{out}-quads"],
        "ask with a receipt": ["measure_margins", given, "--receipt", f"{out}-receipt.json"],
        "query as text": [given, str(shared.RELEASE)],
        "load": [given, "--to", f"{out}-loaded"],
        "doctor": [given],
        "scale check": ["check", given, "-o", f"{out}-checked"],
        "outcomes later": [str(shared.INPUT), given, "-o", f"{out}-later.trig"],
        "build over it": [str(shared.INPUT), "-o", given],
        "report over it": [str(shared.RELEASE), "-o", given],
    }  # fmt: skip


def run_one(
    path: Path, folder: Path, *, is_whole: bool, only: frozenset[str] = frozenset()
) -> list[tuple[str, object, str, float, float, int, str]]:
    """Return what each call with an input did."""
    log = folder / "strace.log"
    trace = ["strace", "-f", "-qqq", "-e", "trace=network", "-e", "signal=none", "-o", str(log)]
    is_whole = zlib.crc32(path.name.encode("utf-8", "surrogateescape")) % _SHARE == 0 or is_whole
    calls = [
        (title, [title.split()[0], *(_pass(each) for each in arguments)])
        for title, arguments in list_calls(path, folder).items()
        if (title in only if only else is_whole or title in _AS_DATA)
    ]
    done = subprocess.run(
        [*trace, sys.executable, "-c", DRIVER],
        input=json.dumps(calls).encode(),
        capture_output=True,
        check=False,
        cwd=folder,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    found = [(*each[:2], each[2], each[3], each[4], each[5], "") for each in told]
    if len(told) < len(calls):
        title = calls[len(told)][0]
        said = done.stderr.decode("utf-8", "replace")[-500:]
        found.append((title, f"died {done.returncode}", said, 0.0, 0.0, 0, ""))
    asked = (
        [line for line in log.read_text(errors="replace").splitlines() if "AF_UNIX" not in line] if log.exists() else []
    )
    if asked:
        found.append(("all", "asked", "", 0.0, 0.0, 0, asked[0][:200]))
    listening = ("serve", "open", "mcp") if is_whole and not only and path.suffix != ".rq" else ()
    return found + [listen(name, path, folder) for name in listening]


def _pass(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def listen(name: str, path: Path, folder: Path) -> tuple[str, object, str, float, float, int, str]:
    """Return what a command that listens did until it was told to end."""
    log = folder / f"{name}.log"
    trace = ["strace", "-f", "-qqq", "-e", "trace=connect,bind,sendto", "-e", "signal=none", "-o", str(log)]
    extra = {"serve": ["--port", "0"], "open": ["--port", "0", "--no-browser"], "mcp": []}[name]
    begun = time.monotonic()
    process = subprocess.Popen(
        [*trace, sys.executable, "-m", "gaapgraph", name, path, *extra],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder, start_new_session=True,
    )  # fmt: skip
    try:
        _, said = process.communicate(timeout=LISTENS)
        code: object = process.returncode
    except subprocess.TimeoutExpired:
        for child in psutil.Process(process.pid).children():  # strace passes nothing on
            child.send_signal(signal.SIGTERM)
        try:
            _, said = process.communicate(timeout=40)
            code = 0 if process.returncode in (0, 143, -15) else f"ended {process.returncode}"
        except subprocess.TimeoutExpired:
            subprocess.run(["kill", "-KILL", "--", f"-{process.pid}"], check=False)
            _, said = process.communicate()
            code = "does not end"
    asked = (
        [each for each in log.read_text(errors="replace").splitlines() if not _is_loopback(each)]
        if log.exists()
        else []
    )
    return (
        name,
        code,
        said.decode("utf-8", "replace")[-600:],
        0.0,
        time.monotonic() - begun,
        0,
        asked[0][:200] if asked else "",
    )


def _is_loopback(line: str) -> bool:
    return "AF_INET" not in line or ("bind(" in line and "127.0.0.1" in line)


def judge(call: tuple[str, object, str, float, float, int, str]) -> str:
    """Return `!` where a promise is broken."""
    _, code, said, seconds, _, megabytes, asked = call
    lines = [each for each in said.strip().splitlines() if each.startswith("gaapgraph: ")]
    broken = code not in (0, 1, 2) or (code == 2 and not lines) or seconds > SECONDS or megabytes > MEGABYTES or asked
    return "!" if broken or "Traceback" in said else ""


def main() -> None:
    """Run what is asked for."""
    out, words = Path(sys.argv[1]), [each for each in sys.argv[2:] if not each.startswith("--")] or [""]
    only = frozenset(name for each in sys.argv if each.startswith("--only=") for name in each[7:].split(","))
    done = {line.split("\t")[1] for line in out.read_text().splitlines()} if out.exists() else set()
    is_shared = "--shared" in sys.argv
    for name in shared.INPUTS if is_shared else inputs.INPUTS:
        if name.replace("\n", "␤") in done or not any(word in name for word in words):
            continue
        folder = Path(tempfile.mkdtemp(prefix="hostile-", dir="/var/tmp"))
        path = shared.place(name, folder) if is_shared else inputs.INPUTS[name](folder)
        if path.parent == folder and not is_shared:
            path = Path(path.name)
        with out.open("a") as file:
            for call in run_one(path, folder, is_whole=is_shared or "--whole" in sys.argv, only=only):
                title, code, said, seconds, wall, megabytes, asked = call
                told = (
                    " ⏎ ".join(said.replace(str(folder), "…").replace(str(ROOT), "…").strip().splitlines())[-300:]
                    .replace("\t", " ")
                    .encode("utf-8", "replace")
                    .decode()
                )
                cells = (
                    judge(call),
                    name.replace("\n", "␤"),
                    title,
                    code,
                    f"{seconds:.1f}",
                    f"{wall:.1f}",
                    megabytes,
                    asked.replace("\t", " "),
                    told,
                )
                file.write("\t".join(map(str, cells)) + "\n")
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
