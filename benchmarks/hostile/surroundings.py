"""Every command that writes, where it cannot: full disks, folders of others, closed pipes, odd locales, no folder at all.

    python benchmarks/hostile/surroundings.py OUT.tsv [WORD…]

takes the surroundings whose names have one of the words in them, all by default. Disks are mounted for the purpose, which
only root may do (Linux); what is read-only is so for root as well. A line for each call: surroundings, command, exit code,
what it said, and what it left behind. `!` breaks a promise: another code than 0, 1 or 2 (a pipe that nobody reads may end
a process by its signal), a refusal without a line, a traceback, a part that stays, an old output that is not whole.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import inputs

ROOT = Path(__file__).parents[2]
RELEASE = ROOT / "instances" / "iij" / "fy2008-release"
TEXT, GRAPH = str(RELEASE / "input.txt"), str(RELEASE / "release.trig")
COMMANDS = {
    "build": ["build", TEXT, "-o", "OUT/a.nq"],
    "build packed": ["build", TEXT, "-o", "OUT/a.nq.gz"],
    "build a store": ["build", TEXT, "-o", "OUT/store"],
    "check": ["check", GRAPH, "--format", "html", "-o", "OUT/a.html"],
    "report": ["report", GRAPH, "-o", "OUT/a.html"],
    "ask": ["ask", "measure_margins", GRAPH, "--format", "csv", "-o", "OUT/a.csv"],
    "ask with a receipt": ["ask", "measure_margins", GRAPH, "--receipt", "OUT/a.json"],
    "export to XBRL": ["export", GRAPH, "--to", "xbrl", "-o", "OUT/a.xbrl"],
    "export to a workbook": ["export", GRAPH, "--to", "xlsx", "-o", "OUT/a.xlsx"],
    "export to quads": ["export", GRAPH, "--to", "nquads-dir", "-o", "OUT/quads"],
    "init": ["init", TEXT, "-o", "OUT/profile"],
    "load": ["load", GRAPH, "--to", "OUT/loaded"],
}  # fmt: skip
TOLD = {
    "check": ["check", GRAPH, "--format", "json"],
    "ask": ["ask", "measure_margins", GRAPH],
    "explain": ["explain", "53", GRAPH],
    "query": ["query", "-", GRAPH],
    "diff": ["diff", GRAPH, GRAPH],
    "ask --list": ["ask", "--list"],
}
QUERY = "SELECT * { ?s ?p ?o }"
PLACES = {
    "a full disk": ("size=64k,nr_inodes=64", ""),
    "a disk that fills": ("size=2m", ""),
    "a disk without room for names": ("size=64m,nr_inodes=3", ""),
    "a read-only disk": ("size=64m", "ro"),
}
SHELLS = {
    "a file as long as allowed": 'ulimit -f 32; exec "$0" "$@"',
    "a temporary folder that is not": 'TMPDIR=/nowhere TEMP=/nowhere TMP=/nowhere exec "$0" "$@"',
    "no home": 'unset HOME; exec "$0" "$@"',
    "a folder that is gone": 'mkdir gone; cd gone; rmdir ../gone; exec "$0" "$@"',
    "few open files": 'ulimit -n 24; exec "$0" "$@"',
    "little memory": 'ulimit -v 300000; exec "$0" "$@"',
    "Turkish": 'LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 exec "$0" "$@"',
    "no locale": 'LC_ALL=C PYTHONUTF8=0 exec "$0" "$@"',
}
STREAMS = {
    "a pipe that nobody reads": '"$0" "$@" 2>errors | true; exit ${PIPESTATUS[0]}',
    "a pipe of which a line is read": '"$0" "$@" 2>errors | head -1 >/dev/null; exit ${PIPESTATUS[0]}',
    "output to a full device": '"$0" "$@" 2>errors >/dev/full',
    "no output": '"$0" "$@" 2>errors >&-',
    "no errors": '"$0" "$@" >/dev/null 2>&-',
    "no input": '"$0" "$@" 2>errors >/dev/null <&-',
}


def call(command: list[str], folder: Path, shell: str = 'exec "$0" "$@"') -> tuple[int, str]:
    """Return the exit code of a command in a shell, and what it said on standard error."""
    done = subprocess.run(
        ["bash", "-c", shell, sys.executable, "-m", "gaapgraph", *command],
        cwd=folder, capture_output=True, text=True, check=False, errors="replace", input=QUERY, timeout=600,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    errors = folder / "errors"
    said = done.stderr + (errors.read_text(errors="replace") if errors.exists() else "")
    errors.unlink(missing_ok=True)
    return done.returncode, said


def judge(code: int, said: str, *, is_pipe: bool = False, is_silent: bool = False) -> bool:
    """Say whether a call broke a promise."""
    lines = [line for line in said.splitlines() if line.startswith("gaapgraph: ")]
    known = (0, 1, 2, 141) if is_pipe else (0, 1, 2)
    return code not in known or "Traceback" in said or (code == 2 and not lines and not is_silent)


@cache
def build_old() -> bytes:
    """Return a small file of quads that the program wrote."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as home:
        (Path(home) / "small.txt").write_text(inputs.TEXT)
        call(["build", "small.txt", "-o", "old.nq"], Path(home))
        return (Path(home) / "old.nq").read_bytes()


