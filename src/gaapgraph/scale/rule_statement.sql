-- What is said in triples, as rules read it: whatever graph says it, with what they know besides the reports.

CREATE OR REPLACE TABLE statement AS
SELECT subject, predicate, object, type FROM read_parquet([{STATEMENTS}])
UNION SELECT subject, predicate, object, type FROM knowledge
UNION ALL SELECT fact, '{GG}supersededBy', later, '' FROM link
    WHERE report IN (SELECT report FROM read_parquet([{APART}]));
