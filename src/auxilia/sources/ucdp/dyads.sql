-- Who fights whom, and whose troops fight beside or against a government as a secondary party.
WITH wars AS (
    SELECT trim(unnest(split(gwno_a, ','))) AS a, gwno_b, year, intensity, _file, _row
    FROM t.dyads JOIN lookup.kind AS k ON k.type = t.dyads.type::VARCHAR
    WHERE kind = 'interstate'
),
pairs AS (
    SELECT a, trim(unnest(split(gwno_b, ','))) AS b, year, intensity, _file, _row FROM wars
),
sides AS (
    SELECT conflict_id, year, gwno_a AS own, gwno_a_2nd AS friends, gwno_b_2nd AS foes, _file, _row FROM t.conflicts
    UNION ALL
    SELECT conflict_id, year, gwno_b, gwno_b_2nd, gwno_a_2nd, _file, _row FROM t.conflicts
),
governments AS (
    SELECT * EXCLUDE (own), trim(unnest(split(own, ','))) AS government FROM sides
),
troops AS (
    SELECT
        'ucdp:fights_beside' AS indicator, trim(unnest(split(friends, ','))) AS a, government AS b,
        year, conflict_id, _file, _row
    FROM governments
    UNION ALL
    SELECT 'ucdp:fights_against', trim(unnest(split(foes, ','))), government, year, conflict_id, _file, _row
    FROM governments
),
told AS (
    SELECT
        'ucdp:interstate' AS indicator, false AS directed, least(a, b) AS a, greatest(a, b) AS b, year,
        max(intensity) AS value, any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM pairs GROUP BY ALL
    UNION ALL
    SELECT
        indicator, true, a, b, year, count(DISTINCT conflict_id),
        any_value(_file), string_agg(_row, ', ' ORDER BY _row::INTEGER)
    FROM troops GROUP BY ALL
)
SELECT
    indicator, directed,
    'gw' AS a_scheme, a AS a_ref, 'GW ' || a AS a_text,
    'gw' AS b_scheme, b AS b_ref, 'GW ' || b AS b_text,
    year, value, _file AS file, 'row ' || _row AS locator
FROM told
