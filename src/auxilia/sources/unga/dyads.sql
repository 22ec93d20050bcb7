-- Agreement stands in the line of every state, for six others; pairs among the six stand twice and are told once.
WITH pairs AS (
    SELECT
        ccode AS a, name, replace(partner, 'with_', '')::BIGINT AS b, 1945 + session AS year, value, _file, _row
    FROM (
        UNPIVOT t.all_2024 ON with_2, with_365, with_140, with_710, with_750, with_666
        INTO NAME partner VALUE value
    )
    WHERE a <> b
)
SELECT
    'unga:agreement' AS indicator, false AS directed,
    'cow' AS a_scheme, a::VARCHAR AS a_ref, name AS a_text,
    'cow' AS b_scheme, b::VARCHAR AS b_ref, 'COW ' || b AS b_text,
    year, value,
    _file AS file, 'row ' || _row AS locator
FROM pairs
WHERE a NOT IN (2, 140, 365, 666, 710, 750) OR a < b
