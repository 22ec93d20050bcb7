-- Two releases, never mixed in one indicator: indices with bounds to 2024, indicators without them to 2021.
WITH told AS (
    SELECT short, country, gw, year, value, low, high, _file, _row FROM (
        UNPIVOT (
            FROM t.indices
            ANTI JOIN lookup.overlaps AS o ON o.country = indices.country AND o.year::INTEGER = indices.year
        )
        ON
            (polyarchy, polyarchy_low, polyarchy_high) AS polyarchy,
            (libdem, libdem_low, libdem_high) AS libdem,
            (partipdem, partipdem_low, partipdem_high) AS partipdem,
            (delibdem, delibdem_low, delibdem_high) AS delibdem,
            (egaldem, egaldem_low, egaldem_high) AS egaldem
        INTO NAME short VALUE value, low, high
    )
    UNION ALL
    SELECT short, 'GW ' || gw, gw, year, value, NULL, NULL, _file, _row FROM (
        UNPIVOT t.indicators ON COLUMNS(* EXCLUDE (gw, year, _file, _row)) INTO NAME short VALUE value
    )
)
SELECT
    'vdem:' || short AS indicator,
    CASE WHEN gw IS NULL THEN 'name' ELSE 'gw' END AS actor_scheme,
    coalesce(gw::VARCHAR, country) AS actor_ref,
    country AS actor_text,
    year, value, low AS value_low, high AS value_high,
    _file AS file, 'row ' || _row AS locator
FROM told
WHERE value IS NOT NULL
