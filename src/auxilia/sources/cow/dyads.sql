-- In a year of change two codes stand for one actor: the old code's line then counts for the new one, and
-- gives way where the new one has a line of its own.
WITH changes AS (
    SELECT year::INTEGER AS year, ended::BIGINT AS ended, began::BIGINT AS began FROM lookup.changes
),
contiguity AS (
    SELECT
        coalesce(x.began, ccode_1) AS a, coalesce(y.began, ccode_2) AS b, c.year, type, _file, _row
    FROM t.contiguity AS c
    LEFT JOIN changes AS x ON x.ended = ccode_1 AND x.year = c.year
    LEFT JOIN changes AS y ON y.ended = ccode_2 AND y.year = c.year
    -- Where the kind changed within the year both are printed: the closest one stands.
    QUALIFY row_number() OVER (
        PARTITION BY a, b, c.year ORDER BY x.began IS NOT NULL OR y.began IS NOT NULL, type
    ) = 1
),
disputes AS (
    SELECT
        coalesce(x.began, ccode_1) AS a, coalesce(y.began, ccode_2) AS b, d.year,
        is_onset, hostility, hostility_1, fatality, _file, _row
    FROM t.disputes AS d
    LEFT JOIN changes AS x ON x.ended = ccode_1 AND x.year = d.year
    LEFT JOIN changes AS y ON y.ended = ccode_2 AND y.year = d.year
    QUALIFY row_number() OVER (PARTITION BY a, b, d.year ORDER BY x.began IS NOT NULL OR y.began IS NOT NULL) = 1
),
-- Contiguity and disputes are printed in both directions, which agree: a pair without direction is told once.
told AS (
    SELECT 'cow:contiguity' AS indicator, false AS directed, a, b, year, type::DOUBLE AS value, _file, _row
    FROM contiguity WHERE a < b
    UNION ALL
    SELECT 'cow:land_border', false, a, b, year, 1, _file, _row FROM contiguity WHERE a < b AND type = 1
    UNION ALL
    SELECT 'cow:mid', false, a, b, year, 1, _file, _row FROM disputes WHERE a < b
    UNION ALL
    SELECT 'cow:mid_onset', false, a, b, year, is_onset::INTEGER, _file, _row FROM disputes WHERE a < b
    UNION ALL
    SELECT 'cow:mid_hostility_dyad', false, a, b, year, hostility, _file, _row FROM disputes WHERE a < b
    UNION ALL
    SELECT 'cow:mid_fatality', false, a, b, year, fatality, _file, _row FROM disputes WHERE a < b
    UNION ALL
    SELECT 'cow:mid_hostility_to', true, a, b, year, hostility_1, _file, _row FROM disputes
    UNION ALL
    SELECT 'cow:mindist', false, ccode_1, ccode_2, year, km, _file, _row FROM t.distances
    UNION ALL
    SELECT 'cow:igos', false, ccode_1, ccode_2, year, organisations, _file, _row FROM t.organisations
)
SELECT
    indicator, directed,
    'cow' AS a_scheme, a::VARCHAR AS a_ref, 'COW ' || a AS a_text,
    'cow' AS b_scheme, b::VARCHAR AS b_ref, 'COW ' || b AS b_text,
    year, value,
    _file AS file, 'row ' || _row AS locator
FROM told
