-- The tables that ontology/mappings/corpus.ttl maps, of some parts of a corpus; names in braces are lists of its files.
-- A report of which all is said in triples, since it was read row by row, has no rows of its own: its facts are {APART}.
-- {KIND} is TABLE for what is read time and again, VIEW for what one question reads. `statement` is there already.

CREATE OR REPLACE {KIND} fact AS
SELECT report || '/fact/' || key AS iri, report, concept, entity, '{BASE}period/' || period AS period,
    '{BASE}unit/' || unit AS unit, CAST(len(dimensions) AS BIGINT) AS dimension_count, line_item, key, value,
    lower_bound, upper_bound, CASE WHEN value IS NOT NULL THEN '{GG}unknown' END AS accuracy,
    CASE WHEN value IS NULL THEN true END AS is_nil
FROM read_parquet([{FACTS}]);

CREATE OR REPLACE {KIND} fact_dimension AS
SELECT report, fact, split_part(pair, ' ', 1)[2:-2] AS axis, split_part(pair, ' ', 2)[2:-2] AS member
FROM (SELECT report, report || '/fact/' || key AS fact, unnest(dimensions) AS pair FROM read_parquet([{FACTS}])
    WHERE len(dimensions) > 0);

CREATE OR REPLACE {KIND} fact_link AS
SELECT report, fact, later FROM link WHERE report IN (SELECT report FROM read_parquet([{FACTS}]));

CREATE OR REPLACE {KIND} occurrence AS
SELECT report, report || '/occurrence/' || line || '.' || column_number AS iri, report || '/fact/' || key AS fact,
    report || '/document' AS document, line, column_number, printed_text, head_label, label, in_primary_statement,
    value, lower_bound, upper_bound, CASE WHEN value IS NOT NULL THEN '{GG}unknown' END AS accuracy
FROM read_parquet([{OCCURRENCES}]);

CREATE OR REPLACE {KIND} arc AS
SELECT report, network || '/arc/' || name AS iri, network, source, target, place, preferred_label
FROM read_parquet([{ARCS}]);
