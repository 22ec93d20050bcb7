-- Month 1 is January 1980. A year counts when all its months are there.
WITH counted AS (
    SELECT
        gw, 1980 + (month - 1) // 12 AS year, count(*) AS months,
        sum(state_based) AS state_based, sum(nonstate) AS nonstate, sum(one_sided) AS one_sided,
        any_value(_file) AS _file, min(_row::INTEGER) || ' to ' || max(_row::INTEGER) AS _row
    FROM t.months GROUP BY ALL
)
SELECT
    'views:' || short AS indicator,
    'gw' AS actor_scheme, gw::VARCHAR AS actor_ref, 'GW ' || gw AS actor_text,
    year,
    CASE WHEN months = 12 THEN value END AS value,
    CASE WHEN months < 12 THEN months || ' of 12 months' END AS missing,
    _file AS file, 'rows ' || _row AS locator
FROM (UNPIVOT counted ON state_based, nonstate, one_sided INTO NAME short VALUE value)
