-- One line of a report is one training: a claim of trainees and a claim of dollars, also where the line leaves one out.
WITH texts AS MATERIALIZED (
    SELECT
        *,
        coalesce(start_text, start_raw_text) AS start_printed,
        coalesce(end_text, end_raw_text) AS end_printed,
        replace(quantity_text, ',', '') AS quantity_bare,
        replace(replace(replace(cost_text, '$', ' '), ',', ''), '  ', ' ') AS cost_bare
    FROM t.trainings
),
reports AS MATERIALIZED (
    SELECT
        report_group,
        regexp_extract(report_group, '^(\d{4})_(\d{4})_(.*?)(?:_\d)?_fmtrpt', ['first', 'second', 'region']) AS report
    FROM (SELECT DISTINCT report_group FROM texts)
),
-- Spellings are reduced to capitals and single spaces, so that a phrase is looked for at the bounds of words.
programmes AS (
    SELECT
        program,
        arg_max(p.programme_id, length(p.phrase)) AS programme_id,
        arg_max(p.instrument, length(p.phrase)) AS programme_instrument,
        arg_max(p.concession, length(p.phrase)) AS concession
    FROM (
        SELECT program, ' ' || regexp_replace(upper(program), '[^A-Z0-9]+', ' ', 'g') || ' ' AS plain
        FROM (SELECT DISTINCT program FROM texts)
    )
    JOIN (SELECT * REPLACE (coalesce(programme_id, '') AS programme_id) FROM lookup.programmes) AS p
        ON contains(plain, ' ' || p.phrase || ' ')
    GROUP BY program
),
courses AS (
    SELECT course, arg_min(w.instrument, w.rank::INTEGER) AS course_instrument
    FROM (
        SELECT course, ' ' || regexp_replace(upper(course), '[^A-Z0-9]+', ' ', 'g') || ' ' AS plain
        FROM (SELECT DISTINCT course FROM texts)
    )
    JOIN lookup.course_words AS w ON contains(plain, ' ' || w.phrase || ' ')
    GROUP BY course
),
figures AS MATERIALIZED (
    SELECT
        texts.*,
        report.first::INTEGER AS report_year,
        report.first || '-' || report.second || ', ' || replace(report.region, '_', ' ') AS report_name,
        -- Only the reports of 2000 and 2001 also list, under the coming fiscal year, what was proposed for it.
        report.first::INTEGER
            + (try_cast(regexp_extract(program, 'FY\s*(\d+)$', 1) AS INTEGER) % 100
                IS NOT DISTINCT FROM (report.first::INTEGER + 1) % 100)::INTEGER AS fiscal_year,
        cells.value::DOUBLE AS quantity_corrected,
        cells.why AS quantity_why,
        try_cast(regexp_extract(quantity_bare, '^(\d+)(?:\s|$)', 1) AS DOUBLE) AS quantity_read,
        -- Where the number of trainees is missing it stands at the end of the title: in all such lines of 2009-10.
        CASE WHEN quantity_text IS NULL AND (cost_text IS NOT NULL OR start_printed IS NOT NULL)
            THEN try_cast(regexp_extract(course, '\s(\d{1,3})$', 1) AS DOUBLE) END AS quantity_slipped,
        try_cast(regexp_extract(cost_bare, '(?:^|\s)(\d+(?:\.\d+)?)(?:\s|$)', 1) AS DOUBLE) AS cost_read,
        CASE WHEN cost_text IS NULL AND report.first = '2009'
            THEN try_cast(regexp_extract(location, '\s(\d+)$', 1) AS DOUBLE) END AS cost_slipped,
        try_cast(start_clean AS DATE) AS start_read,
        try_cast(end_clean AS DATE) AS end_read
    FROM texts
    JOIN reports USING (report_group)
    LEFT JOIN lookup.cells AS cells ON cells."column" = 'quantity' AND cells.printed = quantity_text
),
lines AS MATERIALIZED (
    SELECT
        figures.*,
        coalesce(quantity_corrected, quantity_read, quantity_slipped) AS trainees,
        coalesce(cost_read, cost_slipped) AS usd,
        nullif(programme_id, '') AS programme,
        programme_id IS NULL AS unfiled,
        programme_id = '' AS nothing_done,
        quantity_text IS NULL AND cost_text IS NULL AND start_printed IS NULL AND end_printed IS NULL AS fragment,
        coalesce(course_instrument, programme_instrument, 'unknown') AS instrument,
        coalesce(concession, 'unknown') AS concession_word,
        -- A date centuries off, or an end before its start, is a slip of the report: the fiscal year still holds.
        coalesce(
            coalesce(start_read, end_read) <= coalesce(end_read, start_read)
            AND coalesce(start_read, end_read) >= make_date(fiscal_year - 8, 10, 1)
            AND coalesce(end_read, start_read) <= make_date(fiscal_year + 2, 12, 31),
            false
        ) AS dated,
        unit.text IS NOT NULL AS no_unit,
        md5(concat_ws(
            '|', country, program, coalesce(course, ''), coalesce(delivery_unit, ''), coalesce(recipient_unit, ''),
            coalesce(start_printed, ''), coalesce(end_printed, ''), coalesce(location, ''),
            coalesce(quantity_text, ''), coalesce(cost_text, ''), coalesce(page, ''), report_group
        )) AS content
    FROM figures
    LEFT JOIN programmes USING (program)
    LEFT JOIN courses USING (course)
    LEFT JOIN lookup.no_unit AS unit ON unit.text = lower(recipient_unit)
),
-- Lines that print the same are told apart by their order. They are few, and whole lines are dear to sort.
repeated AS MATERIALIZED (
    SELECT _file, _row, row_number() OVER (PARTITION BY content ORDER BY _row::BIGINT) AS nth
    FROM lines SEMI JOIN (SELECT content FROM lines GROUP BY content HAVING count(*) > 1) USING (content)
),
told AS MATERIALIZED (
    SELECT
        coalesce(admin_id, content || '#' || coalesce(nth, 1)) AS record_id,
        lines.*,
        concat_ws(
            '; ', program, course,
            'at ' || location,
            'given by ' || CASE WHEN lower(delivery_unit) NOT IN (SELECT text FROM lookup.no_unit)
                THEN delivery_unit END,
            CASE WHEN no_unit THEN 'unit printed as ''' || recipient_unit || '''' END,
            CASE WHEN NOT dated AND coalesce(start_printed, end_printed) IS NOT NULL
                THEN 'dates printed as ' || concat_ws(' to ', start_printed, end_printed) END,
            CASE WHEN repaired THEN 'columns that had slipped were put back by the transcriber' END,
            CASE WHEN unfiled THEN 'programme not filed' END
        ) AS note
    FROM lines LEFT JOIN repeated USING (_file, _row)
),
valued AS (
    SELECT
        told.*, 'trainees' AS measure, CASE WHEN nothing_done THEN 0 ELSE trainees END AS value,
        CASE
            WHEN quantity_corrected IS NOT NULL THEN quantity_why
            WHEN quantity_read IS NULL AND quantity_slipped IS NOT NULL
                THEN 'number read from the end of the title, where it had slipped'
            WHEN quantity_read IS NOT NULL AND quantity_bare <> regexp_extract(quantity_bare, '^\d+')
                OR quantity_read IS NULL AND quantity_text IS NOT NULL
                THEN 'number printed as ''' || quantity_text || ''''
        END AS misprint
    FROM told
    UNION ALL
    SELECT
        told.*, 'usd', CASE WHEN nothing_done THEN 0 ELSE usd END,
        CASE
            WHEN cost_read IS NULL AND cost_slipped IS NOT NULL
                THEN 'cost read from the end of the location, where it had slipped'
            WHEN cost_text IS NOT NULL AND (cost_read IS NULL OR NOT regexp_full_match(cost_text, '\$?[\d,.]+'))
                THEN 'cost printed as ''' || cost_text || ''''
        END
    FROM told
)
SELECT
    record_id,
    measure AS facet,
    _file AS file,
    concat_ws(', ', 'row ' || _row, 'p. ' || page) || ' of FMTR ' || report_name AS locator,
    'actor' AS provider_scheme, 'state:USA' AS provider_ref, 'United States' AS provider_text,
    'name' AS recipient_scheme, country AS recipient_ref, country AS recipient_text,
    CASE WHEN NOT no_unit THEN recipient_unit END AS unit_text,
    'train' AS practice, instrument, concession_word AS concession,
    CASE WHEN fiscal_year > report_year THEN 'announced' ELSE 'delivered' END AS stage,
    CASE WHEN dated THEN start_read END AS date_start,
    CASE WHEN dated THEN end_read END AS date_end,
    CASE WHEN dated THEN 'day' ELSE 'fiscal_year' END AS date_precision,
    fiscal_year AS year, fiscal_year,
    measure, value,
    CASE measure WHEN 'usd' THEN 'current' END AS price_basis,
    programme AS programme_id,
    'confirmed' AS certainty,
    NOT (coalesce(nothing_done, false) OR fragment) AS countable,
    CASE
        WHEN nothing_done THEN 'the report states that there was no activity'
        WHEN fragment THEN 'a broken-off piece of another line: no number, no cost, no dates'
    END AS reason,
    false AS mutual,
    concat_ws('; ', note, misprint) AS note
FROM valued
