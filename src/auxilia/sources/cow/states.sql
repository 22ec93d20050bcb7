-- In a year of change two codes stand for one actor: the old code's line then counts for the new one, and
-- gives way where the new one has a line of its own.
WITH changes AS (
    SELECT year::INTEGER AS year, ended::BIGINT AS ended, began::BIGINT AS began FROM lookup.changes
),
capabilities AS (
    SELECT
        coalesce(began, ccode) AS ccode, c.year, _file, _row, cinc, milper, irst, pec, tpop, upop,
        -- Pounds up to 1913 and dollars since are two quantities.
        CASE WHEN c.year < 1914 THEN milex END AS milex_gbp,
        CASE WHEN c.year >= 1914 THEN milex END AS milex
    FROM t.capabilities AS c
    LEFT JOIN changes AS h ON h.ended = c.ccode AND h.year = c.year
    QUALIFY row_number() OVER (PARTITION BY coalesce(began, ccode), c.year ORDER BY began IS NOT NULL) = 1
),
measured AS (
    FROM capabilities
    UNPIVOT INCLUDE NULLS (value FOR short IN (cinc, milper, irst, pec, tpop, upop, milex_gbp, milex))
),
parties AS (
    SELECT
        coalesce(began, ccode_1) AS ccode, d.year,
        count(DISTINCT dispute) AS mids,
        count(DISTINCT dispute) FILTER (is_onset) AS mid_onsets,
        max(hostility_1) AS mid_hostility,
        any_value(_file) AS _file,
        string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM t.disputes AS d
    LEFT JOIN changes AS h ON h.ended = d.ccode_1 AND h.year = d.year
    GROUP BY ALL
),
told AS (
    SELECT
        'cow:' || short AS indicator, ccode, year, value,
        CASE WHEN value IS NULL THEN 'not known' END AS missing, _file, _row
    FROM measured
    WHERE NOT (short = 'milex_gbp' AND year >= 1914) AND NOT (short = 'milex' AND year < 1914)
    UNION ALL
    SELECT 'cow:major', ccode, y.year, 1, NULL, any_value(_file), string_agg(_row, ', ' ORDER BY _row::INTEGER)
    FROM t.majors, LATERAL (SELECT unnest(range(start_year, end_year + 1)) AS year) AS y
    GROUP BY ccode, y.year
    UNION ALL
    SELECT 'cow:' || short, ccode, year, value, NULL, _file, _row
    FROM (UNPIVOT parties ON mids, mid_onsets, mid_hostility INTO NAME short VALUE value)
)
SELECT
    indicator,
    'cow' AS actor_scheme, ccode::VARCHAR AS actor_ref, 'COW ' || ccode AS actor_text,
    year, value, missing,
    _file AS file, 'row ' || _row AS locator
FROM told
