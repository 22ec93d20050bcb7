-- lookups/accounts.csv lists every account of the file, and says which of them help a security force.
WITH told AS (
    SELECT o.*, a.practice, a.instrument, a.concession, a.programme_id,
        md5(concat_ws('|', fiscal_year, recipient, category, agency, account, usd, usd_2020)) AS content
    FROM t.obligations AS o
    JOIN lookup.accounts AS a USING (category, account)
    WHERE a.security = 'yes'
),
numbered AS (
    SELECT *, fiscal_year > floor(fiscal_year) AS is_quarter,
        content || '#' || row_number() OVER (PARTITION BY content ORDER BY _row::BIGINT) AS record_id
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
    CASE WHEN is_quarter THEN DATE '1976-07-01' END AS date_start,
    CASE WHEN is_quarter THEN DATE '1976-09-30' END AS date_end,
    CASE WHEN is_quarter THEN 'month' ELSE 'fiscal_year' END AS date_precision,
    floor(fiscal_year)::INTEGER AS year,
    floor(fiscal_year)::INTEGER AS fiscal_year,
    'usd' AS measure, value, price_basis,
    programme_id,
    'confirmed' AS certainty,
    true AS countable,
    false AS mutual,
    concat_ws('; ', account, CASE WHEN is_quarter THEN 'transition quarter, July to September 1976' END) AS note
FROM valued
