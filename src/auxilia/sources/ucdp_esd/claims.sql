WITH forms AS (
    UNPIVOT t.triads ON x, p, y, w, m, t, f, i, l, o, u INTO NAME code VALUE given
),
told AS (
    SELECT forms.*, c.practice, c.instrument, c.note AS form
    FROM forms JOIN lookup.support AS c USING (code)
    WHERE given AND supported
    UNION ALL BY NAME
    -- The source found no support: a statement about every supporter, kept, and no tie.
    SELECT *, 'none' AS code, 'support' AS practice, 'unknown' AS instrument FROM t.triads WHERE NOT supported
)
SELECT
    id AS record_id,
    code AS facet,
    _file AS file,
    'row ' || _row AS locator,
    CASE WHEN supported THEN 'ucdp' ELSE 'name' END AS provider_scheme,
    CASE WHEN supported THEN ext_id::VARCHAR ELSE 'any supporter' END AS provider_ref,
    CASE WHEN supported THEN coalesce(ext_name, 'UCDP actor ' || ext_id) ELSE 'any supporter' END AS provider_text,
    'ucdp' AS recipient_scheme, actor_id::VARCHAR AS recipient_ref, actor_name AS recipient_text,
    'ucdp' AS opponent_scheme, oppo_id::VARCHAR AS opponent_ref, oppo_name AS opponent_text,
    practice, instrument, 'unknown' AS concession, 'observed' AS stage,
    'year' AS date_precision,
    year,
    'presence' AS measure,
    CASE WHEN NOT supported THEN 0 END AS value,
    CASE WHEN alleged THEN 'alleged' ELSE 'confirmed' END AS certainty,
    supported AS countable,
    CASE WHEN NOT supported THEN 'no support found' END AS reason,
    false AS mutual,
    concat_ws('; ', CASE WHEN in_coalition THEN 'in coalition: ' || coalesce(coalition, 'unnamed') END, form) AS note
FROM told
