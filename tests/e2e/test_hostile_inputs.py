"""Every hostile input through every command that takes it: an answer or a refusal in one line, within time and memory.

Where strace is at hand, no call may ask the network for anything: inputs name schemas, entities, graphs and services of
other machines, and nothing of it is fetched.
"""

from __future__ import annotations

import json
import lzma
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gaapgraph.cli._group import COMMANDS

ROOT = Path(__file__).parents[2]
HOSTILE = ROOT.parent / "shared" / "cases" / "hostile"
RELEASE = ROOT / "instances" / "iij" / "fy2008-release" / "release.trig"
INPUT = RELEASE.with_name("input.txt")
STRACE = shutil.which("strace")
SECONDS, MEGABYTES = 20.0, 1024.0
# What listens, or exists to ask other machines; `mcp` speaks over its standard streams, `open` serves.
NETWORKED = {"serve", "open", "mcp", "load", "fetch", "doctor"}
WITHOUT_INPUT = {"demo", "tag"}
ELSEWHERE = "http://127.0.0.1:9"
OWN = {
    "entity.xml": f'<!DOCTYPE xbrl [<!ENTITY x SYSTEM "{ELSEWHERE}/x.txt">]><xbrl xmlns="http://www.xbrl.org/2003/instance">&x;</xbrl>',
    "doctype.xml": f'<!DOCTYPE xbrl SYSTEM "{ELSEWHERE}/x.dtd"><xbrl xmlns="http://www.xbrl.org/2003/instance"/>',
    "schema.xbrl": f"""<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
        xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:e="{ELSEWHERE}/e">
        <link:schemaRef xlink:type="simple" xlink:href="{ELSEWHERE}/e.xsd"/>
        <context id="c"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier></entity>
        <period><instant>2024-12-31</instant></period></context>
        <unit id="u"><measure xmlns:iso4217="http://www.xbrl.org/2003/iso4217">iso4217:USD</measure></unit>
        <e:Assets contextRef="c" unitRef="u" decimals="0">5</e:Assets></xbrl>""",
    "inline.htm": f"""<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
        xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"><body><ix:header>
        <ix:references><link:schemaRef xlink:type="simple" xlink:href="{ELSEWHERE}/e.xsd"/></ix:references></ix:header>
        <p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c">Acme</ix:nonNumeric></p></body></html>""",
    "page.html": f"""<html><head><base href="{ELSEWHERE}/"><link rel="stylesheet" href="{ELSEWHERE}/x.css">
        <script src="{ELSEWHERE}/x.js"></script></head><body><img src="{ELSEWHERE}/x.png"><p>Acme Corp.</p><table>
        <tr><td></td><td>December 31, 2024</td></tr><tr><td>Assets</td><td>1,200</td></tr></table></body></html>""",
    "from.rq": f"SELECT * FROM <{ELSEWHERE}/graph> {{ ?s ?p ?o }}",
    "escaped.rq": f"SELECT * {{ \\u0053ERVICE <{ELSEWHERE}/sparql> {{ ?s ?p ?o }} }}",
    "load.rq": f"LOAD <{ELSEWHERE}/graph>",
    "context.json": f'{{"@context": "{ELSEWHERE}/context.jsonld", "a": 1}}',
    "imports.ttl": f"<urn:x> <http://www.w3.org/2002/07/owl#imports> <{ELSEWHERE}/o.ttl> .",
    "formula.txt": "=cmd|'/C calc'!A0 Corp.\n\n\t2024\t2023\n=1+1\t1,200\t1,300\n@SUM(A1)\t1,200\t1,300\n",
    "control.txt": "Acme \x1b[31m Corp.\n\n\t2024\t2023\nAssets \x9b31m\u202e\t1,200\t1,300\n",
}
INPUTS = sorted([*OWN, *(path.name for path in HOSTILE.iterdir())]) if HOSTILE.is_dir() else sorted(OWN)


