-- The first line of an activity prints what was committed, the first line of each of its parts what was allocated;
-- every line may name an item. Each of these is a claim of its own. Ids repeat in the file: the date tells them apart.
WITH items AS (
    SELECT
        m.*,
        activity_id || '@' || announced AS activity,
        coalesce(nullif(part_id, '0'), activity_id) || '@' || announced AS part,
        try_cast(announced[:10] AS DATE) AS day,
        coalesce(year(day), try_cast(announced[-4:] AS INTEGER)) AS announced_year,
        CASE kind_of_measure WHEN 'Commitment' THEN 'committed' ELSE 'allocated' END AS stage_of_line,
        f.practice AS form_practice, f.instrument AS form_instrument, f.concession, f.certainty,
        f.note AS form_note,
        i.practice AS item_practice, i.instrument AS item_instrument
    FROM t.items AS m
    LEFT JOIN lookup.forms AS f USING (form)
    LEFT JOIN lookup.items AS i USING (item_sub_type)
    WHERE kind_of_aid = 'Military'
),
facets AS (
    SELECT *, activity AS about, 'committed' AS facet, 'committed' AS stage, 'eur' AS measure, eur_committed AS value
    FROM items WHERE eur_committed IS NOT NULL
    UNION ALL
    SELECT *, part, 'allocated', 'allocated', 'eur', eur_allocated FROM items WHERE eur_allocated IS NOT NULL
    UNION ALL
    SELECT *, activity, 'delivered', 'delivered', 'eur', eur_delivered FROM items WHERE eur_delivered IS NOT NULL
    UNION ALL
    SELECT *, part || '/' || item, 'items', stage_of_line,
        CASE WHEN number IS NULL THEN 'presence' ELSE 'items' END, number
    FROM items WHERE item IS NOT NULL
    UNION ALL
    SELECT *, part || '/' || item, 'items_delivered', 'delivered', 'items', number_delivered
    FROM items WHERE item IS NOT NULL AND number_delivered IS NOT NULL
    UNION ALL
    SELECT *, part, 'presence', stage_of_line, 'presence', NULL
    FROM items WHERE coalesce(eur_committed, eur_allocated, eur_delivered) IS NULL AND item IS NULL
),
-- What was committed and delivered is a sum of the whole activity: the same sum on a second line of it is no second sum.
-- Parts of equal value are real, and lines without a value are never a repeat.
summed AS (
    SELECT *,
        measure = 'eur' AND facet <> 'allocated' AND row_number() OVER (
            PARTITION BY donor, activity_id, facet, value ORDER BY _row::BIGINT
        ) > 1 AS repeated
    FROM facets
),
last_item AS (SELECT coalesce(max(month_of_war), 0) AS month_of_war FROM t.items),
told AS (
    SELECT
        about || '#' || row_number() OVER (PARTITION BY about, facet ORDER BY _row::BIGINT) AS record_id,
        facet, _file, _row, donor,
        CASE WHEN facet LIKE 'items%' THEN item_practice ELSE form_practice END AS practice,
        CASE WHEN facet LIKE 'items%' THEN item_instrument ELSE form_instrument END AS instrument,
        concession, stage,
        day AS date_start,
        CASE WHEN day IS NOT NULL THEN 'day' WHEN announced_year IS NOT NULL THEN 'year' ELSE 'unknown' END
            AS date_precision,
        announced_year AS year,
        measure, value, certainty,
        NOT repeated AS countable,
        CASE WHEN repeated THEN 'the sum of the activity, printed on an earlier line too' END AS reason,
        concat_ws('; ',
            CASE WHEN facet LIKE 'items%' THEN item END,
            form_note,
            CASE WHEN day IS NULL THEN announced END,
            CASE WHEN facet = 'items' AND number IS NULL THEN 'number not disclosed' END, link) AS note
    FROM summed
    UNION ALL
    SELECT
        'months/' || donor || '/' || year || '-' || lpad(month::VARCHAR, 2, '0'), 'military', _file, _row, donor,
        f.practice, f.instrument, f.concession, 'allocated',
        make_date(year, month, 1), 'month', year,
        'eur', eur_billion * 1e9, f.certainty,
        12 * (year - 2022) + month > last_item.month_of_war,
        CASE WHEN 12 * (year - 2022) + month <= last_item.month_of_war
            THEN 'sum of a month that the measures cover, in another release' END,
        concat_ws('; ', f.note, (SELECT any_value(label) FROM t.release))
    FROM t.months, last_item, (FROM lookup.forms WHERE form = 'military aid of a month') AS f
    UNION ALL
    SELECT
        'weapons/' || donor || '/' || category, measure, _file, _row, donor,
        h.practice, h.instrument, 'grant', 'allocated', NULL, 'unknown', NULL,
        measure, CASE measure WHEN 'eur' THEN eur ELSE number END, 'confirmed',
        false, 'sum since January 2022',
        concat_ws('; ', category, parts, (SELECT any_value(label) FROM t.release))
    FROM t.weapons
    JOIN lookup.heavy AS h USING (category), (VALUES ('eur'), ('items')) AS m (measure)
)
SELECT
    record_id, facet, _file AS file, 'row ' || _row AS locator,
    'name' AS provider_scheme, donor AS provider_ref, donor AS provider_text,
    'actor' AS recipient_scheme, 'state:UKR' AS recipient_ref, 'Ukraine' AS recipient_text,
    practice, instrument, concession, stage,
    date_start, date_precision, year,
    measure, value,
    CASE measure WHEN 'eur' THEN 'current' END AS price_basis,
    certainty,
    countable, reason,
    false AS mutual,
    note
FROM told
