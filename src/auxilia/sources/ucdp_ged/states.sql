-- A country that has events is covered in all years of the table: years without an event are zeros, from the year
-- on in which it became a state.
WITH events AS (
    SELECT e.*, short FROM t.events AS e JOIN lookup.violence AS v ON v.type = e.type::VARCHAR
),
spans AS (
    SELECT
        gw, any_value(country) AS country,
        (SELECT min(year) FROM events) AS year_from, (SELECT max(year) FROM events) AS year_to
    FROM events GROUP BY gw
),
years AS (
    SELECT
        spans.gw, country,
        unnest(range(greatest(year_from, coalesce(since::INTEGER, year_from)), year_to + 1))::INTEGER AS year
    FROM spans LEFT JOIN lookup.born AS b ON b.gw = spans.gw::VARCHAR
    UNION
    SELECT gw, country, year FROM events
),
deaths AS (
    SELECT
        gw, country, year, short,
        coalesce(sum(best), 0) AS value, coalesce(sum(low), 0) AS low, coalesce(sum(high), 0) AS high,
        any_value(_file) AS _file, min(_row::INTEGER) || ' to ' || max(_row::INTEGER) AS _row
    FROM (FROM years CROSS JOIN (SELECT short FROM lookup.violence))
    LEFT JOIN events USING (gw, country, year, short)
    GROUP BY ALL
),
counts AS (
    SELECT
        gw, country, year,
        count(event_id) AS events,
        count(DISTINCT cell) FILTER (precision <= 3) AS cells,
        coalesce(sum(best) FILTER (short = 'one_sided' AND gwno_a IS NOT NULL), 0)::BIGINT AS one_sided_govt,
        any_value(_file) AS _file, min(_row::INTEGER) || ' to ' || max(_row::INTEGER) AS _row
    FROM years LEFT JOIN events USING (gw, country, year)
    GROUP BY ALL
),
files AS (
    SELECT gw, any_value(_file) AS _file FROM events GROUP BY gw
),
told AS (
    SELECT short, gw, country, year, value, low, high, _file, _row FROM deaths
    UNION ALL
    SELECT short, gw, country, year, value, NULL, NULL, _file, _row
    FROM (UNPIVOT counts ON events, cells, one_sided_govt INTO NAME short VALUE value)
)
SELECT
    'ucdp_ged:' || short AS indicator,
    'gw' AS actor_scheme, gw::VARCHAR AS actor_ref, country AS actor_text,
    year, value, low AS value_low, high AS value_high,
    coalesce(told._file, files._file) AS file,
    coalesce('rows ' || _row, 'no row') AS locator
FROM told JOIN files USING (gw)
