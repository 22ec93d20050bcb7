-- Years before 1816, where the state system begins, stay in the raw tables.
WITH spells AS (
    SELECT 'td' AS list, ccode_1, ccode_2, year_from, year_to, _file, _row FROM t.td
    UNION ALL
    SELECT 'tss', ccode_1, ccode_2, year_from, year_to, _file, _row FROM t.tss
    UNION ALL
    SELECT 'tss_' || replace(kind, 'is_', ''), ccode_1, ccode_2, year_from, year_to, _file, _row
    FROM (
        UNPIVOT t.tss ON is_positional, is_spatial, is_ideological, is_interventionary
        INTO NAME kind VALUE is_so
    )
    WHERE is_so
),
years AS (
    SELECT list, unnest(range(greatest(year_from, 1816), year_to + 1)) AS year, ccode_1, ccode_2, _file, _row
    FROM spells
),
meant AS (
    SELECT
        list, year, coalesce(x.meant, ccode_1::VARCHAR) AS a, coalesce(y.meant, ccode_2::VARCHAR) AS b, _file, _row
    FROM years
    LEFT JOIN lookup.changes AS x ON x.printed = ccode_1::VARCHAR AND year >= x.year_from::INTEGER
    LEFT JOIN lookup.changes AS y ON y.printed = ccode_2::VARCHAR AND year >= y.year_from::INTEGER
)
-- Where a new rivalry of a pair begins in the year in which the old one ends, the year counts once.
SELECT
    'rivalries:' || list AS indicator, false AS directed,
    'cow' AS a_scheme, a AS a_ref, 'COW ' || a AS a_text,
    'cow' AS b_scheme, b AS b_ref, 'COW ' || b AS b_text,
    year, 1 AS value,
    any_value(_file) AS file,
    'row ' || string_agg(_row, ', ' ORDER BY _row::INTEGER) AS locator
FROM meant
GROUP BY list, a, b, year
