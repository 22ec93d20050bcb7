-- Regions and groups of states are no actors (lookups/aggregates.csv); places without an actor stay unresolved.
WITH printed AS (
    SELECT country, iso3, code, year, value, _file, _row FROM t.series
    UNION ALL
    SELECT country, iso3, 'NY.GDP.MKTP.KD', year, gdp, _file, _row FROM t.gdp_long
    UNION ALL
    SELECT country, iso3, 'NY.GDP.MKTP.PP.KD', year, gdp_ppp, _file, _row FROM t.gdp_long
    UNION ALL
    SELECT country, iso3, 'SP.POP.TOTL', year, population, _file, _row FROM t.population_long
),
told AS (
    SELECT
        indicator, 'iso3' AS scheme, iso3 AS ref, country AS printed, year,
        value * factor::DOUBLE AS value, _file, _row
    FROM printed
    JOIN lookup.codes USING (code)
    ANTI JOIN lookup.aggregates USING (country)
    UNION ALL
    SELECT short, 'gw', gw::VARCHAR, 'GW ' || gw, year, value, _file, _row
    FROM (UNPIVOT t.gdp_filled ON gdp_filled, gdp_capita_filled INTO NAME short VALUE value)
    UNION ALL
    SELECT 'population_filled', 'gw', gw::VARCHAR, 'GW ' || gw, year, thousands * 1000, _file, _row
    FROM t.population_filled
)
SELECT
    'worldbank:' || indicator AS indicator,
    scheme AS actor_scheme, ref AS actor_ref, printed AS actor_text,
    year, value,
    _file AS file, 'row ' || _row AS locator
FROM told
WHERE value IS NOT NULL
