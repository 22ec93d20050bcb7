-- Three scores, one a publisher of reports. A printed score counts, whatever the status beside it says; years
-- before a publisher's first score are not its years.
WITH scores AS (
    FROM t.scores AS s
    ANTI JOIN lookup.overlaps AS o
        ON o.country = s.country AND s.year BETWEEN o.year_from::INTEGER AND o.year_to::INTEGER
),
told AS (
    SELECT
        short, country, year, score, status, _file, _row,
        min(year) FILTER (score IS NOT NULL) OVER (PARTITION BY short) AS first_year
    FROM scores UNPIVOT INCLUDE NULLS (
        (score, status) FOR short IN (
            (amnesty, amnesty_status) AS 'amnesty', (state, state_status) AS 'state', (hrw, hrw_status) AS 'hrw'
        )
    )
)
SELECT
    'pts:' || short AS indicator,
    'name' AS actor_scheme, country AS actor_ref, country AS actor_text,
    year, score AS value,
    CASE WHEN score IS NULL THEN reason END AS missing,
    _file AS file, 'row ' || _row AS locator
FROM told JOIN lookup.status AS s ON s.status = told.status::VARCHAR
WHERE score IS NOT NULL OR (existed::BOOLEAN AND year >= first_year)
