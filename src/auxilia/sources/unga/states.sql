WITH points AS (
    SELECT 'ideal_all_2024' AS short, ccode, name, session, point, low, high, _file, _row FROM t.all_2024
    UNION ALL
    SELECT 'ideal_all_2020', ccode, name, session, point, low, high, _file, _row FROM t.all_2020
    UNION ALL
    SELECT 'ideal_human_rights_2020', ccode, name, session, point, low, high, _file, _row FROM t.human_rights_2020
    UNION ALL
    SELECT 'ideal_important_2020', ccode, name, session, point, low, high, _file, _row FROM t.important_2020
    UNION ALL
    SELECT 'ideal_middle_east_2020', ccode, name, session, point, low, high, _file, _row FROM t.middle_east_2020
    UNION ALL
    SELECT 'ideal_no_nukes_2020', ccode, name, session, point, low, high, _file, _row FROM t.no_nukes_2020
    UNION ALL
    SELECT 'ideal_nuclear_2020', ccode, name, session, point, low, high, _file, _row FROM t.nuclear_2020
)
SELECT
    'unga:' || short AS indicator,
    'cow' AS actor_scheme, ccode::VARCHAR AS actor_ref, name AS actor_text,
    1945 + session AS year,
    point AS value, low AS value_low, high AS value_high,
    _file AS file, 'row ' || _row AS locator
FROM points
