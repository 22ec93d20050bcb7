WITH printed AS (
    SELECT 'provider' AS role, provider_scheme AS scheme, provider_ref AS ref, provider_text AS printed,
        coalesce(year, year(date_start), 0) AS year FROM claims
    UNION ALL SELECT 'recipient', recipient_scheme, recipient_ref, recipient_text,
        coalesce(year, year(date_start), 0) FROM claims
    UNION ALL SELECT 'opponent', opponent_scheme, opponent_ref, opponent_text,
        coalesce(year, year(date_start), 0) FROM claims WHERE opponent_scheme IS NOT NULL
    UNION ALL SELECT 'state', actor_scheme, actor_ref, actor_text, year FROM states
    UNION ALL SELECT 'dyad', a_scheme, a_ref, a_text, year FROM dyads
    UNION ALL SELECT 'dyad', b_scheme, b_ref, b_text, year FROM dyads
    UNION ALL SELECT 'party', party_scheme, party_ref, party_text, year FROM conflicts
)
SELECT $source AS source_id, role, scheme, ref, printed, count(*) AS n_claims
FROM printed LEFT JOIN ends USING (scheme, ref, printed, year)
WHERE actor_id IS NULL
GROUP BY ALL ORDER BY n_claims DESC, role, scheme, ref, printed
