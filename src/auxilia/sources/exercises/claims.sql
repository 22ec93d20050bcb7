-- Participants stand side by side: every ordered pair of them is a claim, marked mutual.
WITH exercises AS (
    SELECT
        *,
        mme_id || '#' || row_number() OVER (PARTITION BY mme_id ORDER BY start_year, start_month, start_day, name)
            AS record_id,
        coalesce(
            try_cast(printf('%04d-%02d-%02d', start_year, start_month, start_day) AS DATE),
            make_date(start_year, start_month, 1)
        ) AS date_start,
        coalesce(
            try_cast(printf('%04d-%02d-%02d', end_year, end_month, end_day) AS DATE),
            last_day(make_date(end_year, end_month, 1))
        ) AS printed_end,
        concat_ws('; ',
            coalesce(name, series), place,
            CASE WHEN is_command_post THEN 'command post' END,
            CASE WHEN on_land THEN 'land' END, CASE WHEN at_sea THEN 'sea' END, CASE WHEN in_air THEN 'air' END,
            CASE WHEN is_amphibious THEN 'amphibious' END, CASE WHEN is_cyber THEN 'cyber' END,
            CASE WHEN is_warfighting THEN 'warfighting' END, CASE WHEN is_peacekeeping THEN 'peacekeeping' END,
            CASE WHEN is_humanitarian THEN 'humanitarian' END,
            'also: ' || others,
            CASE WHEN printed_end < date_start THEN 'the printed end lies before the start' END
        ) AS note
    FROM t.exercises
),
slots AS (UNPIVOT exercises ON COLUMNS('^state_') INTO NAME slot VALUE participant),
participants AS (SELECT DISTINCT record_id, participant FROM slots),
pairs AS (
    SELECT record_id, a.participant AS p, b.participant AS r, true AS named
    FROM participants AS a JOIN participants AS b USING (record_id)
    WHERE a.participant <> b.participant
    UNION ALL
    -- Fewer than two are named: the exercise stays, and is no tie.
    SELECT record_id, coalesce(min(participant), 'participants not named'), 'participants not named', false
    FROM exercises LEFT JOIN participants USING (record_id)
    GROUP BY record_id
    HAVING count(participant) < 2
)
SELECT
    record_id,
    p || ' > ' || r AS facet,
    _file AS file,
    'row ' || _row AS locator,
    'name' AS provider_scheme, p AS provider_ref, p AS provider_text,
    'name' AS recipient_scheme, r AS recipient_ref, r AS recipient_text,
    'train' AS practice, 'exercise' AS instrument, 'unknown' AS concession, 'observed' AS stage,
    date_start,
    greatest(date_start, printed_end) AS date_end,
    CASE WHEN day(date_start) = start_day AND day(printed_end) = end_day THEN 'day' ELSE 'month' END AS date_precision,
    CASE WHEN year(date_start) = year(greatest(date_start, printed_end)) THEN start_year END AS year,
    'presence' AS measure,
    'confirmed' AS certainty,
    named AS countable,
    CASE WHEN NOT named THEN 'fewer than two participants are named' END AS reason,
    named AS mutual,
    note
FROM pairs JOIN exercises USING (record_id)
