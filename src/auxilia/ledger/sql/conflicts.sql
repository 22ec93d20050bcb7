SELECT c.conflict_id, c.name, c.kind, c.year, c.side, c.role,
    coalesce(e.actor_id, 'text:' || c.party_text) AS actor_id, c.location_gw, c.intensity, $source AS source_id
FROM conflicts AS c
LEFT JOIN ends AS e
    ON e.scheme = c.party_scheme AND e.ref = c.party_ref AND e.printed = c.party_text AND e.year = c.year
