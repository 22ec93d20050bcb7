WITH named AS (
    SELECT d.*, coalesce(a.actor_id, 'text:' || d.a_text) AS one, coalesce(b.actor_id, 'text:' || d.b_text) AS other
    FROM dyads AS d
    LEFT JOIN ends AS a ON a.scheme = d.a_scheme AND a.ref = d.a_ref AND a.printed = d.a_text AND a.year = d.year
    LEFT JOIN ends AS b ON b.scheme = d.b_scheme AND b.ref = d.b_ref AND b.printed = d.b_text AND b.year = d.year
)
SELECT indicator,
    CASE WHEN directed THEN one ELSE least(one, other) END AS actor_a,
    CASE WHEN directed THEN other ELSE greatest(one, other) END AS actor_b,
    directed, year, value, $source AS source_id
FROM named
