"""What an assistant gets over the Model Context Protocol, asked with the package's own client.

Figures were looked up in the release: revenues in lines 53 and 396, net income in line 58.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

import pytest

psutil = pytest.importorskip("psutil", reason="psutil is not installed")
mcp = pytest.importorskip("mcp", reason="the extra mcp is not installed")

from gaapgraph.assistant.tool_server import build_tool_server  # noqa: E402
from gaapgraph.assistant.toolbox import Toolbox  # noqa: E402
from gaapgraph.store import gather  # noqa: E402


@pytest.fixture(scope="module")
def server() -> Any:
    return build_tool_server(Toolbox(gather([])))


def call(server: Any, name: str, /, **arguments: Any) -> tuple[bool, Any]:
    """Return whether a tool refused, and what it said."""

    async def run() -> Any:
        async with mcp.Client(server) as client:
            return await client.call_tool(name, arguments)

    answer = asyncio.run(run())
    texts = [each.text for each in answer.content]
    if answer.is_error:
        return True, " ".join(texts)
    return False, [json.loads(each) for each in texts]


def test_tools_only_read_and_raw_sparql_is_last(server: Any):
    async def run() -> Any:
        async with mcp.Client(server) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(run())
    assert tools[-1].name == "sparql"
    assert all(each.annotations.read_only_hint and each.description for each in tools)


def test_a_company_by_its_short_name(server: Any):
    refused, (found,) = call(server, "find_company", name="IIJ")
    assert not refused
    assert found["name"] == "Internet Initiative Japan Inc."
    assert {each["file"] for each in found["documents"]} == {
        "iij-fy2008-release.txt",
        "iij-20f-fy2007-risk-factors.txt",
    }


def test_a_figure_has_its_places(server: Any):
    _, found = call(server, "figure", what="Revenues", period="FY2008")
    (yen,) = [each for each in found if each["unit"] == "JPY"]
    assert yen["value"] == "69730730000"
    places = {each["place"]: each["printed"] for each in yen["receipt"]["places"]}
    assert places["53:2"] == "69,731"


def test_a_comparison_is_arithmetic_of_two_figures(server: Any):
    refused, (found,) = call(server, "compare", what="us-gaap:Revenues", first="FY2007", second="FY2008", unit="JPY")
    assert not refused
    assert found["difference"] == "2895431000"  # 69,730,730 less 66,835,299 thousand
    assert found["growth"].startswith("0.0433")
    low, high = map(int, found["difference_rounding"])
    assert low < 2895431000 < high


def test_what_could_be_several_is_not_chosen(server: Any):
    refused, said = call(server, "compare", what="us-gaap:Revenues", first="FY2007", second="9M08")
    assert refused
    assert "refused:" in said


def test_a_question_with_its_receipt(server: Any):
    refused, (found,) = call(server, "ask", question="measure_tax_rate", parameters={"period": "FY2008"})
    assert not refused
    assert found["rows"]
    assert all(each["place"] for each in found["receipt"]["facts"].values())


@pytest.mark.parametrize(
    ("tool", "arguments", "reason"),
    [
        ("figure", {"what": "flux capacitors"}, "nearest"),
        ("figure", {"what": "Revenues", "company": "Nobody Ltd"}, "Nobody Ltd"),
        ("figure", {"what": "Revenues", "period": "1999-12-31"}, "1999-12-31"),
        ("ask", {"question": "measure_luck"}, "no such question"),
        ("ask", {"question": "measure_tax_rate", "parameters": {"colour": "red"}}, "no such parameter"),
        ("explain", {"target": "1:1"}, "no figure stands there"),
        ("search", {"words": "xylophone quartet"}, "have these words"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}, "another machine"),
        ("sparql", {"query": "INSERT DATA { <u:a> <u:a> <u:a> }"}, "update"),
    ],
)
def test_a_refusal_has_its_reason(server: Any, tool: str, arguments: dict[str, Any], reason: str):
    refused, said = call(server, tool, **arguments)
    assert refused
    assert reason in said


def test_words_of_the_documents_have_their_lines(server: Any):
    _, (found,) = call(server, "search", words="backbone")
    assert found["figures"] or found["lines"]


def test_a_restated_figure_beside_the_later_one(server: Any):
    refused, found = call(server, "restatements")
    assert not refused
    assert all(each["earlier"]["receipt"]["report"] != each["later"]["receipt"]["report"] for each in found)


def test_the_command_speaks_over_stdio():
    async def run() -> list[str]:
        command = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "gaapgraph", "mcp"], env=dict(os.environ)
        )
        async with mcp.Client(command) as client:
            return [each.name for each in (await client.list_tools()).tools]

    assert "figure" in asyncio.run(run())


def test_the_command_speaks_over_http_to_this_machine_alone():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "gaapgraph", "mcp", "--http", str(port)])

    async def run() -> list[str]:
        async with mcp.Client(f"http://127.0.0.1:{port}/mcp") as client:
            return [each.name for each in (await client.list_tools()).tools]

    try:
        wait_for(port)
        assert "figure" in asyncio.run(run())
        listening = [each.laddr.ip for each in psutil.Process(process.pid).net_connections() if each.status == "LISTEN"]
        assert listening == ["127.0.0.1"]
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
            connection.request("POST", "/mcp", "{}", {"Host": "elsewhere.example", "Content-Type": "application/json"})
            assert connection.getresponse().status == 421  # a name bound anew to this machine
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start within a minute")
