-- From the rows of num and pre, and what their cells mean, to facts, their occurrences and line items.
-- Names in braces stand for IRIs of the vocabulary; every list of lines is N-Triples without the final point.

-- The concept that a row states, as the first row of its submission that names the IRI described it: pre before num.
CREATE OR REPLACE TABLE named AS
SELECT adsh, iri, arg_min(lines, place) AS lines FROM (
    SELECT p.adsh, c.iri, c.lines, p.row AS place FROM pre p JOIN submission s USING (adsh)
    JOIN concept c ON c.tag = p.tag AND c.version = p.version AND c.home = home_of(p.version, s.namespace)
    WHERE p.line <> ''
    UNION ALL
    SELECT n.adsh, c.iri, c.lines, n.row + 1000000000000 FROM num n JOIN submission s USING (adsh)
    JOIN concept c ON c.tag = n.tag AND c.version = n.version AND c.home = home_of(n.version, s.namespace)
) GROUP BY adsh, iri;

-- The printed label of a concept: of its first line that is not in parentheses, else of its last line.
CREATE OR REPLACE TABLE printed AS
SELECT p.adsh, c.iri, coalesce(arg_min(plabel, row) FILTER (inpth <> '1'), arg_max(plabel, row)) AS label,
    bool_or(inpth <> '1') AS is_primary
FROM pre p JOIN submission s USING (adsh)
JOIN concept c ON c.tag = p.tag AND c.version = p.version AND c.home = home_of(p.version, s.namespace)
WHERE p.line <> '' GROUP BY p.adsh, c.iri;

-- Submissions that the engine leaves to the reader of single rows: something in them is unusual.
CREATE OR REPLACE TABLE odd AS
SELECT DISTINCT s.position FROM num n JOIN submission s USING (adsh)
LEFT JOIN concept c ON c.tag = n.tag AND c.version = n.version AND c.home = home_of(n.version, s.namespace)
LEFT JOIN period p ON p.ddate = n.ddate AND p.qtrs = n.qtrs
LEFT JOIN segment g ON g.segments = n.segments AND g.coreg = n.coreg AND g.namespace = s.namespace
WHERE c.iri IS NULL OR p.slug IS NULL OR g.parts IS NULL OR NOT regexp_full_match(n.tag, '[A-Za-z0-9_.-]+')
    OR NOT regexp_full_match(n.value, '(-?[0-9]{1,20}(\.[0-9]{1,9})?)?')
    OR (c.is_duration AND NOT contains(p.slug, '/'))  -- a stub: a flow over less than half a quarter
UNION SELECT DISTINCT s.position FROM pre p JOIN submission s USING (adsh) WHERE p.line <> ''
    AND (NOT regexp_full_match(p.line, '[0-9]{1,9}') OR NOT regexp_full_match(p.report, '[0-9]{1,9}')
        OR NOT regexp_full_match(p.tag, '[A-Za-z0-9_.-]+'))
UNION SELECT DISTINCT s.position FROM pre p JOIN submission s USING (adsh) WHERE p.line <> ''
    GROUP BY s.position, p.report HAVING count(DISTINCT p.stmt) > 1 OR count(DISTINCT p.line) < count(*);

CREATE OR REPLACE TABLE stated AS
SELECT n.adsh, s.position, n.row, c.iri AS concept, s.entity, s.graph, p.slug AS period, p.term AS period_term,
    u.slug AS unit, u.term AS unit_term, u.is_fraction, u.lines AS unit_lines, g.parts, g.size, g.words, g.pairs,
    g.axes, g.lines AS segment_lines, n.value AS text, try_cast(nullif(n.value, '') AS DECIMAL(38, 10)) AS value,
    n.ddate || ' qtrs=' || n.qtrs || ' ' || n.uom AS head,
    left(sha256(c.iri || chr(31) || s.entity || chr(31) || p.slug || chr(31) || u.slug || g.parts
        || chr(31) || chr(31) || chr(31)), 20) AS key,
    '{BASE}line-item/' || left(sha256(c.iri || g.parts), 20) AS item
