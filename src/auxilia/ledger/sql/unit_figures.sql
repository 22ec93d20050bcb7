SELECT
    c.unit_id, u.name AS unit_name, u.force, c.provider_id, c.recipient_id, c.practice, c.year, c.source_id,
    c.programme_id, c.stage, c.measure, c.price_basis,
    sum(c.value::DECIMAL(30, 4))::DOUBLE AS value,
    count(*) AS n_claims
FROM core_claims AS c
JOIN units AS u USING (unit_id)
WHERE c.countable
GROUP BY ALL
ORDER BY ALL
