"""The cases of `doctor`: each a query over the probe graph, the answers that SPARQL 1.1 allows, and what to do else."""

from __future__ import annotations

from gaapgraph.frozen_class import frozen

__all__ = ["CASES", "GRAPH", "OTHER", "PROBE", "Case"]

GRAPH = "urn:gaapgraph:doctor"
OTHER = "urn:gaapgraph:doctor:2"
_P = "urn:p:"
PROBE = f"""PREFIX p: <{_P}> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {{ GRAPH <{GRAPH}> {{
<urn:s:1> p:decimal 123456789012345678.5 ; p:amount 69730730000.0 ; p:integer 7 ; p:truth true ;
  p:date "2009-03-31"^^xsd:date ; p:month "--03-31"^^xsd:gMonthDay ;
  p:text "a \\"quoted\\" \\\\ back\\nline" ; p:label "Revenues"@en-US , "売上高"@ja ;
  p:empty "" ; p:next <urn:s:2> ; p:iri <https://w3id.org/gaapgraph/period/2008-04-01/2009-03-31> .
<urn:s:2> p:integer 2 ; p:next <urn:s:3> .
<urn:s:3> p:integer 3 .
}} GRAPH <{OTHER}> {{ <urn:s:1> p:integer 7 . <urn:s:9> p:integer 9 }} }}"""


@frozen(kw_only=True)
class Case:
    """One thing that stores differ in.

    Attributes:
        name: In a few words.
        allowed: Answers that the standard allows, as `show_rows` writes them.
        severity: `defect` where answers about reports may be wrong for it, else `note`.
        setting: What to set, load or write where the store does otherwise.
        update: Run before the query, or nothing.
    """

    name: str
    query: str
    allowed: tuple[str, ...]
    severity: str
    setting: str
    update: str = ""


def _in_graph(select: str, pattern: str, end: str = "") -> str:
    return f"PREFIX p: <{_P}> SELECT {select} {{ GRAPH <{GRAPH}> {{ {pattern} }} }} {end}"


