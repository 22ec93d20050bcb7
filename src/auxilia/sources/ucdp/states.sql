-- Numbers of states come as lists where a conflict is about several states' territory: it counts in each.
WITH conflicts AS (
    SELECT
        c.* EXCLUDE (gwno_loc), trim(unnest(split(gwno_loc, ','))) AS gw,
        internal::BOOLEAN AS internal, kind = 'internationalised' AS internationalised,
        over_territory::BOOLEAN AS over_territory
    FROM t.conflicts AS c
    JOIN lookup.kind AS k ON k.type = c.type::VARCHAR
    JOIN lookup.incompatibility AS i ON i.code = incompatibility::VARCHAR
),
fought AS (
    SELECT
        gw, year, max(intensity) AS intensity,
        count(*) FILTER (internal) AS internal_conflicts,
        count(*) FILTER (internal AND over_territory) AS territorial_conflicts,
        CASE WHEN bool_or(internationalised) THEN 1 ELSE 0 END AS internationalised,
        any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM conflicts GROUP BY gw, year
),
-- In conflicts inside a state its government is side a, and every party of side b is a group.
challengers AS (
    SELECT
        gw, year, count(DISTINCT party) AS challengers,
        any_value(_file) AS _file, string_agg(DISTINCT _row, ', ' ORDER BY _row) AS _row
    FROM (SELECT gw, year, trim(unnest(split(side_b_id, ','))) AS party, _file, _row FROM conflicts WHERE internal)
    GROUP BY gw, year
),
foreigners AS (
    SELECT
        gw, year, conflict_id, trim(unnest(list_concat(
            split(coalesce(gwno_a_2nd, ''), ','), split(coalesce(gwno_b_2nd, ''), ',')
        ))) AS foreigner, _file, _row
    FROM conflicts WHERE internal
),
hosts AS (
    SELECT
        gw, year, count(DISTINCT foreigner) AS foreign_states,
        any_value(_file) AS _file, string_agg(DISTINCT _row, ', ' ORDER BY _row) AS _row
    FROM foreigners WHERE foreigner <> '' GROUP BY gw, year
),
senders AS (
    SELECT
        foreigner AS gw, year, count(DISTINCT conflict_id) AS conflicts_abroad,
        any_value(_file) AS _file, string_agg(DISTINCT _row, ', ' ORDER BY _row) AS _row
    FROM foreigners WHERE foreigner <> '' GROUP BY foreigner, year
),
deaths AS (
    SELECT
        gw, year, sum(best) AS best, sum(low) AS low, sum(high) AS high,
        any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM (SELECT trim(unnest(split(gwno_loc, ','))) AS gw, year, best, low, high, _file, _row FROM t.battle_deaths)
    GROUP BY gw, year
),
soil AS (
    SELECT
        gw, year, count(DISTINCT dyad_id) AS dyads_on_soil,
        any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM (SELECT trim(unnest(split(gwno_battle, ','))) AS gw, year, dyad_id, _file, _row FROM t.battle_deaths)
    GROUP BY gw, year
),
nonstate AS (
    SELECT
        gw, year, count(DISTINCT conflict_id) AS conflicts, sum(best) AS best, sum(low) AS low, sum(high) AS high,
        any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM (
        SELECT trim(unnest(split(gwno_loc, ','))) AS gw, year, conflict_id, best, low, high, _file, _row
        FROM t.nonstate
    )
    GROUP BY gw, year
),
endings AS (
    SELECT gwno_loc, year, type, outcome, _file, _row FROM t.endings_3 WHERE ended
    UNION ALL
    SELECT gwno_loc, year, type, outcome, _file, _row FROM t.endings_4 WHERE ended
),
ended AS (
    SELECT
        gwno_loc AS gw, year, count(*) AS ended,
        count(*) FILTER (agreed::BOOLEAN) AS ended_agreed,
        count(*) FILTER (rebels_won::BOOLEAN) AS ended_rebels_won,
        any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM endings
    JOIN lookup.kind AS k ON k.type = endings.type::VARCHAR
    JOIN lookup.outcome AS o ON o.outcome = endings.outcome::VARCHAR
    WHERE internal::BOOLEAN
    GROUP BY gw, year
),
told AS (
    SELECT short, gw, year, value, NULL AS low, NULL AS high, _file, _row FROM (
        UNPIVOT fought ON intensity, internal_conflicts, territorial_conflicts, internationalised
        INTO NAME short VALUE value
    )
    UNION ALL SELECT 'challengers', gw, year, challengers, NULL, NULL, _file, _row FROM challengers
    UNION ALL SELECT 'foreign_states', gw, year, foreign_states, NULL, NULL, _file, _row FROM hosts
    UNION ALL SELECT 'conflicts_abroad', gw, year, conflicts_abroad, NULL, NULL, _file, _row FROM senders
    UNION ALL SELECT 'battle_deaths', gw, year, best, low, high, _file, _row FROM deaths
    UNION ALL SELECT 'dyads_on_soil', gw, year, dyads_on_soil, NULL, NULL, _file, _row FROM soil
    UNION ALL SELECT 'nonstate_conflicts', gw, year, conflicts, NULL, NULL, _file, _row FROM nonstate
    UNION ALL SELECT 'nonstate_deaths', gw, year, best, low, high, _file, _row FROM nonstate
    UNION ALL
    SELECT short, gw, year, value, NULL, NULL, _file, _row
    FROM (UNPIVOT ended ON ended, ended_agreed, ended_rebels_won INTO NAME short VALUE value)
)
SELECT
    'ucdp:' || short AS indicator,
    'gw' AS actor_scheme, gw AS actor_ref, 'GW ' || gw AS actor_text,
    year, value, low AS value_low, high AS value_high,
    _file AS file, 'row ' || _row AS locator
FROM told
