-- Which bindings of rules hold, by tables; `settlement.py` names the parts, and what stands in braces.

-- numbers: what each print shows, by its own IRI and by that of its fact where no other print states that
CREATE OR REPLACE TEMP TABLE shown AS {PRINTS};
CREATE OR REPLACE TEMP TABLE number AS
SELECT print AS iri, any_value(report) AS report, any_value(value) AS amount, any_value(lower) AS low,
    any_value(upper) AS high FROM shown GROUP BY print HAVING count(*) = 1
UNION ALL SELECT fact, any_value(report), any_value(value), any_value(lower), any_value(upper)
    FROM shown GROUP BY fact HAVING count(*) = 1;
DROP TABLE shown;
-- Whether intervals surely meet, the second that of a quotient: with a margin for what floating numbers leave out.
CREATE OR REPLACE MACRO is_within_quotient(lower_end, upper_end, a, b, c, d) AS (
    SELECT lower_end <= most - margin AND least_of + margin <= upper_end FROM (
        SELECT least_of, most, 1e-9 * (abs(least_of) + abs(most)) + 1e-15 AS margin FROM (
            SELECT least(x / z, x / w, y / z, y / w) AS least_of, greatest(x / z, x / w, y / z, y / w) AS most
            FROM (SELECT CAST(a AS DOUBLE) AS x, CAST(b AS DOUBLE) AS y, CAST(c AS DOUBLE) AS z, CAST(d AS DOUBLE) AS w))))
-- end

-- bindings: the operands of a rule, and of each group of them whether it holds
CREATE OR REPLACE TEMP TABLE operand_{NUMBER} AS
SELECT *, row_number() OVER () AS row_number FROM ({ROWS});
CREATE OR REPLACE TEMP TABLE group_{NUMBER} AS
SELECT this, value, binding, row_number() OVER () AS group_number FROM operand_{NUMBER} GROUP BY this, value, binding;
CREATE OR REPLACE TEMP TABLE operand_{NUMBER} AS
SELECT o.*, group_number FROM operand_{NUMBER} o JOIN group_{NUMBER} g
    ON o.this = g.this AND o.value IS NOT DISTINCT FROM g.value AND o.binding IS NOT DISTINCT FROM g.binding;

-- Ends of the interval that operands make, in the engine's numbers, which are exact for sums of some few below 10^20.
CREATE OR REPLACE TEMP TABLE binding_{NUMBER} AS
SELECT group_number, code, family, r.report, coalesce(is_plain AND items > 0 AND r.iri IS NOT NULL AND CASE
    WHEN formula = {QUOTIENT} AND divisors > 0 THEN below_low > 0 AND is_within_quotient(
        r.low, r.high, above_low, above_high, below_low, below_high)
    WHEN divisors > 0 THEN false
    WHEN formula = {LIMIT} THEN r.low <= above_high
    WHEN formula = {REPETITION} THEN r.high - r.low = above_high - above_low AND r.amount = expected
    WHEN formula IN ({SUM}, {DIFFERENCE}, {EQUALITY}, {QUOTIENT}) THEN r.low <= above_high AND above_low <= r.high
        AND (formula <> {SUM} OR items = 1 OR r.amount = expected OR finest < r.high - r.low)
    ELSE false END, false) AS is_held
FROM (
    SELECT group_number, any_value(code) AS code, any_value(family) AS family,
        coalesce(any_value(operand) FILTER (role = 'reported'), any_value(reported), any_value(o.value)) AS reported,
        coalesce(any_value(formula), {FORMULA}) AS formula,
        bool_and(coalesce(n.iri IS NOT NULL AND role IS NOT NULL AND NOT is_changed AND factor IS NOT NULL
            AND greatest(abs(n.low), abs(n.high)) < 100000000000000000000, false))
            AND count(DISTINCT code) < 2 AND count(DISTINCT family) < 2 AND count(DISTINCT formula) < 2
            AND count(DISTINCT reported) < 2 AND count(*) FILTER (role = 'reported') < 2
            AND count(code) IN (0, count(*)) AND count(formula) IN (0, count(*)) AND count(family) IN (0, count(*))
            AND count(reported) IN (0, count(*)) AND count(needed) IN (0, count(*)) AND count(DISTINCT needed) < 2
            AND coalesce(any_value(needed) = CAST(count(*) FILTER (required IS DISTINCT FROM 'false') AS VARCHAR), true)
            AS is_plain,
        count(*) FILTER (role <> 'reported') AS items, count(*) FILTER (role = 'denominator') AS divisors,
        sum(factor * n.amount) FILTER (role NOT IN ('reported', 'denominator')) AS expected,
        sum(CASE factor WHEN 1 THEN n.low ELSE -n.high END) FILTER (role NOT IN ('reported', 'denominator')) AS above_low,
        sum(CASE factor WHEN 1 THEN n.high ELSE -n.low END) FILTER (role NOT IN ('reported', 'denominator')) AS above_high,
        sum(CASE factor WHEN 1 THEN n.low ELSE -n.high END) FILTER (role = 'denominator') AS below_low,
        sum(CASE factor WHEN 1 THEN n.high ELSE -n.low END) FILTER (role = 'denominator') AS below_high,
        min(n.high - n.low) FILTER (role <> 'reported') AS finest
    FROM (SELECT *, CASE coalesce(weight, 1) WHEN 1 THEN 1 WHEN -1 THEN -1 END AS factor FROM operand_{NUMBER}) o
        LEFT JOIN number n ON n.iri = operand
    GROUP BY group_number) LEFT JOIN number r ON r.iri = reported
-- end
