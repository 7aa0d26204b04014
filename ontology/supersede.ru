#+ summary: Links each fact to those of later filings that supersede it.
#+ description: >-
#+   Two facts of one point (gg:key) in graphs of two reports: the earlier one is superseded where the later value differs
#+   by more than rounding explains, or is more accurate. A report without a day of issue is as old as its newest
#+   balance. The link is put into the graph of the earlier report. To be run once all reports of an entity are loaded;
#+   running it again changes nothing.
#+ source: gg:key, dcterms:issued, gg:lowerBound, gg:upperBound
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gg: <https://w3id.org/gaapgraph/ns#>

INSERT { GRAPH ?earlier { ?fact gg:supersededBy ?later } }
WHERE {
  {
    SELECT ?earlier ?newer WHERE {
      GRAPH ?earlier { ?earlier a gg:Report ; gg:entity ?entity }
      GRAPH ?newer { ?newer a gg:Report ; gg:entity ?entity }
      OPTIONAL { GRAPH ?earlier { ?earlier dcterms:issued ?issued } }
      OPTIONAL { GRAPH ?newer { ?newer dcterms:issued ?newerIssued } }
      OPTIONAL {
        SELECT ?earlier (MAX(?balanceDay) AS ?balance) WHERE {
          GRAPH ?earlier { ?anyFact gg:report ?earlier ; gg:period ?anyPeriod . ?anyPeriod gg:date ?balanceDay }
        } GROUP BY ?earlier
      }
      OPTIONAL {
        SELECT ?newer (MAX(?newerBalanceDay) AS ?newerBalance) WHERE {
          GRAPH ?newer { ?otherFact gg:report ?newer ; gg:period ?otherPeriod . ?otherPeriod gg:date ?newerBalanceDay }
        } GROUP BY ?newer
      }
      FILTER (?earlier != ?newer && COALESCE(?issued, ?balance) < COALESCE(?newerIssued, ?newerBalance))
    }
  }
  GRAPH ?earlier { ?fact a gg:Fact ; gg:report ?earlier ; gg:key ?key }
  GRAPH ?newer { ?later a gg:Fact ; gg:report ?newer ; gg:key ?key }
  OPTIONAL { GRAPH ?earlier { ?fact gg:value ?value } }
  OPTIONAL { GRAPH ?newer { ?later gg:value ?laterValue } }
  OPTIONAL { GRAPH ?earlier { ?fact gg:lowerBound ?low ; gg:upperBound ?high } }
  OPTIONAL { GRAPH ?newer { ?later gg:lowerBound ?laterLow ; gg:upperBound ?laterHigh } }
  FILTER (
    IF(BOUND(?low) && BOUND(?laterLow),
      ?laterLow > ?high || ?laterHigh < ?low || ?laterHigh - ?laterLow < ?high - ?low,
      IF(BOUND(?value) && BOUND(?laterValue), STR(?value) != STR(?laterValue), BOUND(?value) || BOUND(?laterValue))))
}
