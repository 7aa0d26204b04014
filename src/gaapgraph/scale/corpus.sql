-- The tables that ontology/mappings/corpus.ttl maps, of one partition of a corpus; names in braces are lists of its files.
-- A report of which all is said in triples, since it was read row by row, has no rows of its own.

CREATE OR REPLACE TABLE statement AS
SELECT subject, predicate, object, type FROM read_parquet([{STATEMENTS}])
UNION SELECT subject, predicate, object, type FROM knowledge;

CREATE OR REPLACE TEMP TABLE apart AS
SELECT DISTINCT named.object AS report FROM statement named JOIN statement typed USING (subject)
WHERE named.predicate = '{GG}report' AND typed.predicate = '{RDF}type' AND typed.object = '{GG}Fact';

CREATE OR REPLACE TABLE fact AS
SELECT report || '/fact/' || key AS iri, report, concept, entity, '{BASE}period/' || period AS period,
    '{BASE}unit/' || unit AS unit, CAST(len(dimensions) AS BIGINT) AS dimension_count, line_item, key, value,
    lower_bound, upper_bound, CASE WHEN value IS NOT NULL THEN '{GG}unknown' END AS accuracy,
    CASE WHEN value IS NULL THEN true END AS is_nil
FROM read_parquet([{FACTS}]) WHERE report NOT IN (SELECT report FROM apart);

CREATE OR REPLACE TABLE fact_dimension AS
SELECT fact, split_part(pair, ' ', 1)[2:-2] AS axis, split_part(pair, ' ', 2)[2:-2] AS member
FROM (SELECT report || '/fact/' || key AS fact, unnest(dimensions) AS pair FROM read_parquet([{FACTS}])
    WHERE len(dimensions) > 0 AND report NOT IN (SELECT report FROM apart));

CREATE OR REPLACE TABLE fact_link AS
SELECT fact, later FROM link WHERE fact IN (SELECT iri FROM fact);

INSERT INTO statement SELECT fact, '{GG}supersededBy', later, '' FROM link
WHERE fact IN (SELECT subject FROM statement WHERE predicate = '{RDF}type' AND object = '{GG}Fact');

CREATE OR REPLACE TABLE occurrence AS
SELECT report || '/occurrence/' || line || '.' || column_number AS iri, report || '/fact/' || key AS fact,
    report || '/document' AS document, line, column_number, printed_text, head_label, label, in_primary_statement,
    value, lower_bound, upper_bound, CASE WHEN value IS NOT NULL THEN '{GG}unknown' END AS accuracy
FROM read_parquet([{OCCURRENCES}]);

CREATE OR REPLACE TABLE arc AS
SELECT network || '/arc/' || name AS iri, network, source, target, place, preferred_label
FROM read_parquet([{ARCS}]);
