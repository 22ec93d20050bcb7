-- One source's claims with their ends resolved. `ends` maps (scheme, ref, printed, year) to an actor; where nothing
-- answers, the claim keeps the printed name under text:.
SELECT
    $source || ':' || substr(md5(c.record_id || '|' || c.facet), 1, 16) AS claim_id,
    $source AS source_id,
    c.record_id, c.facet, c.file, c.locator,
    coalesce(p.actor_id, 'text:' || c.provider_text) AS provider_id,
    coalesce(r.actor_id, 'text:' || c.recipient_text) AS recipient_id,
    c.provider_text, c.recipient_text,
    u.unit_id, c.unit_text,
    CASE WHEN c.opponent_scheme IS NOT NULL THEN coalesce(o.actor_id, 'text:' || c.opponent_text) END AS opponent_id,
    c.opponent_text,
    c.practice, c.instrument, c.concession, c.stage, c.date_start, c.date_end, c.date_precision, c.year,
    c.fiscal_year, c.measure, c.value, c.value_low, c.value_high, c.price_basis, c.programme_id, c.certainty,
    c.countable AND coalesce(p.actor_id <> r.actor_id, true) AS countable,
    CASE WHEN c.countable AND p.actor_id = r.actor_id THEN 'both ends are one actor' ELSE nullif(c.reason, '') END
        AS reason,
    c.mutual, nullif(c.note, '') AS note, c.snapshot_sha256
FROM claims AS c
LEFT JOIN ends AS p
    ON p.scheme = c.provider_scheme AND p.ref = c.provider_ref AND p.printed = c.provider_text
    AND p.year = coalesce(c.year, year(c.date_start), 0)
LEFT JOIN ends AS r
    ON r.scheme = c.recipient_scheme AND r.ref = c.recipient_ref AND r.printed = c.recipient_text
    AND r.year = coalesce(c.year, year(c.date_start), 0)
LEFT JOIN ends AS o
    ON o.scheme = c.opponent_scheme AND o.ref = c.opponent_ref AND o.printed = c.opponent_text
    AND o.year = coalesce(c.year, year(c.date_start), 0)
LEFT JOIN unit_names AS u ON u.recipient_id = r.actor_id AND u.unit_text = c.unit_text
