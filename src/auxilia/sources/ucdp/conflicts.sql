-- States are named by their Gleditsch-Ward numbers, other parties by their UCDP numbers. The names of primary
-- parties stand in the order of their numbers, but some names hold a comma: then the actor list has the name.
-- The names of secondary states do not stand in the order of their numbers.
WITH stated AS (
    SELECT
        'ucdp:' || conflict_id AS conflict_id,
        location || ': ' || CASE WHEN over_territory::BOOLEAN THEN territory ELSE 'Government' END AS name,
        kind, year, intensity, gwno_loc AS location_gw, _file, _row,
        side_a, side_a_id, gwno_a, gwno_a_2nd, side_b, side_b_id, gwno_b, gwno_b_2nd
    FROM t.conflicts
    JOIN lookup.kind ON lookup.kind.type = t.conflicts.type::VARCHAR
    JOIN lookup.incompatibility AS i ON i.code = incompatibility::VARCHAR
),
unstated AS (
    SELECT
        'ucdp:' || conflict_id AS conflict_id, side_a || ' - ' || side_b AS name,
        'nonstate' AS kind, year, NULL::BIGINT AS intensity, gwno_loc AS location_gw, _file, _row,
        side_a, side_a_id::VARCHAR AS side_a_id, NULL AS gwno_a, gwno_a_2nd,
        side_b, side_b_id::VARCHAR AS side_b_id, NULL AS gwno_b, gwno_b_2nd
    FROM t.nonstate
),
sides AS (
    SELECT
        conflict_id, name, kind, year, intensity, location_gw, _file, _row,
        'a' AS side, side_a AS names, side_a_id AS ids, gwno_a AS states, gwno_a_2nd AS seconds
    FROM (FROM stated UNION ALL FROM unstated)
    UNION ALL
    SELECT
        conflict_id, name, kind, year, intensity, location_gw, _file, _row,
        'b', side_b, side_b_id, gwno_b, gwno_b_2nd
    FROM (FROM stated UNION ALL FROM unstated)
),
parties AS (
    SELECT * EXCLUDE (states, seconds), 'primary' AS role, 'gw' AS scheme, trim(unnest(split(states, ','))) AS ref
    FROM sides
    UNION ALL
    SELECT * EXCLUDE (states, seconds), 'primary', 'ucdp', trim(unnest(split(ids, ',')))
    FROM sides WHERE states IS NULL
    UNION ALL
    SELECT * EXCLUDE (states, seconds), 'secondary', 'gw', trim(unnest(split(seconds, ',')))
    FROM sides
)
SELECT
    conflict_id, parties.name, kind, year, side, role,
    scheme AS party_scheme, ref AS party_ref,
    CASE
        WHEN scheme = 'gw' THEN 'GW ' || ref
        WHEN known.name IS NOT NULL THEN regexp_replace(known.name, '\s+', ' ', 'g')
        WHEN len(split(names, ',')) = len(split(ids, ','))
            THEN trim(split(names, ',')[list_position(list_transform(split(ids, ','), lambda i: trim(i)), ref)])
        ELSE names
    END AS party_text,
    location_gw, intensity, parties._file AS file, 'row ' || parties._row AS locator
FROM parties
LEFT JOIN t.actors AS known ON scheme = 'ucdp' AND known.actor_id::VARCHAR = ref
