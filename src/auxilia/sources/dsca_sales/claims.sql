-- Sales and financing are told apart by single years only; the years before them are one sum, a spell. Spells start on
-- 1 January of their first fiscal year (which began in the July before), so that their years are those printed.
WITH periods AS (
    SELECT *,
        split_part(years, '-', 1)::INTEGER AS first_year,
        split_part(years, '-', -1)::INTEGER AS last_year
    FROM t.figures
    WHERE dollars IS NOT NULL
),
told AS (
    SELECT *,
        CASE
            WHEN first_year = last_year THEN 'year'
            WHEN last_year = max(last_year) OVER () THEN 'whole'
            ELSE 'before'
        END AS period
    FROM periods
)
SELECT
    country || ':' || line AS record_id,
    years AS facet,
    _file AS file,
    _row AS locator,
    'actor' AS provider_scheme, 'state:USA' AS provider_ref, 'United States' AS provider_text,
    'name' AS recipient_scheme, country AS recipient_ref, country AS recipient_text,
    practice, instrument, concession, 'agreed' AS stage,
    CASE WHEN period <> 'year' THEN make_date(first_year, 1, 1) END AS date_start,
    CASE WHEN period <> 'year' THEN make_date(last_year, 9, 30) END AS date_end,
    'fiscal_year' AS date_precision,
    CASE WHEN period = 'year' THEN first_year END AS year,
    CASE WHEN period = 'year' THEN first_year END AS fiscal_year,
    'usd' AS measure, dollars AS value, 'current' AS price_basis,
    programme_id,
    'confirmed' AS certainty,
    l.countable::BOOLEAN AND u.country IS NULL AS countable,
    coalesce(u.reason, l.reason) AS reason,
    false AS mutual,
    concat_ws('; ', line, 'footnote ' || footnote) AS note
FROM told
LEFT JOIN lookup.lines AS l USING (line, period)
LEFT JOIN lookup.umbrellas AS u USING (country)
