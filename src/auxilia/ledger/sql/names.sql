-- Every spelling that the sources print of each actor.
WITH printed AS (
    SELECT provider_id AS actor_id, provider_text AS name, source_id FROM core_claims
    UNION ALL SELECT recipient_id, recipient_text, source_id FROM core_claims
    UNION ALL SELECT opponent_id, opponent_text, source_id FROM core_claims WHERE opponent_id IS NOT NULL
    UNION ALL SELECT unit_id, unit_text, source_id FROM core_claims WHERE unit_id IS NOT NULL
)
SELECT actor_id, name, source_id, count(*) AS n_claims FROM printed GROUP BY ALL ORDER BY ALL
