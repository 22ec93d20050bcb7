-- A government's own code is not in the list (GWNOLoc is where it fought): its name tells the state.
-- Two names hold a line break.
WITH told AS (
    SELECT
        actor_id, kind, name,
        regexp_replace(
            coalesce(name_new_english, name_first_english, name_first_native, name), '\s+', ' ', 'g'
        ) AS name_long,
        list_transform(
            [name_first, name_first_native, name_first_english, name_new, name_new_native, name_new_english],
            lambda n: regexp_replace(n, '\s+', ' ', 'g')
        ) AS names
    FROM t.actors JOIN lookup.organisation AS o ON o.org = t.actors.org::VARCHAR
),
-- Groups and coalitions of groups that conflicts name and the list does not have, or not yet. Where a name of
-- several holds a comma, which number it belongs to is not known, and the number has to do.
parties AS (
    SELECT side_b AS names, side_b_id AS ids FROM t.conflicts WHERE gwno_b IS NULL
    UNION ALL SELECT side_a, side_a_id::VARCHAR FROM t.nonstate
    UNION ALL SELECT side_b, side_b_id::VARCHAR FROM t.nonstate
),
single AS (
    SELECT
        unnest(split(ids, ',')) AS id,
        CASE
            WHEN len(split(ids, ',')) = 1 THEN [names]
            WHEN len(split(ids, ',')) = len(split(names, ',')) THEN split(names, ',')
        END AS names,
        unnest(range(1, len(split(ids, ',')) + 1)) AS place
    FROM parties
),
unlisted AS (
    SELECT trim(id) AS actor_id, coalesce(min(trim(names[place])), 'UCDP ' || trim(id)) AS name
    FROM single
    WHERE trim(id) NOT IN (SELECT actor_id::VARCHAR FROM t.actors)
    GROUP BY trim(id)
)
SELECT
    'ucdp:' || actor_id AS actor_id,
    kind,
    actor_id::VARCHAR AS ucdp_id,
    name,
    name_long,
    NULL::INTEGER AS gwno,
    nullif(array_to_string(
        list_sort(list_distinct(list_filter(names, lambda n: n IS NOT NULL AND n <> name AND n <> name_long))),
        ' | '
    ), '') AS aliases
FROM told
UNION ALL
SELECT 'ucdp:' || actor_id, 'group', actor_id, name, name, NULL, NULL FROM unlisted
