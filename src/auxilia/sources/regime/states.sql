-- Polity numbers states its own way, so they go by name. In a year of change both the old and the new polity have
-- a line: the new one stands.
WITH polity AS (
    SELECT p.*, coalesce(n.name, p.country) AS ref, s.reason AS special
    FROM t.polity AS p
    LEFT JOIN lookup.names AS n ON n.printed = p.country
    LEFT JOIN lookup.special AS s ON s.code = p.score::VARCHAR
    LEFT JOIN lookup.changes AS h ON h.ended = p.code::VARCHAR AND h.year = p.year::VARCHAR
    LEFT JOIN t.polity AS successor ON successor.code = h.began::BIGINT AND successor.year = p.year
    WHERE successor.code IS NULL AND p.year BETWEEN 1800 AND 2018
),
polities AS (
    SELECT
        'polity2' AS short, ref, country, year, polity2::DOUBLE AS value,
        CASE WHEN polity2 IS NULL THEN special END AS missing, _file, _row
    FROM polity
    UNION ALL
    SELECT
        'polity_durable', ref, country, year, durable,
        CASE WHEN durable IS NULL THEN coalesce(special, 'no change of regime known before') END, _file, _row
    FROM polity
    UNION ALL
    SELECT
        'polity_constraints', ref, country, year, CASE WHEN constraints > 0 THEN constraints END,
        CASE WHEN constraints < 0 THEN special END, _file, _row
    FROM polity
    UNION ALL
    -- Coded for every state since 2000, and before only for four whose case began long ago.
    SELECT 'polity_fragment', ref, country, year, fragment, NULL, _file, _row FROM polity WHERE year >= 2000
    UNION ALL
    SELECT 'polity_failure', ref, country, year, coalesce(failure, 0), NULL, _file, _row FROM polity
    UNION ALL
    SELECT 'polity_interruption', ref, country, year, (score = -66)::INTEGER, NULL, _file, _row FROM polity
),
gwf AS (
    SELECT
        'cow' AS scheme, g.ccode::VARCHAR AS ref, country, year, _file, _row,
        is_military::DOUBLE AS gwf_military, military_part::DOUBLE AS gwf_military_part,
        is_personal::DOUBLE AS gwf_personal, is_party::DOUBLE AS gwf_party, is_monarchy::DOUBLE AS gwf_monarchy,
        (regime = 'democracy')::DOUBLE AS gwf_democracy, no_authority::DOUBLE AS gwf_no_authority,
        has_failed::DOUBLE AS gwf_failure, duration::DOUBLE AS gwf_duration
    FROM t.gwf AS g
    JOIN lookup.regimes AS r ON r.regime = coalesce(g.autocracy, g.no_autocracy)
),
told AS (
    SELECT short, 'name' AS scheme, ref, country, year, value, missing, _file, _row FROM polities
    UNION ALL
    SELECT short, scheme, ref, country, year, value, NULL, _file, _row
    FROM (UNPIVOT gwf ON COLUMNS('^gwf_') INTO NAME short VALUE value)
)
SELECT
    'regime:' || short AS indicator,
    scheme AS actor_scheme, ref AS actor_ref, country AS actor_text,
    year, value, missing,
    _file AS file, 'row ' || _row AS locator
FROM told
