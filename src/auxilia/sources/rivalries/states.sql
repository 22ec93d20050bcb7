WITH sides AS (
    SELECT 'td' AS list, ccode_1, ccode_2, year_from, year_to, _file, _row FROM t.td
    UNION ALL
    SELECT 'td', ccode_2, ccode_1, year_from, year_to, _file, _row FROM t.td
    UNION ALL
    SELECT 'tss', ccode_1, ccode_2, year_from, year_to, _file, _row FROM t.tss
    UNION ALL
    SELECT 'tss', ccode_2, ccode_1, year_from, year_to, _file, _row FROM t.tss
),
years AS (
    SELECT list, unnest(range(greatest(year_from, 1816), year_to + 1)) AS year, ccode_1, ccode_2, _file, _row
    FROM sides
),
meant AS (
    SELECT
        list, year, coalesce(x.meant, ccode_1::VARCHAR) AS a, coalesce(y.meant, ccode_2::VARCHAR) AS b, _file, _row
    FROM years
    LEFT JOIN lookup.changes AS x ON x.printed = ccode_1::VARCHAR AND year >= x.year_from::INTEGER
    LEFT JOIN lookup.changes AS y ON y.printed = ccode_2::VARCHAR AND year >= y.year_from::INTEGER
)
SELECT
    'rivalries:' || list || '_rivals' AS indicator,
    'cow' AS actor_scheme, a AS actor_ref, 'COW ' || a AS actor_text,
    year, count(DISTINCT b) AS value,
    any_value(_file) AS file,
    'row ' || string_agg(_row, ', ' ORDER BY _row::INTEGER) AS locator
FROM meant
GROUP BY list, a, year
