WITH dyad_years AS (
    SELECT * FROM (UNPIVOT t.dyads ON defense, offense, consultation, neutrality, nonaggression
        INTO NAME pledge VALUE given)
    WHERE given
),
-- Years that follow one another make one spell: a constant difference between the year and its rank.
ranked AS (
    SELECT *, year - row_number() OVER (PARTITION BY ccode_1, ccode_2, pledge ORDER BY year) AS spell
    FROM dyad_years
),
spells AS (
    SELECT ccode_1 AS p, ccode_2 AS r, pledge, min(year) AS year_from, max(year) AS year_to,
        min(_row::BIGINT) AS _row, any_value(_file) AS _file
    FROM ranked
    GROUP BY ccode_1, ccode_2, pledge, spell
),
last_year AS (SELECT max(year) AS year FROM t.dyads),
pledged AS (
    SELECT
        printf('pledge:%d>%d:%d', a.p, a.r, a.year_from) AS record_id,
        a.pledge AS facet, a._file, a._row, a.p, a.r, c.practice, c.instrument,
        make_date(a.year_from, 1, 1) AS date_start, make_date(a.year_to, 12, 31) AS date_end,
        'year' AS date_precision,
        c.countable::BOOLEAN AS countable, c.reason, 'confirmed' AS certainty,
        b.p IS NOT NULL AS mutual,
        concat_ws('; ', c.note, CASE WHEN a.year_to = last_year.year THEN 'in force when collection ended' END) AS note
    FROM spells AS a
    JOIN lookup.pledges AS c USING (pledge)
    CROSS JOIN last_year
    LEFT JOIN spells AS b
        ON b.p = a.r AND b.r = a.p AND b.pledge = a.pledge
        AND b.year_from <= a.year_from AND b.year_to >= a.year_to
),
last_member_year AS (SELECT max(greatest(entry_year, exit_year)) AS year FROM t.members),
members AS (
    SELECT
        m.*,
        coalesce(
            try_cast(printf('%04d-%02d-%02d', entry_year, entry_month, entry_day) AS DATE),
            make_date(entry_year, entry_month, 1)
        ) AS entered,
        CASE
            WHEN in_effect THEN make_date(last_member_year.year, 12, 31)
            ELSE coalesce(
                try_cast(printf('%04d-%02d-%02d', exit_year, exit_month, exit_day) AS DATE),
                last_day(try_cast(printf('%04d-%02d-01', exit_year, exit_month) AS DATE)),
                make_date(exit_year, 12, 31))
        END AS departed,
        entry_day IS NOT NULL AND (in_effect OR exit_day IS NOT NULL) AS is_exact
    FROM t.members AS m CROSS JOIN last_member_year
),
provisions AS (
    SELECT m.*, l.facet, l.practice, l.instrument, l.note
    FROM (UNPIVOT members ON milaid, base, intcom INTO NAME provision VALUE code) AS m
    LEFT JOIN lookup.provisions AS l ON l.provision = m.provision AND l.code = m.code::VARCHAR
    WHERE m.code <> 0
),
provided AS (
    SELECT
        printf('alliance:%d.%d:%d>%d:%d', a.atop_id, a.phase, a.member, b.member,
            year(greatest(a.entered, b.entered))) AS record_id,
        a.facet, a._file, a._row::BIGINT AS _row, a.member AS p, b.member AS r, a.practice, a.instrument,
        greatest(a.entered, b.entered) AS date_start, least(a.departed, b.departed) AS date_end,
        CASE WHEN a.is_exact AND b.is_exact THEN 'day' ELSE 'month' END AS date_precision,
        true AS countable, NULL AS reason,
        CASE WHEN a.is_asymmetric THEN 'uncertain' ELSE 'confirmed' END AS certainty,
        NOT a.is_asymmetric AS mutual,
        concat_ws('; ', a.note, 'ATOP alliance ' || a.atop_id,
            CASE WHEN a.is_asymmetric THEN 'obligations differ between members, the file does not say whose' END,
            CASE WHEN a.in_effect AND b.in_effect THEN 'in force when collection ended' END) AS note
    FROM provisions AS a
    JOIN members AS b
        ON b.atop_id = a.atop_id AND b.phase = a.phase AND b.member <> a.member
        AND b.entered <= a.departed AND a.entered <= b.departed
),
told AS (SELECT * FROM pledged UNION ALL SELECT * FROM provided),
-- A number above the last code of COW is ATOP's own, for a state outside the system.
ends AS (
    SELECT *,
        CASE WHEN p < 1000 THEN 'cow' ELSE 'name' END AS provider_scheme,
        CASE WHEN p < 1000 THEN p::VARCHAR ELSE 'ATOP state ' || p END AS provider_ref,
        CASE WHEN r < 1000 THEN 'cow' ELSE 'name' END AS recipient_scheme,
        CASE WHEN r < 1000 THEN r::VARCHAR ELSE 'ATOP state ' || r END AS recipient_ref
    FROM told
)
SELECT
    record_id, facet, _file AS file, 'row ' || _row AS locator,
    provider_scheme, provider_ref, p::VARCHAR AS provider_text,
    recipient_scheme, recipient_ref, r::VARCHAR AS recipient_text,
    practice, instrument, 'unknown' AS concession, 'in_force' AS stage,
    date_start, date_end, date_precision,
    'presence' AS measure,
    certainty, countable, reason, mutual, note
FROM ends