def try_disk(options: str, then: str, command: list[str], folder: Path) -> tuple[bool, int, str, str]:
    """Return what a command does on a disk of its own."""
    disk = folder / "OUT"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "gaapgraph-test", str(disk)], check=True)
    try:
        output = folder / next(each for each in command if each.startswith("OUT/"))
        if output.suffix == ".nq":
            output.write_bytes(build_old())
        if then:
            subprocess.run(["mount", "-o", f"remount,{then}", str(disk)], check=True)
        code, said = call(command, folder)
        left = sorted(path.name for path in disk.iterdir())
        parts = [name for name in left if name.startswith(".gaapgraph")]
        lost = output.suffix == ".nq" and code == 2 and output.read_bytes() != build_old()
        half = code == 2 and output.suffix not in ("", ".nq") and output.exists()
        return judge(code, said) or bool(parts) or lost or half, code, said, " ".join(left)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def list_tries(words: list[str]):
    """Yield surroundings, command, and what does it."""
    for place, (options, then) in PLACES.items():
        if any(word in place for word in words):
            for name, command in COMMANDS.items():
                yield place, name, lambda folder, o=options, t=then, c=command: try_disk(o, t, c, folder)
    for place, shell in SHELLS.items():
        if any(word in place for word in words):
            for name, command in COMMANDS.items():
                yield place, name, lambda folder, s=shell, c=command: try_shell(s, c, folder)
    for place, shell in STREAMS.items():
        if any(word in place for word in words):
            for name, command in TOLD.items():
                silent, pipe = place == "no errors", "pipe" in place
                yield place, name, lambda folder, s=shell, c=command, q=silent, p=pipe: try_stream(s, c, folder, q, p)


def try_shell(shell: str, command: list[str], folder: Path) -> tuple[bool, int, str, str]:
    """Return what a command that writes does in a shell."""
    (folder / "OUT").mkdir()
    absolute = [str(folder / each) if each.startswith("OUT/") else each for each in command]
    code, said = call(absolute, folder, shell)
    left = sorted(path.name for path in (folder / "OUT").iterdir())
    return judge(code, said) or any(name.startswith(".gaapgraph") for name in left), code, said, " ".join(left)


def try_stream(
    shell: str, command: list[str], folder: Path, is_silent: bool, is_pipe: bool
) -> tuple[bool, int, str, str]:
    """Return what a command does whose streams are odd."""
    code, said = call(command, folder, shell)
    return judge(code, said, is_pipe=is_pipe, is_silent=is_silent), code, said, ""


def main() -> None:
    """Run what is asked for."""
    out, words = Path(sys.argv[1]), sys.argv[2:] or [""]
    with out.open("a") as file:
        for place, name, attempt in list_tries(words):
            with tempfile.TemporaryDirectory(prefix="hostile-", dir="/var/tmp") as home:
                broken, code, said, left = attempt(Path(home))
            told = " ⏎ ".join(said.replace(home, "…").strip().splitlines()[-3:])[-300:].replace("\t", " ")
            print(
                "!" if broken else "",
                place,
                name,
                code,
                told.replace(str(ROOT), "…"),
                left,
                sep="\t",
                file=file,
                flush=True,
            )


if __name__ == "__main__":
    main()
