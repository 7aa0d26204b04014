"""The site builds from the repository alone, without a network; no link is broken, and every code has its page."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import Literal, QuerySolutions

from gaapgraph.resource import instances, ontology, shapes
from gaapgraph.store import load_store
from gaapgraph.vocabulary import PREFIXES

PROJECT = Path(__file__).parents[2]
NODE = Path(__file__).parents[1] / "e2e/node_modules/axe-core/axe.min.js"
AXE = Path(os.environ.get("AXE_CORE") or NODE)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LOOKED_AT = ["index", "architecture", "vocabulary", "api", "commands", "codes/index", "codes/GG-CALC-001", "questions"]

pytestmark = pytest.mark.skipif(not (PROJECT / "mkdocs.yml").is_file(), reason="no checkout: the site is not installed")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    specification = importlib.util.spec_from_file_location("site_pages", PROJECT / "scripts/site_pages.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["site_pages"] = module
    specification.loader.exec_module(module)
    return module.write_pages()


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    pytest.importorskip("mkdocs", reason="mkdocs-material is absent: pip install '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", str(folder)]
    no_network = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **no_network}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return folder


def codes_in(paths: list[Path], predicate: str) -> set[str]:
    store = load_store(paths)
    rows = store.query(
        f"SELECT DISTINCT ?code {{ ?x {predicate} ?code }}", prefixes=PREFIXES, use_default_graph_as_union=True
    )
    assert isinstance(rows, QuerySolutions)
    return {row["code"].value for row in rows if isinstance(row["code"], Literal)}


def test_every_code_has_a_page_with_cause_and_remedy(pages):
    files = [path for path in shapes().glob("*.ttl") if path.name != "all.ttl"]
    codes = codes_in([*files, ontology() / "derivations.ttl"], "gg:code")
    codes |= codes_in([ontology() / "schemes/finding-code.ttl"], "skos:notation")
    codes |= codes_in([instances()], "gg:code")
    assert len(codes) > 200
    assert [code for code in sorted(codes) if f"codes/{code}.md" not in pages] == []
    for code in sorted(codes):
        text = pages[f"codes/{code}.md"]
        for head in ("## Cause", "## Remedy"):
            told = text.partition(f"{head}\n\n")[2].partition("\n## ")[0].strip()
            assert len(told) > 10, (code, head)


def test_the_vocabulary_names_every_term_that_a_fact_and_its_places_use(pages):
    for name in ("Fact", "Occurrence", "value", "decimals", "lowerBound", "period", "printedText", "supersededBy"):
        assert f"`gg:{name}`" in pages["vocabulary.md"]


def test_every_public_function_and_command_is_told(pages):
    import gaapgraph
    from gaapgraph.cli._group import COMMANDS

    for name in COMMANDS:
        assert f"\n## {name}\n" in pages["commands.md"]
    for name in gaapgraph.__all__:
        if name[0].islower():
            assert f"\n## gaapgraph.{name}\n" in pages["api.md"]


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.names |= {has[name] for name in ("id", "name") if has.get(name)}
        if tag == "a" and has.get("href"):
            self.links.append(has["href"])
        if tag in ("script", "img", "source", "iframe") and has.get("src"):
            self.loaded.append(has["src"])
        if tag == "link" and has.get("rel") not in ("canonical", "next", "prev") and has.get("href"):
            self.loaded.append(has["href"])


@pytest.mark.slow
def test_no_link_is_broken_and_nothing_comes_from_elsewhere(site):
    read = {}
    for path in site.rglob("*.html"):
        read[path] = Links()
        read[path].feed(path.read_text(encoding="utf-8"))
    assert len(read) > 200
    broken = []
    for path, links in read.items():
        if path.name == "404.html":
            continue  # its links are absolute, for it is shown at any depth
        for link in {*links.links, *links.loaded}:
            parts = urlsplit(link)
            if parts.scheme:
                if link in links.loaded:
                    broken.append((path.name, link))
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            if not target.is_file() or (parts.fragment and target in read and parts.fragment not in read[target].names):
                broken.append((path.name, link))
    assert broken == []


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH: apt-get install chromium")
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is absent: npm ci --prefix tests/e2e")
def test_axe_finds_nothing_serious_and_no_page_asks_the_network(site):
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is absent: pip install '.[test]'")
    found, asked = [], []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in LOOKED_AT:
            for scheme, width in (("light", 1280), ("dark", 390)):
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
                page = context.new_page()
                page.on("request", lambda request: asked.append(request.url))
                page.goto((site / f"{name}.html").as_uri())
                page.add_script_tag(path=str(AXE))
                result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
                found += [
                    (name, scheme, each["id"], each["impact"], [node["html"][:120] for node in each["nodes"][:2]])
                    for each in result["violations"]
                    if each["impact"] in ("serious", "critical")
                ]
                context.close()
        browser.close()
    assert not found, "\n".join(map(str, found))
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