CASES = (
    Case(
        name="large decimals",
        query=_in_graph("?x", "<urn:s:1> p:decimal ?x"),
        allowed=("x=123456789012345678.5^^decimal",),
        severity="defect",
        setting="amounts lose digits: keep them below 15 digits, or take another store",
    ),
    Case(
        name="decimals without a fraction",
        query=_in_graph("(?x = 69730730000 AS ?same)", "<urn:s:1> p:amount ?x"),
        allowed=("same=true^^boolean", "same=1^^boolean", "same=1^^integer"),
        severity="defect",
        setting="compare amounts by value, never by their text",
    ),
    Case(
        name="sums of decimals",
        query="SELECT (SUM(?x) AS ?s) { VALUES ?x { 0.1 0.2 } }",
        allowed=("s=0.3^^decimal", "s=0.30^^decimal"),
        severity="defect",
        setting="sums are made in floating point: round them to the digits of the facts",
    ),
    Case(
        name="division of whole numbers",
        query="SELECT (1 / 2 AS ?x) {}",
        allowed=("x=0.5^^decimal",),
        severity="defect",
        setting="write xsd:decimal(?x) / ?y; the questions of the library do",
    ),
    Case(
        name="quotes, backslashes and line ends",
        query=_in_graph("?x", "<urn:s:1> p:text ?x"),
        allowed=('x=a "quoted" \\ back\nline',),
        severity="defect",
        setting="load N-Triples or N-Quads, in which nothing else is escaped",
    ),
    Case(
        name="dates",
        query=_in_graph('(?x < "2009-04-01"^^<http://www.w3.org/2001/XMLSchema#date> AS ?b)', "<urn:s:1> p:date ?x"),
        allowed=("b=true^^boolean", "b=1^^boolean", "b=1^^integer"),
        severity="defect",
        setting="compare STR(?date): ISO dates sort as text",
    ),
    Case(
        name="days of a month (gMonthDay)",
        query=_in_graph("?x", "<urn:s:1> p:month ?x"),
        allowed=("x=--03-31^^gMonthDay",),
        severity="note",
        setting="read fiscal year ends from the profile instead",
    ),
    Case(
        name="truth values",
        query=_in_graph("(STR(?x) AS ?t)", "<urn:s:1> p:truth ?x"),
        allowed=("t=true",),
        severity="note",
        setting='booleans come back as 1 and 0: write FILTER (?x), not STR(?x) = "true"',
    ),
    Case(
        name="languages",
        query=_in_graph("(COUNT(*) AS ?n)", '<urn:s:1> p:label ?x FILTER (LANGMATCHES(LANG(?x), "en"))'),
        allowed=("n=1^^integer",),
        severity="note",
        setting="compare LCASE(LANG(?x))",
    ),
    Case(
        name="empty texts",
        query=_in_graph("?x", "<urn:s:1> p:empty ?x"),
        allowed=("x=",),
        severity="note",
        setting="an empty text is lost or unbound: test with BOUND",
    ),
    Case(
        name="slashes in IRIs",
        query=_in_graph("?x", "<urn:s:1> p:iri ?x"),
        allowed=("x=https://w3id.org/gaapgraph/period/2008-04-01/2009-03-31",),
        severity="defect",
        setting="load N-Quads instead of TriG or Turtle",
    ),
    Case(
        name="the default graph",
        query=f"PREFIX p: <{_P}> SELECT (COUNT(*) AS ?n) {{ <urn:s:9> p:integer ?x }}",
        allowed=("n=1^^integer",),
        severity="note",
        setting="the default graph is not the union of the named ones: write GRAPH ?report { … }, as the questions do",
    ),
    Case(
        name="triples that two graphs share",
        query=f"PREFIX p: <{_P}> SELECT (COUNT(*) AS ?n) {{ <urn:s:1> p:integer ?x }}",
        allowed=("n=1^^integer", "n=0^^integer"),
        severity="note",
        setting="a triple of two graphs counts twice in their union: write GRAPH ?report { … }, or DISTINCT",
    ),
    Case(
        name="aggregates over nothing",
        query=_in_graph("(COUNT(*) AS ?n) (SUM(?x) AS ?s)", "?y p:nothing ?x"),
        allowed=("n=0^^integer s=0^^integer", "n=0^^integer s=0^^int"),
        severity="defect",
        setting="count first, and take a sum of nothing for nothing",
    ),
    Case(
        name="comparisons with what is unbound",
        query="SELECT (COUNT(*) AS ?n) { VALUES (?x ?y) { (1 UNDEF) } FILTER (?x = ?y || ?x != ?y) }",
        allowed=("n=0^^integer",),
        severity="defect",
        setting="write BOUND(?x) && before a comparison; the questions of the library do",
    ),
    Case(
        name="groups by what may be unbound",
        query=_in_graph(
            "?n (COUNT(*) AS ?c)", "?s p:integer ?x OPTIONAL { ?s p:next ?o BIND (1 AS ?n) }", "GROUP BY ?n ORDER BY ?n"
        ),
        allowed=("c=1^^integer | c=2^^integer n=1^^integer",),
        severity="defect",
        setting="group in a SELECT of its own by what is always bound",
    ),
    Case(
        name="paths",
        query=_in_graph("(COUNT(*) AS ?n)", "<urn:s:1> p:next+ ?x"),
        allowed=("n=2^^integer",),
        severity="defect",
        setting="write the steps of a path out",
    ),
    Case(
        name="filters beside MINUS",
        query=_in_graph("(COUNT(*) AS ?n)", "?s p:integer ?x MINUS { ?s p:next ?o } FILTER (?x > 2)"),
        allowed=("n=1^^integer",),
        severity="defect",
        setting="put what stands before MINUS, with its FILTER, in braces of its own",
    ),
    Case(
        name="values at the end of a query",
        query=_in_graph("?x", "?s p:integer ?x", "VALUES ?s { <urn:s:2> }"),
        allowed=("x=2^^integer",),
        severity="defect",
        setting="parameters are bound with VALUES after the last brace: put them in the pattern instead",
    ),
    Case(
        name="expressions that build on each other",
        query="SELECT ?x6 { VALUES ?x0 { 1.0 } "
        + " ".join(f"BIND (IF(BOUND(?x{n}), IF(?x{n} > 0, ?x{n} + 1, ?x{n} - 1), 0) AS ?x{n + 1})" for n in range(6))
        + " }",
        allowed=("x6=7^^decimal", "x6=7.0^^decimal"),
        severity="note",
        setting="measure_net_debt and measure_leverage do not run here: ask them of gaapgraph serve",
    ),
    Case(
        name="a graph replaced by an update",
        query=f"SELECT ?x {{ GRAPH <{OTHER}> {{ ?s ?p ?x }} }}",
        allowed=("x=1^^integer",),
        severity="defect",
        setting="replace graphs by the Graph Store Protocol",
        update=f"CLEAR GRAPH <{OTHER}> ; INSERT DATA {{ GRAPH <{OTHER}> {{ <urn:s:9> <urn:p:integer> 1 }} }}",
    ),
)
