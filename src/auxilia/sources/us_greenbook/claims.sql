-- Every military account must stand in the lookup: the left join leaves an empty practice, which the contract refuses.
WITH told AS (
    SELECT o.*, a.practice, a.instrument, a.concession, a.programme_id,
        md5(concat_ws('|', fiscal_year, recipient, category, agency, account, usd, usd_2020)) AS content
    FROM t.obligations AS o
    LEFT JOIN lookup.accounts AS a USING (category, account)
    WHERE category = 'Military' OR a.account IS NOT NULL
),
numbered AS (
    SELECT *, content || '#' || row_number() OVER (PARTITION BY content ORDER BY _row::BIGINT) AS record_id
    FROM told
),
valued AS (
    SELECT *, 'current' AS price_basis, usd AS value FROM numbered
    UNION ALL
    SELECT *, 'constant_2020', usd_2020 FROM numbered
)
SELECT
    record_id,
    price_basis AS facet,
    _file AS file,
    'row ' || _row AS locator,
    'actor' AS provider_scheme, 'state:USA' AS provider_ref, 'United States' AS provider_text,
    'name' AS recipient_scheme, recipient AS recipient_ref, recipient AS recipient_text,
    practice, instrument, concession, 'obligated' AS stage,
    'fiscal_year' AS date_precision,
    floor(fiscal_year)::INTEGER AS year,
    floor(fiscal_year)::INTEGER AS fiscal_year,
    'usd' AS measure, value, price_basis,
    programme_id,
    'confirmed' AS certainty,
    true AS countable,
    false AS mutual,
    concat_ws('; ', account, CASE WHEN fiscal_year > floor(fiscal_year) THEN 'transition quarter' END) AS note
FROM valued
