"""One server over the shipped instances for all tests that only read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

TOKEN = "a-token-for-tests-only"
PATIENCE = 180
PATIENCE_OF_PAGE = 60_000  # milliseconds
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parents[1] / "e2e" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> object:
        return json.loads(self.body)


@dataclass
class Running:
    """A server that was started with the command line."""

    address: str
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def call(self, path: str, body: bytes | None = None, method: str | None = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path.lstrip("/"), body, named, method=method)
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
        except urllib.error.HTTPError as exc:
            return Answer(exc.code, {k.lower(): v for k, v in exc.headers.items()}, exc.read())

    def ask(self, query: str, **headers: str) -> Answer:
        return self.call("sparql?" + urllib.parse.urlencode({"query": query}), **headers)

    def stop(self) -> int:
        self.process.terminate()
        assert self.process.stderr is not None
        self.process.stderr.close()
        return self.process.wait(timeout=30)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def start_server(*arguments: str | Path, **variables: str) -> Running:
    command = [sys.executable, "-m", "gaapgraph", "serve", "--port", "0", *map(str, arguments)]
    environment = {**os.environ, **variables}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    told = []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        line = process.stderr.readline()
        told.append(line)
        if line.startswith("gaapgraph: http://"):
            return Running(line.split()[1], process, told)
        if not line:
            break
    process.kill()
    raise AssertionError("".join(told))


@pytest.fixture(scope="session")
def start() -> Callable[..., Running]:
    return start_server


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    running = start_server("--quiet", "--timeout", "120", "--memory", "400")
    yield running
    assert running.stop() == 0


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Running]:
    running = start_server("--quiet", "--writable", tmp_path / "store", GAAPGRAPH_TOKEN=TOKEN)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium until its module ends: while it is open, no other test of the worker can run an event loop."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this system")
    with api.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["desk", "phone"])
def page(browser: Browser, server: Running, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The workbench, as large as a desk or a phone has it: it asks nobody else, and nothing of it sticks out."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 850}, color_scheme=scheme, bypass_csp=True, accept_downloads=True
    )
    found = context.new_page()
    found.set_default_timeout(PATIENCE_OF_PAGE)
    wrong: list[str] = []
    own = ("http://127.0.0.1:", "blob:", "data:")
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("request", lambda asked: None if asked.url.startswith(own) else wrong.append(asked.url))
    found.goto(server.address)
    yield found
    assert wrong == []
    assert found.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.fixture(scope="session")
def list_grave() -> Callable[[Page], list[tuple[str, str]]] | None:
    """What lists the serious findings of axe-core; None where it is not installed.

    The documents, in a frame, are those of the report, whose tests look at them: tests/e2e/test_report_page.py.
    """
    if not AXE.is_file():
        return None

    def found(page: Page) -> list[tuple[str, str]]:
        page.add_script_tag(path=str(AXE))
        violations = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")["violations"]
        grave = [each for each in violations if each["impact"] in ("serious", "critical")]
        return [(each["id"], each["nodes"][0]["html"]) for each in grave]

    return found