FROM num n JOIN submission s USING (adsh)
JOIN concept c ON c.tag = n.tag AND c.version = n.version AND c.home = home_of(n.version, s.namespace)
JOIN unit u ON u.uom = n.uom AND u.per_share = c.per_share
JOIN period p ON p.ddate = n.ddate AND p.qtrs = n.qtrs
JOIN segment g ON g.segments = n.segments AND g.coreg = n.coreg AND g.namespace = s.namespace
WHERE s.position NOT IN (SELECT position FROM odd);

CREATE OR REPLACE MACRO decimal_text(x) AS rtrim(rtrim(CAST(x AS VARCHAR), '0'), '.');
CREATE OR REPLACE MACRO final_zeros(x) AS CASE WHEN x = 0 THEN 0
    WHEN contains(decimal_text(x), '.') THEN strpos(decimal_text(x), '.') - length(decimal_text(x))
    ELSE length(decimal_text(x)) - length(rtrim(decimal_text(x), '0')) END;
CREATE OR REPLACE MACRO literal_text(x) AS
    '"' || replace(replace(replace(replace(replace(x, '\', '\\'), '"', '\"'), chr(10), '\n'), chr(13), '\r'),
    chr(9), '\t') || '"';

-- The power of ten to which a submission rounds its amounts in one unit.
CREATE OR REPLACE TABLE scale AS
SELECT adsh, unit, CASE WHEN all_of > 0 AND 100 * millions >= 95 * all_of THEN 6
    WHEN all_of > 0 AND 100 * thousands >= 95 * all_of THEN 3 ELSE 0 END AS scale
FROM (SELECT adsh, unit, count(*) FILTER (value <> 0) AS all_of,
    count(*) FILTER (value <> 0 AND final_zeros(value) >= 6) AS millions,
    count(*) FILTER (value <> 0 AND final_zeros(value) >= 3) AS thousands
    FROM stated GROUP BY adsh, unit);

CREATE OR REPLACE TABLE occurrence AS
SELECT t.*, CASE WHEN value IS NULL THEN NULL
    WHEN is_fraction THEN greatest(2, -final_zeros(value))
    WHEN value = 0 THEN -scale ELSE -least(scale, final_zeros(value)) END AS decimals,
    l.label, coalesce(l.is_primary, false) AS is_primary
FROM stated t JOIN scale USING (adsh, unit) LEFT JOIN printed l ON l.adsh = t.adsh AND l.iri = t.concept;

CREATE OR REPLACE TABLE fact AS
SELECT position, key, min(row) AS row, any_value(graph) AS graph, any_value(concept) AS concept,
    any_value(entity) AS entity, any_value(period) AS period, any_value(unit) AS unit, any_value(item) AS item,
    any_value(period_term) AS period_term, any_value(unit_term) AS unit_term, any_value(pairs) AS pairs,
    any_value(size) AS size, arg_min(value, row) AS value, arg_min(decimals, row) AS decimals
FROM occurrence GROUP BY position, key;

-- Half of the last digit that an accuracy of so many decimals leaves open (Calculations 1.1).
CREATE OR REPLACE TABLE half AS
SELECT d AS decimals, CASE WHEN d < 0 THEN CAST('5' || repeat('0', -d - 1) AS DECIMAL(38, 10))
    ELSE CAST('0.' || repeat('0', d) || '5' AS DECIMAL(38, 10)) END AS half
FROM (SELECT CAST(unnest(range(-6, 10)) AS INTEGER) AS d);

CREATE OR REPLACE MACRO amount(x) AS '"' || decimal_text(x) || '"^^<{XSD}decimal>';
CREATE OR REPLACE MACRO whole(x) AS '"' || x || '"^^<{XSD}integer>';
CREATE OR REPLACE MACRO said(subject, x, half) AS CASE WHEN x IS NULL THEN [] ELSE [
    subject || '{GG}value> ' || amount(x), subject || '{GG}accuracy> <{GG}unknown>',
    subject || '{GG}lowerBound> ' || amount(x - half), subject || '{GG}upperBound> ' || amount(x + half)] END;

CREATE OR REPLACE VIEW fact_lines AS
SELECT position, list_concat([
    subject || '{RDF}type> <{GG}Fact>', subject || '{GG}report> <' || graph || '>',
    subject || '{GG}concept> <' || concept || '>', subject || '{GG}entity> <' || entity || '>',
    subject || '{GG}period> ' || period_term, subject || '{GG}unit> ' || unit_term,
    subject || '{GG}dimensionCount> ' || whole(size), subject || '{GG}lineItem> <' || item || '>',
    subject || '{GG}key> "' || key || '"'],
    said(subject, value, half), CASE WHEN value IS NULL THEN [subject || '{GG}isNil> "true"^^<{XSD}boolean>'] ELSE [] END,
    list_transform(pairs, lambda pair: start || pair)) AS lines
FROM (SELECT *, '<' || graph || '/fact/' || key || '> ' AS start, start || '<' AS subject
    FROM fact LEFT JOIN half USING (decimals));

CREATE OR REPLACE VIEW occurrence_lines AS
SELECT position, list_concat([
    subject || '{RDF}type> <{GG}Occurrence>', subject || '{GG}fact> <' || graph || '/fact/' || key || '>',
    subject || '{GG}document> <' || graph || '/document>', subject || '{GG}line> ' || whole(row),
    subject || '{GG}column> ' || whole({COLUMN}), subject || '{GG}printedText> ' || literal_text(text),
    subject || '{GG}headLabel> ' || literal_text(head)],
    said(subject, value, half),
    CASE WHEN label <> '' THEN [subject || '{GG}label> ' || literal_text(label)] ELSE [] END,
    CASE WHEN is_primary THEN [subject || '{GG}inPrimaryStatement> "true"^^<{XSD}boolean>'] ELSE [] END) AS lines
FROM (SELECT *, '<' || graph || '/occurrence/' || row || '.{COLUMN}> <' AS subject
    FROM occurrence LEFT JOIN half USING (decimals));

-- Lines of the statements as arcs of a presentation network.
CREATE OR REPLACE VIEW arc AS
SELECT s.position, s.graph, w.iri AS network, '{BASE}line-item/' || left(sha256(w.root), 20) AS source, w.root,
    '{BASE}line-item/' || left(sha256(c.iri), 20) AS target, c.iri AS concept, TRY_CAST(p.line AS BIGINT) AS place,
    CASE WHEN p.negating = '1' THEN '{NEGATED}' ELSE '' END AS role,
    left(sha256(source || chr(31) || target || chr(31) || place || chr(31) || role), 20) AS name
FROM pre p JOIN submission s USING (adsh)
JOIN concept c ON c.tag = p.tag AND c.version = p.version AND c.home = home_of(p.version, s.namespace)
JOIN network w ON w.adsh = p.adsh AND w.report = TRY_CAST(p.report AS BIGINT)
WHERE p.line <> '' AND s.position NOT IN (SELECT position FROM odd);

CREATE OR REPLACE VIEW arc_lines AS
SELECT position, list_concat([
    subject || '{RDF}type> <{GG}Arc>', subject || '{GG}network> <' || network || '>',
    subject || '{GG}source> <' || source || '>', subject || '{GG}target> <' || target || '>',
    subject || '{GG}order> ' || whole(place)],
    CASE WHEN role <> '' THEN [subject || '{GG}preferredLabel> <' || role || '>'] ELSE [] END) AS lines
FROM (SELECT *, '<' || network || '/arc/' || name || '> <' AS subject FROM arc);

-- Every concept with the dimensions that facts give it, and without any.
CREATE OR REPLACE VIEW item_lines AS
SELECT position, list_concat([
    subject || '{RDF}type> <{GG}LineItem>', subject || '{GG}concept> <' || concept || '>',
    subject || '{GG}dimensionCount> ' || whole(size), subject || '{GG}dimensionKey> ' || literal_text(words)],
    list_transform(pairs, lambda pair: start || pair)) AS lines
FROM (SELECT *, '<{BASE}line-item/' || left(sha256(concept || parts), 20) || '> ' AS start, start || '<' AS subject
    FROM (SELECT DISTINCT position, concept, parts, size, words, pairs FROM stated WHERE size > 0
        UNION ALL SELECT DISTINCT position, concept, '', 0, '', [] FROM (
            SELECT position, concept FROM stated UNION SELECT position, concept FROM arc
            UNION SELECT position, root FROM arc)));

CREATE OR REPLACE VIEW shared_lines AS
SELECT DISTINCT position, unnest(lines) AS line FROM (
    SELECT s.position, n.lines FROM named n JOIN submission s USING (adsh) WHERE s.position NOT IN (SELECT position FROM odd)
    UNION ALL SELECT DISTINCT position, unit_lines FROM stated
    UNION ALL SELECT DISTINCT position, segment_lines FROM stated
    UNION ALL SELECT DISTINCT position, ['<' || root || '> <{RDF}type> <{GG}Concept>'] FROM arc
    UNION ALL SELECT position, lines FROM frame WHERE position NOT IN (SELECT position FROM odd));

CREATE OR REPLACE VIEW described AS
SELECT position, lines FROM fact_lines UNION ALL SELECT position, lines FROM occurrence_lines
UNION ALL SELECT position, lines FROM arc_lines UNION ALL SELECT position, lines FROM item_lines
UNION ALL SELECT position, [line] FROM shared_lines;

-- What goes into the files, each piece with the number of its quads and what they add to the checksum.
CREATE OR REPLACE TABLE piece AS
SELECT part, concat(replace(array_to_string(lines, chr(10)), chr(10), concat(tail, chr(10))), tail, chr(10)) AS text, len(lines) AS quads,
    list_sum(list_transform(lines, lambda line: md5_number_lower(concat(line, tail)))) AS checksum
FROM (SELECT part, lines, concat(' <', graph, '> .') AS tail FROM described JOIN placed USING (position));

-- The columns of facts/*.parquet, which docs/scale.md describes.
CREATE OR REPLACE VIEW fact_row AS
SELECT part, f.graph AS report, s.adsh AS accession, s.cik, f.entity, s.form, s.filed, f.concept, f.period, f.unit,
    list_sort(f.pairs) AS dimensions, f.key, f.value, decimal_text(f.value) AS lexical, f.decimals AS inferred_decimals,
    f.value - half AS lower_bound, f.value + half AS upper_bound, f.item AS line_item, f.row AS first_line
FROM fact f LEFT JOIN half USING (decimals) JOIN submission s USING (position) JOIN placed USING (position);

-- The columns of occurrences/*.parquet, arcs/*.parquet and statements/*.parquet.
CREATE OR REPLACE VIEW occurrence_row AS
SELECT part, graph AS report, key, row AS line, {COLUMN} AS column_number, text AS printed_text, head AS head_label,
    nullif(label, '') AS label, CASE WHEN is_primary THEN true END AS in_primary_statement, value,
    value - half AS lower_bound, value + half AS upper_bound
FROM occurrence LEFT JOIN half USING (decimals) JOIN placed USING (position, graph);

CREATE OR REPLACE VIEW arc_row AS
SELECT part, graph AS report, network, name, source, target, place, nullif(role, '') AS preferred_label
FROM arc JOIN placed USING (position, graph);

CREATE OR REPLACE MACRO unescaped(x) AS CASE WHEN contains(x, '\') THEN replace(replace(replace(replace(replace(replace(
    x, '\\', chr(1)), '\"', '"'), '\n', chr(10)), '\r', chr(13)), '\t', chr(9)), chr(1), '\') ELSE x END;

CREATE OR REPLACE VIEW statement_row AS
SELECT part, graphs, subject, predicate, CASE WHEN term[1] = '<' THEN term[2:-2] ELSE unescaped(cut[1]) END AS object,
    CASE WHEN term[1] = '<' THEN '' WHEN cut[2] = '' THEN '{XSD}string' WHEN cut[2][1] = '@' THEN cut[2]
    ELSE cut[2][4:-2] END AS type
FROM (SELECT part, graphs, subject[2:-2] AS subject, predicate[2:-2] AS predicate, term,
        CASE WHEN term[1] = '<' THEN [] ELSE regexp_extract_all(term, '^"(.*)"([^"]*)$', 1, 's')
            || regexp_extract_all(term, '^"(.*)"([^"]*)$', 2, 's') END AS cut
    FROM (SELECT part, graphs, split_part(line, ' ', 1) AS subject, split_part(line, ' ', 2) AS predicate,
            substr(line, length(subject) + length(predicate) + 3) AS term
        FROM (SELECT part, line, list(DISTINCT graph ORDER BY graph) AS graphs
            FROM (SELECT position, unnest(lines) AS line FROM item_lines
                UNION ALL SELECT position, line FROM shared_lines) JOIN placed USING (position)
            GROUP BY part, line)));
