#+ summary: Brings graphs that were loaded under version 0.1 in line with 0.2.
#+ description: >-
#+   A growth or change of an amount is dated to the period that grew, which was in gg:currentPeriod; its key follows.
#+   gg:currentPeriod goes. Computed outcomes are called movements, and those of totals of the group or without a driver
#+   are deleted. Runs in any store; running it again changes nothing. The IRIs of facts stay as they were.
#+ source: gg:currentPeriod, gg:comparativePeriod, gg:key, gg:basis
PREFIX gg: <https://w3id.org/gaapgraph/ns#>
PREFIX outcome: <https://w3id.org/gaapgraph/scheme/outcome/>

DELETE { GRAPH ?graph { ?fact gg:period ?old ; gg:key ?oldKey } }
INSERT { GRAPH ?graph { ?fact gg:period ?grew ; gg:key ?key } }
WHERE {
  GRAPH ?graph {
    ?fact gg:comparativePeriod ?before ; gg:currentPeriod ?grew ; gg:period ?old ; gg:key ?oldKey ;
      gg:concept ?concept ; gg:entity ?entity ; gg:unit ?unit ; gg:lineItem ?item .
    ?grew gg:startDate ?start ; gg:endDate ?end .
    ?before gg:startDate ?beforeStart ; gg:endDate ?beforeEnd .
    ?item gg:dimensionKey ?dimensions .
    OPTIONAL { ?fact gg:event ?event }
  }
  FILTER (?grew != ?old)
  BIND ("\u001F" AS ?mark)
  BIND (REPLACE(?dimensions, "([a-z-]+/|ns#)(\\w+)=([a-z-]+/|ns#)(\\w+)",
    "https://w3id.org/gaapgraph/$1$2=https://w3id.org/gaapgraph/$3$4") AS ?pairs)
  BIND (SUBSTR(SHA256(CONCAT(STR(?concept), ?mark, STR(?entity), ?mark, STR(?start), "/", STR(?end), ?mark,
    STRAFTER(STR(?unit), "/unit/"), ?mark, IF(?pairs = "", "", CONCAT(REPLACE(?pairs, ";", ?mark), ?mark)),
    "vs ", STR(?beforeStart), "/", STR(?beforeEnd), ?mark, ?mark, COALESCE(STR(?event), ""))), 1, 20) AS ?key)
} ;

DELETE { GRAPH ?graph { ?fact gg:currentPeriod ?current } }
WHERE { GRAPH ?graph { ?fact gg:currentPeriod ?current } } ;

DELETE { GRAPH ?graph { ?result ?property ?value } }
WHERE {
  GRAPH ?graph { ?result gg:basis "computed" ; gg:outcome ?became ; gg:exposure ?exposure ; ?property ?value }
  FILTER (?became IN (outcome:realised, outcome:opposite, outcome:notRealised, outcome:reversed))
  FILTER NOT EXISTS {
    GRAPH ?earlier { ?exposure gg:driver ?driver ; gg:basis "stated" ; gg:lineItem ?item }
    FILTER NOT EXISTS { GRAPH ?later { ?arc gg:source ?item ; gg:weight ?weight . ?item gg:dimensionCount 0 } }
  }
} ;

DELETE { GRAPH ?graph { ?result gg:outcome ?became } }
INSERT { GRAPH ?graph { ?result gg:outcome ?moved } }
WHERE {
  GRAPH ?graph { ?result gg:basis "computed" ; gg:outcome ?became }
  VALUES (?became ?moved) {
    (outcome:realised outcome:movedAsFeared) (outcome:opposite outcome:movedAgainst)
    (outcome:notRealised outcome:unmoved) (outcome:reversed outcome:turned)
  }
}
