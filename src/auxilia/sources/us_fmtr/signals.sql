-- Programmes that no phrase of lookups/programmes.csv holds, the most frequent first.
WITH programmes AS MATERIALIZED (
    SELECT program, n, ' ' || regexp_replace(upper(program), '[^A-Z0-9]+', ' ', 'g') || ' ' AS plain
    FROM (SELECT program, count(*) AS n FROM t.trainings GROUP BY program)
)
SELECT
    'trainings' AS "table",
    'training:program' AS "column",
    printf('programme ''%s'' stands under no phrase of lookups/programmes.csv (%d lines)', program, n) AS message
FROM programmes
WHERE NOT EXISTS (FROM lookup.programmes WHERE contains(plain, ' ' || phrase || ' '))
ORDER BY n DESC, program
