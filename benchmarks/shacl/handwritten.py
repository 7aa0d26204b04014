"""What somebody would write by hand to find the same faults: one set-based query each."""

from __future__ import annotations

PREFIXES = "PREFIX gg: <https://w3id.org/gaapgraph/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
CORE = [
    "SELECT ?f { ?f a gg:Fact FILTER NOT EXISTS { ?f gg:concept ?x } }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:concept ?x FILTER(!isIRI(?x)) }",
    "SELECT ?f { ?f a gg:Fact FILTER NOT EXISTS { ?f gg:entity ?x } }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:entity ?x FILTER NOT EXISTS { ?x a gg:Entity } }",
    "SELECT ?f { ?f a gg:Fact ; gg:period ?x, ?y FILTER(?x != ?y) }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:period ?x FILTER NOT EXISTS { ?x a ?c FILTER(?c IN (gg:Period, gg:Instant)) } }",
    "SELECT ?f { ?f a gg:Fact FILTER NOT EXISTS { ?f gg:unit ?x } }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:unit ?x FILTER NOT EXISTS { ?x a gg:Unit } }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:value ?x FILTER(datatype(?x) != xsd:decimal) }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:lowerBound ?x FILTER(datatype(?x) != xsd:decimal) }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:lowerBound ?x ; gg:upperBound ?y FILTER(?x > ?y) }",
    "SELECT ?f ?x { ?f a gg:Fact ; gg:dimensionCount ?x FILTER(?x < 0) }",
    'SELECT ?f ?x { ?f a gg:Fact ; gg:key ?x FILTER(!REGEX(STR(?x), "^[0-9a-f]{20}$")) }',
]
RULES = [
    """SELECT ?f ?low ?high ?sumLow ?sumHigh WHERE {
      { SELECT ?f ?low ?high (SUM(?weight * ?itemLow) AS ?sumLow) (SUM(?weight * ?itemHigh) AS ?sumHigh) WHERE {
          { SELECT ?f ?low ?high ?part ?weight ?entity ?period ?unit WHERE {
              ?f gg:concept ?total ; gg:entity ?entity ; gg:period ?period ; gg:unit ?unit ;
                gg:lowerBound ?low ; gg:upperBound ?high .
              ?arc gg:source ?total ; gg:target ?part ; gg:weight ?weight } }
          { SELECT ?part ?entity ?period ?unit ?itemLow ?itemHigh WHERE {
              ?item gg:concept ?part ; gg:entity ?entity ; gg:period ?period ; gg:unit ?unit ;
                gg:lowerBound ?itemLow ; gg:upperBound ?itemHigh } }
        } GROUP BY ?f ?low ?high }
      FILTER (?sumLow > ?high || ?sumHigh < ?low) }"""
]
