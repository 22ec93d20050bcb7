-- Dyad-years are printed in both directions, which agree: what has no direction is told once.
WITH told AS (
    SELECT 'gml_mid:mid' AS indicator, false AS directed, *, 1 AS value FROM t.dyads
    UNION ALL
    SELECT 'gml_mid:onset', false, *, is_onset::INTEGER FROM t.dyads
    UNION ALL
    SELECT 'gml_mid:hostility_dyad', false, *, hostility FROM t.dyads
    UNION ALL
    SELECT 'gml_mid:fatality', false, *, fatality FROM t.dyads
    UNION ALL
    SELECT 'gml_mid:hostility_to', true, *, hostility_1 FROM t.dyads
)
SELECT
    indicator, directed,
    'cow' AS a_scheme, ccode_1::VARCHAR AS a_ref, 'COW ' || ccode_1 AS a_text,
    'cow' AS b_scheme, ccode_2::VARCHAR AS b_ref, 'COW ' || ccode_2 AS b_text,
    year, value,
    _file AS file, 'row ' || _row AS locator
FROM told
WHERE directed OR ccode_1 < ccode_2
