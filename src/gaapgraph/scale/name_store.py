"""What the things of a corpus are called, in a small store: for what a person names, and for what is shown to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Store

from gaapgraph.plan.typed_column import quote
from gaapgraph.scale.arrow_table import create_list
from gaapgraph.scale.table_store import as_object
from gaapgraph.vocabulary import BASE, GG, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gaapgraph.question.question import Question
    from gaapgraph.scale.corpus_tables import CorpusTables

__all__ = ["load_named", "load_names"]

_HOME = NamedNode(f"{BASE}corpus")  # the graph of all that is in such a store
_CALLED = (RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.notation)
# what is said of things that a parameter of a type names, besides what they are called
_SAID = {
    "entity": (GG.entity, GG.identifier),
    "party": (GG.identifier,),
    "period": (GG.date, GG.startDate, GG.endDate),
    "term": (GG.category, GG.relationshipRole, GG.outcome, GG.comparability),
}
_USED = {"entity": "entity", "period": "period", "concept": "concept"}  # by facts, in a column of this name


def load_names(tables: CorpusTables, question: Question, given: Mapping[str, str]) -> Store:
    """Return what the things are called that parameters of a question name, each with a fact that uses it.

    Args:
        tables: Those of the whole corpus.
        question: Whose parameters are meant.
        given: Their values as a person writes them.
    """
    store = Store()
    asked = [(one.type, given.get(one.name) or one.default) for one in question.parameters]
    kinds = {kind for kind, value in asked if value}
    predicates = {iri for kind in kinds & {*_SAID, "concept", "member"} for iri in (*_CALLED, *_SAID.get(kind, ()))}
    if predicates:
        listed = ", ".join(quote(iri) for iri in sorted(predicates))
        _extend(store, tables, f"predicate IN ({listed})")
    for kind in kinds & _USED.keys():
        rows = tables.connection.execute(f"SELECT DISTINCT {_USED[kind]} FROM fact").fetchall()
        store.extend(
            Quad(NamedNode(f"{BASE}corpus/{kind}"), NamedNode(GG.iri + kind), NamedNode(iri), _HOME) for (iri,) in rows
        )
    for fact in (value for kind, value in asked if kind == "fact" and value):
        _add_facts(store, tables, f"iri = {quote(fact)} OR key = {quote(fact)}")
    return store


def load_named(tables: CorpusTables, iris: Iterable[str]) -> Store:
    """Return what a corpus says of some things: of facts their key, of others all."""
    store = Store()
    create_list(tables.connection, "named", iris)
    _extend(store, tables, "subject IN (SELECT iri FROM named)")
    _add_facts(store, tables, "iri IN (SELECT iri FROM named)")
    return store


def _add_facts(store: Store, tables: CorpusTables, condition: str) -> None:
    for iri, key in tables.connection.execute(f"SELECT iri, key FROM fact WHERE {condition}").fetchall():
        store.add(Quad(NamedNode(iri), NamedNode(RDF.type), NamedNode(GG.Fact), _HOME))
        store.add(Quad(NamedNode(iri), NamedNode(GG.key), Literal(key), _HOME))


def _extend(store: Store, tables: CorpusTables, condition: str) -> None:
    rows = tables.connection.execute(
        f"SELECT DISTINCT subject, predicate, object, type FROM statement WHERE {condition}"
    ).fetchall()
    store.extend(
        Quad(NamedNode(subject), NamedNode(predicate), as_object(text, kind), _HOME)
        for subject, predicate, text, kind in rows
    )
