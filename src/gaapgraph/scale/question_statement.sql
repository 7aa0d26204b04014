-- What is said in triples, as questions read it: once for each graph that says it.

CREATE OR REPLACE VIEW statement AS
SELECT unnest(graphs) AS report, subject, predicate, object, type FROM read_parquet([{STATEMENTS}])
UNION ALL SELECT report, fact, '{GG}supersededBy', later, '' FROM link
    WHERE report IN (SELECT report FROM read_parquet([{APART}]));
