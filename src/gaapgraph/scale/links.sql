-- Which facts later filings of the same entity supersede: another value than rounding explains, or a better accuracy.

CREATE OR REPLACE TABLE point AS
SELECT report, entity, key, lexical, lower_bound, upper_bound, coalesce(filed, newest) AS day
FROM read_parquet('{FACTS}')
JOIN (SELECT report, max(try_cast(period AS DATE)) AS newest FROM read_parquet('{FACTS}') GROUP BY report) USING (report)
WHERE entity IN (SELECT entity FROM read_parquet('{FACTS}') GROUP BY entity HAVING count(DISTINCT report) > 1);

CREATE OR REPLACE VIEW link_line AS
SELECT '<' || a.report || '/fact/' || a.key || '> <{GG}supersededBy> <' || b.report || '/fact/' || b.key || '> <'
    || a.report || '> .' AS line
FROM point a JOIN point b USING (entity, key)
WHERE b.day > a.day AND CASE WHEN a.lower_bound IS NULL OR b.lower_bound IS NULL
    THEN coalesce(a.lexical, '') <> coalesce(b.lexical, '')
    ELSE b.lower_bound > a.upper_bound OR b.upper_bound < a.lower_bound
        OR b.upper_bound - b.lower_bound < a.upper_bound - a.lower_bound END;
