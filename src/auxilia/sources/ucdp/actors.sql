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
