"""The report as one self-contained HTML page: gathered from the data, and rendered from the template beside."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from gaapgraph._version import __version__
from gaapgraph.build import account_for, can_account
from gaapgraph.document.place import format_place
from gaapgraph.errors import GaapGraphError, InputError
from gaapgraph.frozen_class import frozen
from gaapgraph.graph import Dataset, list_networks, read_decimal, show_period, show_unit
from gaapgraph.page.anchor import Anchors
from gaapgraph.page.chart_answer import answer_charts
from gaapgraph.page.concept_index import index_concepts
from gaapgraph.page.document_text import find_source, list_documents
from gaapgraph.page.filing_layout import is_filing, lay_out_filing
from gaapgraph.page.layout import lay_out
from gaapgraph.page.meaning import load_meanings
from gaapgraph.page.paper import Papers
from gaapgraph.page.proof import list_uses, list_workings, show_number
from gaapgraph.page.risk_view import list_risks
from gaapgraph.page.tree import grow_trees
from gaapgraph.page.verdict import Tick, judge
from gaapgraph.page.viewer import view_document
from gaapgraph.validation.document_row import describe_derivations, describe_shapes
from gaapgraph.validation.format import describe_verdict
from gaapgraph.validation.inspection import inspect
from gaapgraph.validation.rule_book import read_rule_book
from gaapgraph.validation.surplus import drop_surplus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from jinja2.bccache import Bucket
    from pyoxigraph import Store

    from gaapgraph.graph import Figure, StatedNetwork
    from gaapgraph.model import Period
    from gaapgraph.page.chart_answer import Answer
    from gaapgraph.page.concept_index import ConceptEntry
    from gaapgraph.page.document_text import Document, Source
    from gaapgraph.page.meaning import Meanings
    from gaapgraph.page.part import Passage, Table
    from gaapgraph.page.risk_view import Exposure, Risk
    from gaapgraph.page.view import DocumentView, Flag
    from gaapgraph.validation.check_result import CheckReport, CheckResult
    from gaapgraph.validation.inspection import Inspection
    from gaapgraph.validation.surplus import Surplus

__all__ = ["Page", "build_page", "render_page"]


Parts = list["Table | Passage"]
_MOST_PERIODS = 7
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


@frozen
class Page:
    """All that the page shows.

    Attributes:
        check: What the check found; `results` are its results with their names in the page.
        papers: Gives figures their ticks and names.
        answers: Of the library's questions.
        unusable: How many statements of the data cannot be used, and are left out.
        version: Of the program.
    """

    check: CheckReport
    verdict: str
    results: tuple[tuple[str, CheckResult], ...]
    documents: tuple[DocumentView, ...]
    papers: Papers
    meanings: Meanings
    risks: tuple[Risk, ...]
    answers: tuple[Answer, ...]
    concepts: tuple[ConceptEntry, ...]
    unusable: int
    version: str

    @property
    def periods(self) -> list[tuple[Period, int]]:
        """The periods of most prints, with how many prints each has."""
        count = Counter(figure.period for view in self.documents for figure in view.figures if figure.period)
        return sorted(count.items(), key=lambda pair: (-pair[1], str(pair[0])))[:_MOST_PERIODS]

    def rule(self, result: CheckResult) -> str:
        """Return the name of the rule that a result is of."""
        return self.check.rules.get(result.shape, ("", ""))[0]

    def line_link(self, report: str, line: int) -> Markup:
        """Return a link to a line of the document of a report; only its number where the page does not have it."""
        name = self.papers.anchors.line(report, line)
        known = any(name in each.names for view in self.documents for each in view.lines)
        return Markup('<a href="#{}">line {}</a>').format(name, line) if known else Markup("line {}").format(line)

    def concept_link(self, exposure: Exposure) -> Markup:
        """Return what an exposure is about, as a link where the page has figures of its concept."""
        label = self.meanings.label_item(exposure.item) if exposure.item in self.meanings.items else exposure.label
        if not any(entry.concept.iri == exposure.concept for entry in self.concepts):
            return escape(label)
        return Markup('<a href="#{}">{}</a>').format(self.papers.anchors.concept(exposure.concept), label)

    def line_in(self, document: str, line: int) -> Markup:
        """Return a link to a line of a document."""
        reports = {view.document.iri: view.document.report for view in self.documents}
        return self.line_link(reports.get(document, ""), line)

    @property
    def ticks(self) -> dict[Tick, int]:
        """How many printed figures have each tick."""
        count = Counter(self.papers.tick(figure) for view in self.documents for figure in view.figures)
        return {tick: count[tick] for tick in Tick}


def build_page(store: Store, texts: Sequence[Path] = (), *, is_own: bool = False) -> Page:
    """Gather what the page shows.

    Args:
        store: The data; reports in named graphs.
        texts: Files among which the texts of the documents are looked for.
        is_own: The store may be changed, which saves a copy.

    Raises:
        InputError: The data state no figure that is printed in a document.
    """
    taken = drop_surplus(store, read_rule_book().shapes) if is_own else []  # questions would go through all of it
    dataset = Dataset(store)
    known = _list_known(dataset)
    every = [figure for _, figures in known for figure in figures]
    anchors = Anchors([document.report for document, _ in known], every, dataset.name)
    networks = {document.report: list_networks(dataset, document.report) for document, _ in known}
    meanings, risks, answers = load_meanings(dataset), tuple(list_risks(dataset)), tuple(answer_charts(dataset))
    found = _inspect(store, known, taken, is_own=is_own)  # last: it may add what rules read to the store
    results = tuple((f"r{number}", result) for number, result in enumerate(found.report.results, 1))
    papers = _write_papers(found, every, anchors, meanings, results)
    return Page(
        check=found.report,
        verdict=describe_verdict(found.report),
        results=results,
        documents=tuple(_view(each, networks, papers, results, texts) for each in known),
        papers=papers,
        meanings=meanings,
        risks=risks,
        answers=answers,
        concepts=tuple(index_concepts(meanings, every, anchors)),
        unusable=len(dataset.unusable),
        version=__version__,
    )


def _inspect(
    store: Store, known: list[tuple[Document, list[Figure]]], taken: Sequence[Surplus], *, is_own: bool
) -> Inspection:
    """Return what a check finds, with the names of documents and rules."""
    found = inspect(store, is_own=is_own, taken=taken)
    files = {document.report: document.file_name for document, _ in known}
    return replace(found, report=replace(found.report, documents=files, rules=describe_shapes()))


def _write_papers(
    found: Inspection,
    figures: list[Figure],
    anchors: Anchors,
    meanings: Meanings,
    results: tuple[tuple[str, CheckResult], ...],
) -> Papers:
    """Return the working papers of figures: what a check found of each, with the names of rules and derivations."""
    names = {iri: name for iri, (name, _) in found.report.rules.items()} | describe_derivations()
    bindings = list(found.bindings)
    return Papers(
        figures=figures,
        anchors=anchors,
        meanings=meanings,
        ticks=judge(bindings, found.report.results),
        workings=list_workings(bindings, found.figures, names),
        uses=list_uses(bindings),
        results=results,
        documents=found.report.documents,
    )


def _list_known(dataset: Dataset) -> list[tuple[Document, list[Figure]]]:
    """Return the documents of which figures are printed, the most important first."""
    listed = [(document, dataset.figures(document=document.iri)) for document in list_documents(dataset)]
    known = sorted(((each, found) for each, found in listed if found), key=_rank)
    if not known:
        raise InputError("no figure is printed in a document", mend="give reports of documents, or the documents")
    return known


def _view(
    known: tuple[Document, list[Figure]],
    networks: dict[str, list[StatedNetwork]],
    papers: Papers,
    flags: Sequence[Flag],
    texts: Sequence[Path],
) -> DocumentView:
    """Return one document as the page shows it: its tables and text, its calculation trees, what is wrong in it.

    Of the results, `flags`, it has its own and those that are of no report.
    """
    document, figures = known
    own, source = networks[document.report], find_source(document, figures, texts)
    seen = view_document(
        document=document,
        source=source,
        parts=_lay_out(figures, own, source),
        trees=grow_trees(own, figures, papers.meanings),
        papers=papers,
        flags=[(name, result) for name, result in flags if result.report in ("", document.report)],
    )
    return replace(seen, unresolved=tuple(_list_unresolved(source)))


def _list_unresolved(source: Source | None) -> Iterator[tuple[str, str, str]]:
    """Yield place, print and what it lacks of each number that is no fact, where the whole text is at hand."""
    if source is None or source.path is None:
        return
    try:
        tokens = account_for(source.path) if can_account(source.path) else ()  # a filing is read by its elements
    except GaapGraphError:  # what lies there may have changed
        return
    for token in tokens:
        if token.kind == "unresolved":
            yield format_place(token.place), token.text, token.reason or ""


def _lay_out(
    figures: Sequence[Figure], networks: Sequence[StatedNetwork], source: Source | None
) -> list[Table | Passage]:
    """Return a document as printed, or a filing by statements and then what stands in none of them."""
    if not is_filing(figures, networks):
        return lay_out(figures, networks, source)
    tables = lay_out_filing(figures, networks)
    placed = {figure.iri for table in tables for figure in table.figures}
    return [*tables, *lay_out([figure for figure in figures if figure.iri not in placed], ())]


def _rank(pair: tuple[Document, list[Figure]]) -> tuple[bool, int, str]:
    """Return the order of documents: those with primary statements first, then those with most figures."""
    document, figures = pair
    return (not any(figure.is_primary for figure in figures), -len(figures), document.report)


class _Compiled(BytecodeCache):
    """Keeps the compiled templates for the next page of the same process."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template, if it is the one that was kept: Jinja compares the sources."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def render_page(page: Page) -> str:
    """Return the page as HTML. The same page gives the same bytes."""
    environment = Environment(
        loader=PackageLoader("gaapgraph.page", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )
    environment.globals.update(Tick=Tick)
    environment.filters.update(
        period=show_period, unit=show_unit, short=page.meanings.short, count=_group, number=_show
    )
    environment.tests.update(figure=_is_figure)
    folder = files("gaapgraph.page") / "template"
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("style.css", "script.js"))
    digest = b64encode(sha256(script.encode()).digest()).decode()
    allowed = f"style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'"
    # Markup: the two files are the project's own, and stand in elements whose text is not escaped in HTML.
    return environment.get_template("page.html").render(
        page=page, style=Markup(style), script=Markup(script), policy=policy
    )


def _group(number: int) -> str:
    return f"{number:,}"


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _show(text: str) -> str:
    """Return a decimal string as people read it; any other text as it is."""
    number = read_decimal(text) if _is_figure(text) else None
    return text if number is None else show_number(number)
