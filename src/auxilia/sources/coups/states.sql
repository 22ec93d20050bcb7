-- The year of the release is not over when it is made: what it holds of that year is no count of the year.
WITH counted AS (
    SELECT
        code, country, year,
        len(list_filter([coup_1, coup_2, coup_3, coup_4], lambda c: c > 0)) AS attempts,
        len(list_filter([coup_1, coup_2, coup_3, coup_4], lambda c: c = 2)) AS successes,
        coalesce(year >= try_cast(regexp_extract(version, '^V(\d{4})', 1) AS INTEGER), false) AS unfinished,
        version, _file, _row
    FROM t.years
)
SELECT
    'coups:' || short AS indicator,
    'gw' AS actor_scheme, code::VARCHAR AS actor_ref, country AS actor_text,
    year,
    CASE WHEN NOT unfinished THEN value END AS value,
    CASE WHEN unfinished THEN 'the list was made within the year (' || version || ')' END AS missing,
    _file AS file, 'row ' || _row AS locator
FROM (UNPIVOT counted ON attempts, successes INTO NAME short VALUE value)
