-- Only equal period, instrument, concession, stage, measure, price basis and programme of one source are added up.
-- Decimal sums do not depend on the order of the rows: equal input gives equal bytes.
SELECT
    provider_id, recipient_id, practice,
    coalesce(year, year(date_start)) AS year_from,
    CASE WHEN year IS NOT NULL THEN year ELSE year(date_end) END AS year_to,
    fiscal_year IS NOT NULL OR date_precision = 'fiscal_year' AS fiscal,
    source_id, instrument, concession, stage, measure, price_basis, programme_id, certainty, mutual,
    sum(value::DECIMAL(30, 4))::DOUBLE AS value,
    count(*) AS n_claims,
    count(value) AS n_valued
FROM core_claims
WHERE countable
GROUP BY ALL
ORDER BY ALL
