-- The same distances are told by COW code in the source cow. Told here is what is missing there: pairs with a
-- state that COW did not count on 1 January, which is when distances are taken.
WITH shared AS (
    SELECT DISTINCT now.gwcode, now.year
    FROM t.crosswalk AS now
    JOIN t.crosswalk AS before ON before.gwcode = now.gwcode AND before.year = now.year - 1
    WHERE now.ccode IS NOT NULL AND before.ccode IS NOT NULL
)
SELECT
    'gw:mindist' AS indicator, false AS directed,
    'gw' AS a_scheme, gwcode_1::VARCHAR AS a_ref, 'GW ' || gwcode_1 AS a_text,
    'gw' AS b_scheme, gwcode_2::VARCHAR AS b_ref, 'GW ' || gwcode_2 AS b_text,
    d.year, km AS value,
    _file AS file, 'row ' || _row AS locator
FROM t.distances AS d
LEFT JOIN shared AS a ON a.gwcode = gwcode_1 AND a.year = d.year
LEFT JOIN shared AS b ON b.gwcode = gwcode_2 AND b.year = d.year
WHERE a.gwcode IS NULL OR b.gwcode IS NULL
