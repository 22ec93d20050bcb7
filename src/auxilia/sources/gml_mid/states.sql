WITH parties AS (
    SELECT
        ccode_1 AS ccode, year,
        count(DISTINCT dispute) AS mids,
        count(DISTINCT dispute) FILTER (is_onset) AS onsets,
        max(hostility_1) AS hostility,
        any_value(_file) AS _file,
        string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM t.dyads
    GROUP BY ccode_1, year
)
SELECT
    'gml_mid:' || short AS indicator,
    'cow' AS actor_scheme, ccode::VARCHAR AS actor_ref, 'COW ' || ccode AS actor_text,
    year, value,
    _file AS file, 'row ' || _row AS locator
FROM (UNPIVOT parties ON mids, onsets, hostility INTO NAME short VALUE value)
