"""A question answered with its receipt."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions

from gaapgraph._version import __version__
from gaapgraph.document.place import format_place
from gaapgraph.graph import Dataset
from gaapgraph.question.run import answer, bind_text, shorten_cell
from gaapgraph.receipt.expression import Constant, Operation, Variable, write
from gaapgraph.receipt.lineage import Lineage, is_figure, read_term, same_term
from gaapgraph.receipt.receipt import (
    Receipt,
    ReceiptBody,
    ReceiptDocument,
    ReceiptFact,
    ReceiptFigure,
    ReceiptInput,
    ReceiptPlace,
    ReceiptRow,
)
from gaapgraph.resource import ontology
from gaapgraph.sparql import UNLIMITED
from gaapgraph.vocabulary import BASE, DCTERMS, GG, PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Literal, Store

    from gaapgraph.graph import Figure
    from gaapgraph.question.question import Question
    from gaapgraph.receipt.expression import Expression
    from gaapgraph.receipt.lineage import Term, Traced
    from gaapgraph.sparql import Limits

__all__ = ["list_documents", "make_receipt", "read_rows"]


def make_receipt(
    store: Store,
    question: Question,
    bound: Mapping[str, Sequence[NamedNode | Literal]] | None = None,
    *,
    limits: Limits = UNLIMITED,
) -> Receipt:
    """Answer a question and return, for each number of the answer, what stands behind it.

    Args:
        store: The data.
        question: Of the library.
        bound: Terms for its parameters, from `bind_parameters`.
        limits: In time and memory, for the answer itself.

    Raises:
        InputError: As for `answer`.
    """
    given = bound or {}
    text = bind_text(question.text, given)
    columns, rows = read_rows(answer(store, question, given, limits=limits))
    issuer = _Issuer(store, question, text)
    written = [issuer.write_row(row, columns) for row in rows]
    meanings = dict(question.returns)
    body = ReceiptBody(
        question=question.name,
        title=question.title,
        parameters={name: [str(term) for term in terms] for name, terms in given.items()},
        sparql=text,
        columns={name: meanings.get(name, "") for name in columns},
        versions=_list_versions(),
        documents=issuer.write_documents(),
        rows=written,
        facts=dict(sorted(issuer.facts.items())),
    )
    return Receipt.seal(body)


def read_rows(solutions: QuerySolutions) -> tuple[list[str], list[dict[str, Term]]]:
    """Return the columns of an answer and its rows, without what is not bound."""
    names = [variable.value for variable in solutions.variables]
    return names, [{name: row[name] for name in names if row[name] is not None} for row in solutions]


def list_documents(dataset: Dataset, reports: Iterable[str] | None = None) -> list[ReceiptDocument]:
    """Return the documents of some reports, or of all, by file and hash."""
    found = []
    for report in sorted(dataset.instances(GG.Report) if reports is None else set(reports)):
        node = dataset.node(report)
        for iri in node.texts(GG.document):
            document = dataset.node(iri)
            found.append(
                ReceiptDocument(
                    file=document.text(GG.fileName) or "",
                    sha256=document.text(GG.sha256) or "",
                    media_type=document.text(GG.mediaType) or "",
                    report=report,
                    issued=node.text(DCTERMS.issued) or "",
                    taxonomy_versions=sorted(node.texts(GG.taxonomyVersion)),
                )
            )
    return sorted(found, key=lambda each: (each.file, each.sha256))


class _Issuer:
    """Writes the rows of one answer, and gathers the facts that they rest on."""

    def __init__(self, store: Store, question: Question, text: str) -> None:
        self._store, self._dataset = store, Dataset(store)
        self._lineage = Lineage(text, self._ask)
        self._definitions = {column: _expand(name) for column, name in question.computes}
        self.facts: dict[str, ReceiptFact] = {}

    def _ask(self, text: str) -> Iterator[dict[str, Term]]:
        result = self._store.query(text, prefixes=PREFIXES)
        assert isinstance(result, QuerySolutions)
        yield from read_rows(result)[1]

    def write_row(self, row: dict[str, Term], columns: Sequence[str]) -> ReceiptRow:
        """Return a row with what stands behind its numbers."""
        return ReceiptRow(
            cells={name: str(row[name]) for name in columns if name in row},
            shown={name: shorten_cell(row[name], self._dataset) for name in columns if name in row},
            figures=[self._write_figure(row, name) for name in columns if is_figure(row.get(name))],
        )

    def write_documents(self) -> list[ReceiptDocument]:
        """Return the documents of the facts and reports that the rows rest on, or all where they name none."""
        reports = {fact.report for fact in self.facts.values()}
        reports |= self._lineage.resources & set(self._dataset.instances(GG.Report))
        return list_documents(self._dataset, reports or None)

    def _write_figure(self, row: dict[str, Term], name: str) -> ReceiptFigure:
        value = read_term(row[name])
        traced = self._lineage.trace(row, name)
        is_whole = traced is not None and bool(traced.sources) and same_term(traced.value, value)
        formula, inputs = self._write_formula(traced) if traced is not None and is_whole else ("", {})
        base = name.removesuffix("Low").removesuffix("High")
        definition = self._definitions.get(name, self._definitions.get(base, ""))
        return ReceiptFigure(column=name, value=f"{value:f}", formula=formula, definition=definition, inputs=inputs)

    def _write_formula(self, traced: Traced) -> tuple[str, dict[str, ReceiptInput]]:
        """Return the arithmetic over short names, and what they stand for."""
        names = {mark: f"f{number}" for number, mark in enumerate(traced.sources, 1)}
        inputs = {}
        for mark, source in traced.sources.items():
            value = source.value
            text = f"{value:f}" if not isinstance(value, (str, bool, type(None))) else str(value)
            fact = self._note_fact(source.subject)
            inputs[names[mark]] = ReceiptInput(
                resource=source.subject, property=source.predicate, fact=fact, value=text
            )
        return write(_rename(traced.expression, names)), inputs

    def _note_fact(self, iri: str) -> str | None:
        """Return the fact that a resource is or states, and keep it with its places."""
        if iri in self.facts:
            return iri
        figure = self._dataset.figure(iri)
        fact = figure.fact.iri if figure is not None else iri
        stated = self._dataset.fact(fact)
        if stated is None or GG.Fact not in self._dataset.node(fact).texts(RDF.type):
            return None
        if fact not in self.facts:
            self.facts[fact] = self._write_fact(fact)
        return fact

    def _write_fact(self, iri: str) -> ReceiptFact:
        dataset = self._dataset
        stated, node = dataset.fact(iri), dataset.node(iri)
        assert stated is not None
        low, high = (None, None) if stated.interval is None else stated.interval
        value = stated.value
        return ReceiptFact(
            key=stated.key,
            report=stated.report,
            concept=dataset.name(stated.about.concept),
            concept_iri=stated.about.concept,
            label=dataset.label(stated.about.concept),
            period=dataset.name(period) if (period := node.link(GG.period)) else "",
            unit=dataset.name(unit) if (unit := node.link(GG.unit)) else "",
            dimensions={dataset.name(axis): _name_member(dataset, member) for axis, member in stated.about.dimensions},
            value=None if value is None else f"{value:f}" if stated.number is not None else str(value),
            lower_bound=None if low is None else f"{low:f}",
            upper_bound=None if high is None else f"{high:f}",
            decimals=stated.decimals,
            approximate=stated.is_approximate,
            places=[
                self._write_place(figure) for figure in sorted(dataset.figures(fact=iri), key=lambda each: each.rank)
            ],
        )

    def _write_place(self, figure: Figure) -> ReceiptPlace:
        mapping = None if figure.mapping is None else self._dataset.node(figure.mapping)
        return ReceiptPlace(
            document=self._dataset.node(figure.document).text(GG.fileName) or "",
            place=format_place(figure.place),
            printed=figure.text,
            label=figure.label,
            head=figure.head,
            mapping=figure.mapping or "",
            confidence="" if mapping is None else mapping.text(GG.confidence) or "",
        )


def _name_member(dataset: Dataset, member: object) -> str:
    return dataset.name(member) if isinstance(member, str) else str(member)


def _rename(expression: Expression, names: Mapping[str, str]) -> Expression:
    if isinstance(expression, Variable):
        return Variable(names[expression.name])
    if isinstance(expression, Constant):
        return expression
    return Operation(expression.name, tuple(_rename(part, names) for part in expression.parts), expression.is_distinct)


def _expand(name: str) -> str:
    prefix, mark, local = name.partition(":")
    return f"{BASE}{prefix}/{local}" if mark else f"{BASE}derivation/{name}"


@cache
def _list_versions() -> dict[str, str]:
    """Return the versions of what answered."""
    found = {"gaapgraph": __version__, "pyoxigraph": pyoxigraph.__version__}
    for quad in pyoxigraph.parse(path=str(ontology() / "gaapgraph.ttl"), format=pyoxigraph.RdfFormat.TURTLE):
        if quad.predicate.value == "http://www.w3.org/2002/07/owl#versionIRI":
            found["ontology"] = str(getattr(quad.object, "value", ""))
    try:
        found["rdflib"] = version("rdflib")
    except PackageNotFoundError:
        found.pop("rdflib", None)
    return found
