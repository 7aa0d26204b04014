"""Whole queries over two tables and a table of triples have the rows that a store has of the same triples."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from gaapgraph.plan.pattern_plan import Patterns
from gaapgraph.plan.query_plan import Planner
from gaapgraph.plan.source_table import Profile, SourceTable
from gaapgraph.plan.typed_column import MACROS, Kind
from gaapgraph.vocabulary import RDF, XSD

duckdb = pytest.importorskip("duckdb")

EX = "https://example.org/"
FACTS = [("f1", "c1", 10), ("f2", "c1", 10), ("f3", "c2", None)]
PRINTS = [("p1", "f1", 10), ("p2", "f1", 11), ("p3", "f3", None), ("p4", "x1", 4)]
TRIPLES = [("c1", "label", "cash"), ("c2", "label", "debt"), ("x1", "amount", 5), ("x1", "amount", 6)]


def make_tables():
    def table(name, columns):
        mapped = {f"{EX}{key}": value for key, value in columns.items()}
        return SourceTable(table=name, subject="iri", graph="graph", type_iri=f"{EX}{name}", columns=mapped)

    amount = {"amount": ("amount", Kind.integer, "")}
    return [
        table("fact", {"concept": ("concept", Kind.iri, "")} | amount),
        table("print", {"of": ("fact", Kind.iri, "")} | amount),
    ]


@pytest.fixture(scope="module")
def planned():
    connection = duckdb.connect()
    for macro in MACROS:
        connection.execute(macro)
    connection.execute("CREATE TABLE fact (iri VARCHAR, concept VARCHAR, amount BIGINT, graph VARCHAR)")
    connection.execute("CREATE TABLE print (iri VARCHAR, fact VARCHAR, amount BIGINT, graph VARCHAR)")
    connection.execute("CREATE TABLE statement (subject VARCHAR, predicate VARCHAR, object VARCHAR, type VARCHAR)")
    for iri, concept, amount in FACTS:
        connection.execute("INSERT INTO fact VALUES (?, ?, ?, '')", [EX + iri, EX + concept, amount])
    for iri, fact, amount in PRINTS:
        connection.execute("INSERT INTO print VALUES (?, ?, ?, '')", [EX + iri, EX + fact, amount])
    for subject, name, value in TRIPLES:
        kind = XSD.string if isinstance(value, str) else XSD.integer
        connection.execute("INSERT INTO statement VALUES (?, ?, ?, ?)", [EX + subject, EX + name, str(value), kind])
    types = {f"{EX}label": frozenset([XSD.string]), f"{EX}amount": frozenset([XSD.integer])}
    profile = Profile(types=types, places={}, classes=dict.fromkeys(types, frozenset([""])))
    return connection, Planner(Patterns(make_tables(), profile))


@pytest.fixture(scope="module")
def store():
    store, node = Store(), lambda name: NamedNode(EX + name)

    def add(subject, name, value):
        if value is not None:
            term = node(value) if isinstance(value, str) and name != "label" else Literal(value)
            store.add(Quad(node(subject), node(name), term))

    for kind, name, rows in (("fact", "concept", FACTS), ("print", "of", PRINTS)):
        for iri, other, amount in rows:
            store.add(Quad(node(iri), NamedNode(RDF.type), node(kind)))
            add(iri, name, other)
            add(iri, "amount", amount)
    for triple in TRIPLES:
        add(*triple)
    return store


@pytest.mark.parametrize(
    ("pattern", "rows"),
    [
        # a table has one row for each subject: nothing has two amounts in it, and what stands in triples may
        ("?s a ex:fact . FILTER (EXISTS { SELECT ?s { ?s ex:amount ?a } GROUP BY ?s HAVING (COUNT(?a) >= 1) })", 2),
        ("?s a ex:fact . FILTER (EXISTS { SELECT ?s { ?s ex:amount ?a } GROUP BY ?s HAVING (COUNT(?a) >= 2) })", 0),
        ("?o ex:of ?s . FILTER (EXISTS { SELECT ?s { ?s ex:amount ?a } GROUP BY ?s HAVING (COUNT(?a) >= 2) })", 1),
        ("?s ex:amount ?b . { SELECT ?s (COUNT(?a) AS ?n) { ?s ex:amount ?a } GROUP BY ?s }", 7),
        # the ?s of an inner SELECT that does not hand it out is another one
        ("?s a ex:fact . { SELECT (COUNT(?s) AS ?n) { ?s a ex:print } }", 3),
        ("?s a ex:fact . FILTER (EXISTS { SELECT ?o { ?o ex:of ?f . ?s a ex:print } })", 3),
        ("?s a ex:print . { SELECT ?s { ?s ex:amount ?a } ORDER BY ?s LIMIT 2 }", 0),
        # what cannot be the subject around is left out, but for an OPTIONAL, which would bind it and then not fit
        ("?s a ex:fact . { ?s ex:of ?f } UNION { ?s ex:concept ?f }", 3),
        ("?s a ex:fact . { ?c ex:label ?l . OPTIONAL { ?s ex:of ?f } }", 0),
        ("?c ex:label ?l . OPTIONAL { ?s a ex:fact ; ex:concept ?c } OPTIONAL { ?s ex:of ?f }", 3),
        ("?s a ex:fact . OPTIONAL { ?s ex:of ?f }", 3),
        ("?s a ex:fact . MINUS { ?s ex:amount ?a }", 1),
        ("?s a ex:print . FILTER NOT EXISTS { ?s ex:of/ex:amount ?a }", 1),
        # texts that pack values, and are cut once a row of the table that they stand in
        (
            "?s a ex:fact ; ex:concept ?c . { SELECT ?c (MIN(CONCAT(STR(?n), ' ', STR(?f), ' .')) AS ?pick) "
            "{ ?f ex:concept ?c ; ex:amount ?n } GROUP BY ?c } "
            "BIND (STRAFTER(?pick, ' ') AS ?p1) BIND (STRBEFORE(?p1, ' ') AS ?v) BIND (STRBEFORE(?v, ' ') AS ?none)",
            2,
        ),
        ("?s a ex:print OPTIONAL { ?s ex:amount ?a } BIND (CONCAT('n', STR(?a)) AS ?t)", 4),
        (
            "{ SELECT ?c (GROUP_CONCAT(?l; separator='|') AS ?all) { ?f ex:concept ?c . ?c ex:label ?l } GROUP BY ?c }",
            2,
        ),
        (
            "{ SELECT ?c (GROUP_CONCAT(STR(?a); separator='|') AS ?all) "
            "{ ?f ex:concept ?c . OPTIONAL { ?f ex:amount ?a } } GROUP BY ?c }",
            2,
        ),
    ],
)
def test_a_subject_is_of_one_table(planned, store, pattern, rows):
    connection, planner = planned
    query = f"PREFIX ex: <{EX}> SELECT * {{ {pattern} }}"
    relation = planner.plan(query)
    found = [] if relation.is_empty else connection.execute(relation.sql).fetchall()
    names = [*relation.columns]
    wanted = [tuple(None if one[name] is None else one[name].value for name in names) for one in store.query(query)]
    assert len(wanted) == rows
    assert sorted(map(repr, wanted)) == sorted(
        repr(tuple(None if cell is None else str(cell) for cell in row)) for row in found
    )
