-- Five accounts of a line are five claims, in dollars. A dash is a zero; an empty cell gives no value.
WITH cells AS (
    SELECT * FROM t.budget UNPIVOT INCLUDE NULLS (printed FOR account IN (FMF, IMET, INCLE, NADR, PKO))
)
SELECT
    md5(concat_ws('|', fiscal_year, section, recipient)) || '#' || dense_rank() OVER (
        PARTITION BY fiscal_year, section, recipient ORDER BY _file, _row::BIGINT
    ) AS record_id,
    account AS facet,
    _file AS file,
    'row ' || _row || ', column ' || account AS locator,
    'actor' AS provider_scheme, 'state:USA' AS provider_ref, 'United States' AS provider_text,
    'name' AS recipient_scheme, recipient AS recipient_ref, recipient AS recipient_text,
    a.practice, a.instrument, a.concession, y.stage,
    'fiscal_year' AS date_precision,
    fiscal_year AS year, fiscal_year,
    'usd' AS measure,
    1000 * replace(replace(printed, ',', ''), '-', '0')::DOUBLE AS value,
    'current' AS price_basis,
    a.programme_id,
    y.certainty,
    k.countable::BOOLEAN AS countable,
    k.reason,
    false AS mutual,
    concat_ws('; ', section, y.basis) AS note
FROM cells
JOIN lookup.accounts AS a USING (account)
JOIN (SELECT * REPLACE (fiscal_year::INTEGER AS fiscal_year) FROM lookup.years) AS y USING (fiscal_year)
JOIN lookup.kinds AS k USING (kind)
