"""The public door: documents in; answers, results, explanations, differences and pages out.

```python
report = gaapgraph.read("release.txt")
report.write("release.trig")
answer = gaapgraph.ask("measure_tax_rate", report)
gaapgraph.verify(answer.receipt(), report).is_equal
gaapgraph.check(report).conforms
```

Whatever takes *data* takes RDF files, folders, store folders, documents (which are built first) and reports in hand,
one or several; without data the shipped instances are meant.
"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gaapgraph.build import Context, account_for, read_source
from gaapgraph.errors import InputError, SourceError
from gaapgraph.model import Report
from gaapgraph.printable import html_table
from gaapgraph.sparql import CHECK_LIMITS, DEFAULT_LIMITS
from gaapgraph.store import gather, write_reports
from gaapgraph.vocabulary import BASE, shorten_iri
from gaapgraph.write import write_quads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import rdflib
    from pyoxigraph import Literal, NamedNode, Store

    from gaapgraph.compare import Comparison
    from gaapgraph.graph import Trace
    from gaapgraph.question import Answer, Question
    from gaapgraph.receipt import Receipt, Verification
    from gaapgraph.sparql import Limits
    from gaapgraph.validation.check_result import CheckReport

    Bound = Mapping[str, Sequence[NamedNode | Literal]]
    Data = str | Path | Report | Sequence[str | Path | Report]

__all__ = [
    "ReadReport",
    "account_for",
    "ask",
    "check",
    "diff",
    "explain",
    "query",
    "read",
    "read_reports",
    "report",
    "to_rdflib",
    "verify",
]

_SHOWN = 20  # facts of a report that a notebook lists


class ReadReport(Report):
    """A report with the ways out of it. Its fields are those of `gaapgraph.model.Report`."""

    __slots__ = ()

    def to_quads(self, base: str = BASE) -> Iterator[str]:
        """Yield the report's named graph as N-Quads, some lines at a time."""
        return write_quads(self, base)

    def to_rdflib(self, base: str = BASE) -> rdflib.Graph:
        """Return the report as an rdflib graph whose identifier is the report's IRI."""
        return to_rdflib(self, base)

    def write(self, path: str | Path, base: str = BASE) -> None:
        """Write the report to a file (.nq .trig .ttl .nt, with or without .gz) or a store folder.

        Raises:
            InputError: The extension names no format.
            OutputError: The path cannot be written, or something else stands there.
        """
        write_reports([self], Path(path), base)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: who reports what, and the first facts in the order of the document."""
        shown = [
            (
                shorten_iri(fact.dimensions.concept),
                "nil" if fact.is_nil else fact.value,
                fact.dimensions.unit or "",
                fact.dimensions.period or "",
                fact.occurrences[0].place.line if fact.occurrences else "",
            )
            for fact in self.facts[:_SHOWN]
        ]
        caption = f"{self.entity.label}: {self.title} ({self.document.file_name}), {len(self.facts):,} facts"
        more = f"<p>and {len(self.facts) - _SHOWN:,} more</p>" if len(self.facts) > _SHOWN else ""
        return html_table(["concept", "value", "unit", "period", "line"], shown, caption) + more


def read(path: str | Path, profile: str | Path | None = None, *, force_profile: bool = False) -> ReadReport:
    """Read one document and map its figures to concepts.

    Args:
        path: An earnings release as text, Markdown or HTML, or risk factors without tables.
        profile: The folder of the entity's profile; without it the shipped profile that fits is taken.
        force_profile: Use the profile for a document that names another entity.

    Returns:
        Units: base units (yen, dollars, shares; percentages as fractions), signed as the concept is defined. Shape:
        one report; `facts` in the order in which the document first states them, each with all its `occurrences`.

    Raises:
        SourceError: The document cannot be had.
        ReadError: It is nothing that can be read, or its bytes cannot be understood.
        InputError: The profile is one of another entity, or the source holds many reports.

    >>> from gaapgraph.resource import release_inputs
    >>> report = read(release_inputs()[0])
    >>> report.entity.label
    'Internet Initiative Japan Inc.'
    """
    reports = read_reports(path, profile, force_profile=force_profile)
    found = next(reports, None)
    if found is None or next(reports, None) is not None:
        number = "no report" if found is None else "many reports"
        raise InputError(f"holds {number}, not one", where=str(path), mend="use gaapgraph.api.read_reports")
    return found


def read_reports(
    path: str | Path, profile: str | Path | None = None, *, force_profile: bool = False
) -> Iterator[ReadReport]:
    """Yield every report of a source: the one of a document, or those of a data set of the SEC.

    Args:
        path: A document, or a data set as zip or folder.
        profile: As for `read`.
        force_profile: As for `read`.

    Raises:
        SourceError: The source cannot be had.
        ReadError: It is nothing that can be read, or its bytes cannot be understood.
        InputError: The profile is one of another entity.
    """
    path = Path(path)
    if path.is_dir() and not ((path / "sub.txt").is_file() and (path / "num.txt").is_file()):
        raise SourceError("is a folder, and no filing", where=str(path), mend="name the document in it")
    context = Context(profile=None if profile is None else Path(profile), is_forced=force_profile)
    for found in read_source(path, context):
        yield ReadReport(**{field.name: getattr(found, field.name) for field in fields(Report)})


def query(text: str, data: Data = (), *, limits: Limits = DEFAULT_LIMITS) -> Answer:
    """Return the answer to a SPARQL SELECT, or to a question of the library by its name.

    Without GRAPH the query sees all named graphs, and the project's prefixes are known.

    Args:
        text: The query, or the name of a question such as `measure_tax_rate`.
        data: What is asked; see the module.
        limits: In time and memory, within which the query runs in a process of its own; `UNLIMITED` of
            `gaapgraph.sparql` runs it in this one.

    Returns:
        Units: as the query selects them; `gg:value` is in base units. Shape: `columns` in the order of the query, a
        tuple in `rows` for each solution; no row where nothing matches.

    Raises:
        InputError: The text is no SELECT, would ask another machine, or takes more than it may.
        NotFoundError: It is one word, and no question of the library.
    """
    from pyoxigraph import QuerySolutions

    from gaapgraph.graph import Dataset
    from gaapgraph.question import collect, find_question  # only who asks needs the library
    from gaapgraph.store import run_query

    if len(text.split()) == 1:
        text = find_question(text).text
    store = _gather(data)
    result = run_query(store, text, limits=limits)
    if not isinstance(result, QuerySolutions):
        raise InputError("is no SELECT", where="query", mend="ask a SELECT")
    return collect(result, Dataset(store))


def ask(question: str, data: Data = (), *, limits: Limits = DEFAULT_LIMITS, **parameters: object) -> Answer:
    """Return the answer to a question of the library for the parameters given.

    Args:
        question: Its name, such as `measure_tax_rate`; `gaapgraph ask --list` shows all.
        data: What is asked; see the module.
        limits: In time and memory, as for `query`.
        parameters: As the command takes them with `--param`, such as `period="2009-03-31"`; `all` leaves one open.

    Returns:
        Units: named by the columns, or base units. Shape: as for `query`.

    Raises:
        NotFoundError: There is no such question, or the data have nothing of that name.
        InputError: The question has no such parameter, or the value is not of its type.

    >>> ask("measure_tax_rate").columns[:2]
    ('entity', 'period')
    """
    from gaapgraph.graph import Dataset
    from gaapgraph.question import answer, bind_parameters, collect, find_question

    found, store = find_question(question), _gather(data)
    bound = bind_parameters(store, found, {name: str(value) for name, value in parameters.items()})
    rows = collect(answer(store, found, bound, limits=limits), Dataset(store))
    return replace(rows, question=found, issue=lambda: _make_receipt(store, found, bound, limits))


def _make_receipt(store: Store, question: Question, bound: Bound, limits: Limits) -> Receipt:
    from gaapgraph.receipt import make_receipt  # only who wants one needs the room

    return make_receipt(store, question, bound, limits=limits)


def verify(
    receipt: Receipt | str | Path, data: Data = (), *, engine: str = "rdflib", limits: Limits = CHECK_LIMITS
) -> Verification:
    """Recompute the receipt of an answer from its documents, and say what differs.

    Args:
        receipt: Of `Answer.receipt()`, or the file of `gaapgraph ask --receipt`.
        data: The documents, or graphs of them; see the module.
        engine: On which the query is asked again: `rdflib`, `oxigraph`, or the address of a SPARQL endpoint.
        limits: Of that query in time and memory, as for `check`.

    Returns:
        Shape: `differences` is empty where all is equal; then documents, facts, prints, formulas and rows agree.

    Raises:
        SourceError: The receipt or the data cannot be had.
        InputError: It is no receipt, or the engine does not answer.
    """
    from gaapgraph.receipt import Receipt, verify_receipt

    told = receipt if isinstance(receipt, Receipt) else Receipt.read(receipt)
    given = [Path(each) for each in _listed(data) if not isinstance(each, Report)]
    names = {document.file for document in told.body.documents}
    files = [each for path in given for each in ([path] if path.is_file() else path.rglob("*")) if each.name in names]
    return verify_receipt(told, _gather(data), engine=engine, files=files, limits=limits)


def check(
    data: Data = (),
    *,
    engine: str = "fast",
    timeout: float | None = None,
    shapes: Sequence[str | Path] = (),
    limits: Limits = CHECK_LIMITS,
) -> CheckReport:
    """Check data against the rules.

    Args:
        data: What is checked; see the module.
        engine: `fast` (shapes compiled to SPARQL) or `pyshacl`.
        timeout: Seconds that one rule may take.
        shapes: Files of shapes; without any, the shipped ones.
        limits: In time and memory, of the whole check, which runs in a process of its own; `UNLIMITED` of
            `gaapgraph.sparql` runs it in this one.

    Returns:
        Units: decimal strings in base units. Shape: `results` with violations first, then warnings, then infos, each
        group in document order; `conforms` is false where a violation is left.

    Raises:
        InputError: The data have no fact, the shapes cannot be used, or the check takes more than it may.
    """
    import pickle

    from gaapgraph.sparql import Kind, run_bounded
    from gaapgraph.validation.document_row import list_documents, require_facts
    from gaapgraph.validation.inspection import check_store

    store = _gather(data)
    require_facts(store, _name(data))
    files, kind = [Path(each) for each in shapes] or None, Kind("check", opens=True)
    packed = run_bounded(lambda: pickle.dumps(check_store(store, engine, timeout, files)), limits, "check", kind)
    found: CheckReport = pickle.loads(packed)
    found.documents.update(list_documents(store))
    return found


def explain(target: str, data: Data = (), *, document: str = "") -> tuple[Trace, ...]:
    """Return where a number comes from and what it is tied to.

    Args:
        target: A fact's IRI or key, or a place: `53`, `53:2` with a cell, `169@201` with an offset in prose, `t3:12:2`
            with table, row and cell; or the id of an element.
        data: In which it is looked for; see the module.
        document: Only the documents whose file name begins so.

    Returns:
        Shape: one trace for each fact that the place states, from left to right; at least one.

    Raises:
        NotFoundError: No figure stands there, or no fact has this name.
    """
    from gaapgraph.document.place import parse_place
    from gaapgraph.errors import NotFoundError
    from gaapgraph.graph import Dataset, find_fact, find_figures, trace

    dataset, place = Dataset(_gather(data)), parse_place(target)
    if place is None:
        return (trace(dataset, find_fact(dataset, target)),)
    figures = [each for each in find_figures(dataset, place) if dataset.file_name(each.report).startswith(document)]
    if not figures:
        raise NotFoundError("no figure stands there in such a document", where=document, mend="leave document out")
    return tuple(trace(dataset, fact) for fact in dict.fromkeys(each.fact.iri for each in figures))


def diff(before: Data, after: Data, *, with_results: bool = True, with_answers: bool = True) -> tuple[Comparison, ...]:
    """Return what differs between two reports, or two versions of one, and why.

    Args:
        before: The first data; see the module.
        after: The second.
        with_results: Run the rules on both.
        with_answers: Ask both the questions of the library.

    Returns:
        Shape: one comparison for each pair of reports that belong together; its `changes` are empty where both say
        the same.

    Raises:
        NotFoundError: One side has no report.
        InputError: No report of the one has anything to do with one of the other.
    """
    from gaapgraph.compare import compare_stores

    found = compare_stores(_gather(before), _gather(after), with_results=with_results, with_answers=with_answers)
    return tuple(found)


def report(data: Data = ()) -> str:
    """Return the statements as a person reads them, as one HTML page that needs no network.

    Args:
        data: What is shown; see the module. The texts of documents are found where they are given, or lie beside them.

    Returns:
        Shape: a whole HTML document; the same data give the same text.

    Raises:
        InputError: The data state no figure that is printed in a document.
    """
    from gaapgraph.page import list_texts
    from gaapgraph.page.page import build_page, render_page
    from gaapgraph.resource import instances

    paths = [Path(each) for each in _listed(data) if not isinstance(each, Report)]
    return render_page(build_page(_gather(data), list_texts(paths if _listed(data) else [instances()])))


def to_rdflib(report: Report, base: str = BASE) -> rdflib.Graph:
    """Return a report as an rdflib graph whose identifier is the report's IRI.

    One report is one named graph: `rdflib.Dataset().add_graph(graph)` keeps its name.
    """
    from gaapgraph.write.as_rdflib import build_graph  # rdflib is slow to import, and `build` has no use for it

    return build_graph(report, base)


def _listed(data: Data) -> list[str | Path | Report]:
    return [data] if isinstance(data, str | Path | Report) else list(data)


def _gather(data: Data) -> Store:
    return gather(_listed(data))


def _name(data: Data) -> str:
    return ", ".join(each.iri if isinstance(each, Report) else str(each) for each in _listed(data)) or "the instances"
