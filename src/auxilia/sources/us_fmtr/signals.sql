-- Programmes that no phrase of lookups/programmes.csv holds, the most frequent first.
SELECT
    'trainings' AS "table",
    'training:program' AS "column",
    printf('programme ''%s'' stands under no phrase of lookups/programmes.csv (%d lines)', program, count(*)) AS message
FROM t.trainings
WHERE NOT EXISTS (
    FROM lookup.programmes
    WHERE contains(' ' || regexp_replace(upper(program), '[^A-Z0-9]+', ' ', 'g') || ' ', ' ' || phrase || ' ')
)
GROUP BY program
ORDER BY count(*) DESC, program
