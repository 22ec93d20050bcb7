-- In a year of change two codes stand for one actor: the line of the united state counts.
WITH scores AS (
    FROM t.scores ANTI JOIN lookup.overlaps AS o ON o.code::BIGINT = scores.code AND o.year::INTEGER = scores.year
),
told AS (
    -- The published mean and standard deviation give 95 % of the estimates, which are near normal.
    SELECT
        'theta' AS short, code, country, year, theta AS value,
        theta - 1.96 * theta_sd AS low, theta + 1.96 * theta_sd AS high, _file, _row
    FROM scores
    UNION ALL
    -- Where no killing is known the file leaves the best estimate empty and prints 0 as the low one.
    SELECT
        'killing', code, country, year,
        CASE WHEN killing_best IS NULL AND killing_low = 0 THEN 0 ELSE killing_best END,
        killing_low, coalesce(killing_high, killing_low), _file, _row
    FROM scores
    WHERE killing_low IS NOT NULL
    UNION ALL
    SELECT short, code, country, year, value, NULL, NULL, _file, _row FROM (
        UNPIVOT scores ON disap, kill, polpris, tort INTO NAME short VALUE value
    )
)
SELECT
    'hrps:' || short AS indicator,
    'cow' AS actor_scheme, code::VARCHAR AS actor_ref, country AS actor_text,
    year, value, low AS value_low, high AS value_high,
    _file AS file, 'row ' || _row AS locator
FROM told