# One process calls all commands with an input, and tells for each its code, what it said, its processor time and the
# most memory that the process held so far.
DRIVER = """
import contextlib, io, json, resource, sys, time
from gaapgraph.cli import main
for title, call in json.load(sys.stdin):
    told, start = io.StringIO(), time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        try:
            code = main(call)
        except SystemExit as end:
            code = end.code
    used = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    found = [title, code, told.getvalue(), time.process_time() - start, max(used)]
    print(json.dumps(found), file=sys.__stdout__, flush=True)
"""


def place(name: str, folder: Path) -> Path:
    path = folder / name.removesuffix(".xz")
    if name in OWN:
        path.write_text(OWN[name], encoding="utf-8")
    else:
        data = (HOSTILE / name).read_bytes()
        path.write_bytes(lzma.decompress(data) if name.endswith(".xz") else data)
    return path


def list_calls(path: Path, folder: Path) -> dict[str, list[str]]:
    """Return the calls of each command with an input; those of the networked commands are the servers' tests."""
    given, out = str(path), str(folder / "out")
    if path.suffix == ".rq":
        return {"query": [given, str(RELEASE)], "ask": [given, str(RELEASE)], "verify": [given]}
    question = folder / "question.rq"
    question.write_text("SELECT ?s { ?s ?p ?o } LIMIT 3")
    return {
        "build": [given, "-o", f"{out}.trig"],
        "build to a store": [given, "-o", out],
        "check": [given],
        "check with shapes": [str(RELEASE), "--shapes", given],
        "check waived": [str(RELEASE), "--waive", given],
        "check as a page": [given, "-o", f"{out}.html"],
        "ask": ["list_findings", given],
        "query": [str(question), given],
        "explain": ["8", given],
        "diff": [given, given],
        "diff with another": [given, str(RELEASE)],
        "report": [given, "-o", f"{out}-page.html"],
        "export": [given, "--to", "xlsx", "-o", f"{out}.xlsx"],
        "export to XBRL": [given, "--to", "xbrl", "-o", f"{out}.xbrl"],
        "outcomes": [given, str(INPUT), "-o", f"{out}-outcomes.trig"],
        "coverage": [given],
        "init": [given, "-o", f"{out}-profile"],
        "build with it as a taxonomy": [str(INPUT), "-o", f"{out}-taxonomy.trig", "--profile", given],
        "verify": [given],
        "taxonomy": ["show", given],
        "scale": ["convert", given, "-o", f"{out}-scale"],
    }


def run(calls: dict[str, list[str]], folder: Path) -> tuple[list[tuple[str, int, str, float, float]], str]:
    """Return title, exit code, standard error, seconds and megabytes of each call, and all calls of the network."""
    log = folder / "strace.log"
    trace = [STRACE, "-f", "-qqq", "-e", "trace=network", "-e", "signal=none", "-o", str(log)] if STRACE else []
    given = [
        (title, [title.split()[0], *arguments]) for title, arguments in calls.items() if title.split()[0] in COMMANDS
    ]
    done = subprocess.run(
        [*trace, sys.executable, "-c", DRIVER], input=json.dumps(given), capture_output=True, text=True, check=False
    )
    told = [tuple(json.loads(line)) for line in done.stdout.splitlines()]
    assert len(told) == len(given), (done.stdout, done.stderr)
    return told, log.read_text() if log.exists() else ""


def test_every_command_is_tried(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    tried = {title.split()[0] for name in ("x", "x.rq") for title in list_calls(tmp_path / name, tmp_path)}
    assert COMMANDS.keys() - tried == (NETWORKED | WITHOUT_INPUT) & COMMANDS.keys()


@pytest.mark.server
@pytest.mark.skipif(sys.platform == "win32", reason="what a call takes is told by systems with getrusage")
@pytest.mark.parametrize("name", INPUTS)
def test_each_command_answers_or_refuses_in_a_line_and_asks_nobody(name: str, tmp_path: Path) -> None:
    told, asked = run(list_calls(place(name, tmp_path), tmp_path), tmp_path)
    wrong = [
        (title, code, text[-600:], seconds, megabytes)
        for title, code, text, seconds, megabytes in told
        if code not in (0, 1, 2)
        or (code == 2 and len(text.strip().splitlines()) != 1)
        or seconds > SECONDS
        or megabytes > MEGABYTES
    ]
    assert wrong == []
    assert asked == ""
