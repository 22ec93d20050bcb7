-- A year counts for a state when somebody led it on at least one day of it. A way in or out that is not known
-- leaves the counts of its year without a value, between what is known and what may be.
WITH spells AS (
    SELECT
        l._file, l._row, gwcode, start_date, end_date,
        e.irregular::DOUBLE AS irregular_in, e.foreign::DOUBLE AS foreign_in,
        x.irregular::DOUBLE AS irregular_out, x.foreign::DOUBLE AS foreign_out,
        w.by_military::DOUBLE AS by_military, w.by_rebels::DOUBLE AS by_rebels,
        l.exit = 'Still in Office' AS is_open
    FROM t.leaders AS l
    JOIN lookup.entries AS e USING (entry)
    JOIN lookup.exits AS x USING (exit)
    JOIN lookup.ways AS w USING (way)
),
years AS (
    SELECT *, unnest(range(greatest(year(start_date), 1875), year(end_date) + 1)) AS year FROM spells
),
events AS (
    SELECT *, year(start_date) = year AS is_in, year(end_date) = year AND NOT is_open AS is_out FROM years
),
counts AS (
    SELECT
        gwcode, year, any_value(_file) AS _file,
        string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row,
        list(is_in::DOUBLE) AS entries,
        list(CASE WHEN is_in THEN irregular_in ELSE 0 END) AS irregular_entries,
        list(CASE WHEN is_out THEN irregular_out ELSE 0 END) AS irregular_exits,
        list(CASE WHEN is_out THEN by_military ELSE 0 END) AS removed_by_military,
        list(CASE WHEN is_out THEN by_rebels ELSE 0 END) AS removed_by_rebels,
        list(CASE WHEN is_in THEN foreign_in ELSE 0 END) || list(CASE WHEN is_out THEN foreign_out ELSE 0 END)
            AS foreign_changes,
        [(year - arg_max(year(start_date), start_date))::DOUBLE] AS tenure
    FROM events
    GROUP BY gwcode, year
),
told AS (
    FROM counts
    UNPIVOT (
        parts FOR short IN (
            entries, irregular_entries, irregular_exits, removed_by_military, removed_by_rebels, foreign_changes,
            tenure
        )
    )
)
SELECT
    'leaders:' || short AS indicator,
    'gw' AS actor_scheme, gwcode::VARCHAR AS actor_ref, 'GW ' || gwcode AS actor_text,
    year,
    CASE WHEN list_count(parts) = len(parts) THEN list_sum(parts) END AS value,
    CASE WHEN list_count(parts) < len(parts) THEN coalesce(list_sum(parts), 0) END AS value_low,
    CASE WHEN list_count(parts) < len(parts) THEN value_low + len(parts) - list_count(parts) END AS value_high,
    CASE WHEN list_count(parts) < len(parts) THEN 'the way in or out is not known' END AS missing,
    _file AS file, 'row ' || _row AS locator
FROM told
