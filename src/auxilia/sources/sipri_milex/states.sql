WITH told AS (
    SELECT
        'sipri_milex:' || s.indicator AS indicator, country, f.year,
        CASE WHEN s.indicator IN ('milex_constant', 'milex_current') THEN figure * 1e6 ELSE figure END AS value,
        m.reason AS missing, _file, _row
    FROM t.figures AS f
    JOIN lookup.sheets AS s USING (sheet)
    LEFT JOIN lookup.marks AS m USING (mark)
    ANTI JOIN lookup.overlaps AS o
        ON o.country = f.country AND f.year BETWEEN o.year_from::INTEGER AND o.year_to::INTEGER
    WHERE figure IS NOT NULL OR m.existed::BOOLEAN
)
SELECT
    indicator,
    'name' AS actor_scheme, country AS actor_ref, country AS actor_text,
    year, value, missing,
    _file AS file, 'row ' || _row AS locator
FROM told
