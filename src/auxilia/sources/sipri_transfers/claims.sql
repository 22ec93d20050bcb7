-- Comments are lists; in each of their parts the first pattern that fits decides, and parts that differ are mixed.
WITH parts AS (
    SELECT DISTINCT comments,
        ' ' || trim(regexp_replace(replace(lower(part), '%', ' percent '), '[^a-z0-9]+', ' ', 'g')) || ' ' AS words
    FROM (SELECT DISTINCT comments, unnest(string_split(comments, ';')) AS part FROM t.deals)
),
told AS (
    SELECT comments, tells, arg_min(word, rank::INTEGER) AS word
    FROM parts JOIN lookup.comments ON words LIKE pattern
    GROUP BY comments, words, tells
),
commented AS (
    SELECT comments,
        CASE count(DISTINCT word) FILTER (tells = 'concession' AND word <> 'unknown')
            WHEN 0 THEN 'unknown'
            WHEN 1 THEN min(word) FILTER (tells = 'concession' AND word <> 'unknown')
            ELSE 'mixed'
        END AS concession,
        CASE count(DISTINCT word) FILTER (tells = 'programme' AND word <> 'none')
            WHEN 1 THEN min(word) FILTER (tells = 'programme' AND word <> 'none')
        END AS programme_id,
        count(*) FILTER (tells = 'doubt') > 0 AS doubted
    FROM told GROUP BY comments
),
-- The older form has no ids: what a deal is makes its id, and repeats are numbered by the rest of what it says.
deals AS (
    SELECT *,
        list_sort(list_distinct(string_split(replace(delivery_years, ' ', ''), ';')::INTEGER[])) AS years,
        coalesce(doubted, false) AS tie_doubted,
        tie_doubted OR order_year_doubt IS NOT NULL AS order_doubted,
        -- This form flags how many were delivered, not when. Years printed twice come with more than was ordered.
        tie_doubted OR delivered_doubt IS NOT NULL OR len(years) < len(string_split(delivery_years, ';'))
            AS delivery_doubted,
        md5(concat_ws('|', recipient, supplier, order_year, designation, description,
            coalesce(number_ordered::VARCHAR, ''), status)) AS content,
        content || '#' || row_number() OVER (
            PARTITION BY content
            ORDER BY delivery_years, number_delivered, comments, order_year_doubt, delivered_doubt, _row::BIGINT
        ) AS record_id
    FROM t.deals
    LEFT JOIN lookup.descriptions USING (description)
    LEFT JOIN commented USING (comments)
),
-- The newer form has an id for each deal and a line for each year of its deliveries.
lines AS (
    SELECT *,
        deal_id::VARCHAR AS record_id,
        row_number() OVER (PARTITION BY deal_id ORDER BY _row::BIGINT) AS place,
        row_number() OVER (PARTITION BY deal_id, delivery_year ORDER BY _row::BIGINT) AS repeat,
        ':' || delivery_year || CASE WHEN repeat > 1 THEN '#' || repeat ELSE '' END AS suffix,
        'Yes' IN (number_doubt, delivery_year_doubt) AS delivery_doubted
    FROM t.deliveries
),
records AS (
    SELECT record_id, _file, supplier, recipient, designation, description, category, status, comments AS remark,
        coalesce(concession, 'unknown') AS concession, programme_id
    FROM deals
    UNION ALL
    SELECT record_id, _file, supplier, recipient, designation, description, category, status,
        CASE local_production WHEN 'Yes' THEN 'local production' END, 'unknown', NULL
    FROM lines WHERE place = 1
),
facets (record_id, _row, facet, stage, measure, value, first_year, last_year, uncertain) AS (
    SELECT record_id, _row, 'ordered_items', 'ordered', 'items', number_ordered::DOUBLE, order_year, order_year,
        order_doubted OR number_ordered_doubt IS NOT NULL
    FROM deals WHERE number_ordered IS NOT NULL
    UNION ALL
    SELECT record_id, _row, 'ordered_tiv', 'ordered', 'tiv', tiv_ordered, order_year, order_year,
        order_doubted OR number_ordered_doubt IS NOT NULL
    FROM deals WHERE number_ordered IS NOT NULL
    UNION ALL
    SELECT record_id, _row, 'ordered', 'ordered', 'presence', NULL, order_year, order_year, order_doubted
    FROM deals WHERE number_ordered IS NULL
    UNION ALL
    SELECT record_id, _row, 'delivered_items', 'delivered', 'items', number_delivered, years[1], years[-1],
        delivery_doubted
    FROM deals WHERE len(years) > 0
    UNION ALL
    SELECT record_id, _row, 'delivered_tiv', 'delivered', 'tiv', tiv_delivered, years[1], years[-1],
        delivery_doubted
    FROM deals WHERE len(years) > 0
    UNION ALL
    SELECT record_id, _row, 'delivered:' || year, 'delivered', 'presence', NULL, year, year, tie_doubted
    FROM (SELECT *, unnest(years) AS year FROM deals)
    UNION ALL
    SELECT record_id, _row, 'ordered', 'ordered', 'presence', NULL, order_year, order_year, order_year_doubt = 'Yes'
    FROM lines WHERE place = 1
    UNION ALL
    SELECT record_id, _row, 'delivered_items' || suffix, 'delivered', 'items', number_delivered, delivery_year,
        delivery_year, delivery_doubted
    FROM lines WHERE delivery_year IS NOT NULL
    UNION ALL
    SELECT record_id, _row, 'delivered_tiv' || suffix, 'delivered', 'tiv', tiv_delivered, delivery_year,
        delivery_year, delivery_doubted
    FROM lines WHERE delivery_year IS NOT NULL
    UNION ALL
    SELECT record_id, _row, 'delivered:' || delivery_year, 'delivered', 'presence', NULL, delivery_year,
        delivery_year, delivery_year_doubt = 'Yes'
    FROM lines WHERE delivery_year IS NOT NULL AND repeat = 1
)
SELECT
    record_id,
    facet,
    _file AS file,
    'line ' || _row AS locator,
    'name' AS provider_scheme, rtrim(supplier, '*') AS provider_ref, supplier AS provider_text,
    'name' AS recipient_scheme, rtrim(recipient, '*') AS recipient_ref, recipient AS recipient_text,
    'equip' AS practice, c.instrument, concession, stage,
    CASE WHEN first_year < last_year THEN make_date(first_year, 1, 1) END AS date_start,
    CASE WHEN first_year < last_year THEN make_date(last_year, 12, 31) END AS date_end,
    'year' AS date_precision,
    CASE WHEN first_year = last_year THEN first_year END AS year,
    measure, value,
    -- A printed 0 stands for anything below half a million.
    CASE WHEN measure = 'tiv' AND value = 0 THEN 0 END AS value_low,
    CASE WHEN measure = 'tiv' AND value = 0 THEN 0.5 END AS value_high,
    CASE measure WHEN 'tiv' THEN 'sipri_tiv' END AS price_basis,
    programme_id,
    CASE WHEN uncertain THEN 'uncertain' ELSE 'confirmed' END AS certainty,
    s.countable::BOOLEAN AS countable,
    s.reason,
    false AS mutual,
    concat_ws('; ', designation, description, lower(category),
        CASE WHEN remark ILIKE '%second-hand%' THEN NULL ELSE s.note END, remark,
        'supplier: ' || p.kind, 'recipient: ' || r.kind) AS note
FROM facets
JOIN records USING (record_id)
LEFT JOIN lookup.categories AS c USING (category)
LEFT JOIN lookup.statuses AS s USING (status)
LEFT JOIN lookup.marks AS p ON p.mark = regexp_extract(supplier, '\*+$')
LEFT JOIN lookup.marks AS r ON r.mark = regexp_extract(recipient, '\*+$')
