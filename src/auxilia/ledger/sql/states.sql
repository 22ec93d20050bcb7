SELECT s.indicator, coalesce(e.actor_id, 'text:' || s.actor_text) AS actor_id, s.year, s.value, s.value_low,
    s.value_high, nullif(s.missing, '') AS missing, $source AS source_id
FROM states AS s
LEFT JOIN ends AS e
    ON e.scheme = s.actor_scheme AND e.ref = s.actor_ref AND e.printed = s.actor_text AND e.year = s.year
