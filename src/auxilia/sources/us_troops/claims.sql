-- Codes below 1000 are COW's; others name territories that only the makers number. Some codes are not those of the
-- host: 816 (the North) stands for South Vietnam to 1975, and bases in territories carry the sovereign's code.
WITH told AS (
    SELECT
        'hosts' AS facet, _file, _row, ccode, name, year, 'support' AS practice, 'troops' AS instrument,
        'observed' AS stage, 'troops' AS measure, troops::DOUBLE AS value, NULL AS price_basis, NULL AS note
    FROM t.hosts
    UNION ALL
    SELECT
        'bases', _file, _row, ccode, name, NULL, 'support', 'access', 'observed', 'presence', NULL, NULL,
        concat_ws('; ', base, CASE WHEN is_lilypad THEN 'lily pad' WHEN is_base THEN 'base' END,
            CASE WHEN is_funded THEN 'host site with US funding' END)
    FROM t.bases
    UNION ALL
    SELECT
        'construction', _file, _row, ccode, name, year, 'equip', 'construction', 'obligated', 'usd',
        usd_thousand * 1000, 'current', location
    FROM t.construction
)
SELECT
    facet || ':' || _row AS record_id,
    facet,
    _file AS file,
    'row ' || _row AS locator,
    'actor' AS provider_scheme, 'state:USA' AS provider_ref, 'United States' AS provider_text,
    CASE WHEN by_code THEN 'cow' ELSE 'name' END AS recipient_scheme,
    CASE WHEN by_code THEN ccode::VARCHAR ELSE name END AS recipient_ref,
    name AS recipient_text,
    practice, instrument, 'unknown' AS concession, stage,
    CASE WHEN year IS NULL THEN 'unknown' WHEN facet = 'construction' THEN 'fiscal_year' ELSE 'year' END
        AS date_precision,
    year,
    CASE facet WHEN 'construction' THEN year END AS fiscal_year,
    measure, value, price_basis,
    'confirmed' AS certainty,
    ccode IS DISTINCT FROM 2 AND NOT (facet = 'construction' AND ccode IS NULL) AS countable,
    CASE
        WHEN ccode = 2 THEN 'inside the provider''s own territory'
        WHEN facet = 'construction' AND ccode IS NULL THEN 'no host country is stated, or it is no state'
    END AS reason,
    false AS mutual,
    note
FROM (SELECT *, coalesce(ccode < 1000 AND facet <> 'bases' AND NOT (ccode = 816 AND year <= 1975), false) AS by_code
    FROM told)
