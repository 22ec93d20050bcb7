-- An agreement binds both sides: each direction is a claim of its own, marked mutual.
WITH ends AS (
    SELECT *, '12' AS direction, ccode_1 AS p, name_1 AS p_name, ccode_2 AS r, name_2 AS r_name FROM t.agreements
    UNION ALL
    SELECT *, '21' AS direction, ccode_2 AS p, name_2 AS p_name, ccode_1 AS r, name_1 AS r_name FROM t.agreements
),
stages AS (
    SELECT *, 'agreed' AS stage, sign_year AS year_from, sign_year AS year_to,
        sign_month AS month, sign_day AS day
    FROM ends
    UNION ALL
    -- Where entry into force is not known the spell starts with the signature, and is marked uncertain.
    SELECT *, 'in_force', coalesce(eif_year, sign_year), end_year,
        CASE WHEN eif_year IS NULL THEN sign_month ELSE eif_month END,
        CASE WHEN eif_year IS NULL THEN sign_day ELSE eif_day END
    FROM ends
    WHERE end_year >= coalesce(eif_year, sign_year)
)
SELECT
    dca_id AS record_id,
    stage || ':' || direction AS facet,
    _file AS file,
    'row ' || _row AS locator,
    'cow' AS provider_scheme, p::VARCHAR AS provider_ref, p_name AS provider_text,
    'cow' AS recipient_scheme, r::VARCHAR AS recipient_ref, r_name AS recipient_text,
    c.practice, c.instrument, 'unknown' AS concession, stage,
    coalesce(
        try_cast(printf('%04d-%02d-%02d', year_from, month, day) AS DATE),
        make_date(year_from, coalesce(month, 1), 1)
    ) AS date_start,
    CASE stage WHEN 'in_force' THEN make_date(year_to, 12, 31) END AS date_end,
    CASE WHEN day IS NOT NULL AND month IS NOT NULL THEN 'day' WHEN month IS NOT NULL THEN 'month' ELSE 'year' END
        AS date_precision,
    CASE stage WHEN 'agreed' THEN sign_year END AS year,
    'presence' AS measure,
    CASE
        WHEN source_type = 'factiva' OR (stage = 'in_force' AND eif_year IS NULL) THEN 'uncertain'
        ELSE 'confirmed'
    END AS certainty,
    true AS countable,
    true AS mutual,
    concat_ws('; ', c.note, document, CASE WHEN stage = 'in_force' AND eif_year IS NULL
        THEN 'entry into force not known: from signature' END) AS note
FROM stages
JOIN lookup.categories AS c USING (category)
