-- A case is assistance where its objective is to maintain or build a foreign regime and a side is known, which
-- lookups/sides.csv says. All other cases stay, directed at the state named, and are not counted.
WITH cases AS (
    SELECT
        *,
        concat_ws(':', state_b, start_year, name, dispute) AS about,
        about || '#' || row_number() OVER (PARTITION BY about ORDER BY _row::BIGINT) AS record_id,
        try_cast(printf('%04d-%02d-%02d', start_year, start_month, start_day) AS DATE) AS exact_start,
        try_cast(printf('%04d-%02d-%02d', end_year, end_month, end_day) AS DATE) AS exact_end,
        try_cast(printf('%04d-%02d-01', start_year, start_month) AS DATE) AS month_start,
        try_cast(printf('%04d-%02d-01', end_year, end_month) AS DATE) AS month_end,
        coalesce(builds_regime, 0) > 0 AND NOT is_removed AS is_building
    FROM t.cases
),
sided AS (
    SELECT
        c.*, s.recipient_ref, s.recipient_text, s.opponent_ref, s.opponent_text, s.practice, s.instrument,
        s.certainty, s.reason AS no_side,
        count(*) OVER (PARTITION BY c.record_id) AS sides
    FROM cases AS c
    LEFT JOIN lookup.sides AS s
        ON c.is_building AND s.state_b = c.state_b AND s.year = c.start_year::VARCHAR AND s.name = c.name
),
told AS (
    SELECT
        record_id,
        'presence:' || coalesce(recipient_ref, state_b) AS facet,
        _file, _row,
        coalesce(recipient_ref, CASE WHEN regexp_full_match(state_code, '\d+') THEN state_code END, state_b) AS ref,
        coalesce(recipient_text, state_b) AS recipient_text,
        opponent_ref, opponent_text,
        -- A case of building without a row in the lookup has no practice, which the contract refuses.
        CASE WHEN is_building THEN practice ELSE 'support' END AS practice,
        CASE WHEN is_building THEN instrument ELSE 'troops' END AS instrument,
        CASE WHEN is_building THEN certainty ELSE 'confirmed' END AS certainty,
        'presence' AS measure, NULL::DOUBLE AS value,
        recipient_ref IS NOT NULL AS has_side,
        -- A tie by troops needs some: a printed zero is a threat, or ships and aircraft that stayed away.
        coalesce(troops = 0 AND is_building AND sided.instrument = 'troops', false) AS no_troops,
        has_side AND NOT no_troops AS countable,
        CASE
            WHEN has_side AND no_troops THEN 'the file counts no troops in this case'
            WHEN is_removed THEN 'taken out by the makers: a duplicate, merged, or no intervention'
            WHEN is_building THEN no_side
            ELSE 'the objective is not to maintain or build a foreign regime'
        END AS reason,
        coalesce(exact_start, month_start, make_date(start_year, 1, 1)) AS date_start,
        CASE WHEN NOT coalesce(is_ongoing, false)
            THEN coalesce(exact_end, last_day(month_end), make_date(end_year, 12, 31)) END AS date_end,
        CASE WHEN exact_start IS NOT NULL THEN 'day' WHEN month_start IS NOT NULL THEN 'month' ELSE 'year' END
            AS date_precision,
        concat_ws('; ', name, objective) AS note,
        troops, sides
    FROM sided
),
measured AS (
    SELECT * EXCLUDE (troops, sides) FROM told
    UNION ALL
    -- The file counts the troops of a case, not those with each of several sides.
    SELECT * EXCLUDE (troops, sides) REPLACE (
        'troops' AS facet, 'troops' AS measure, troops AS value,
        troops > 0 AS countable,
        CASE WHEN troops = 0 THEN 'the file counts no troops in this case' END AS reason
    )
    FROM told WHERE has_side AND troops IS NOT NULL AND sides = 1
)
SELECT
    record_id, facet, _file AS file, 'row ' || _row AS locator,
    'actor' AS provider_scheme, 'state:USA' AS provider_ref, 'United States' AS provider_text,
    CASE WHEN regexp_full_match(ref, '\d+') THEN 'cow' ELSE 'name' END AS recipient_scheme,
    ref AS recipient_ref, recipient_text,
    CASE WHEN regexp_full_match(opponent_ref, '\d+') THEN 'cow' WHEN opponent_ref IS NOT NULL THEN 'name' END
        AS opponent_scheme,
    opponent_ref, opponent_text,
    practice, instrument, 'unknown' AS concession, 'observed' AS stage,
    date_start,
    CASE WHEN date_end >= date_start THEN date_end END AS date_end,
    date_precision, measure, value, certainty, countable, reason,
    false AS mutual,
    note
FROM measured
