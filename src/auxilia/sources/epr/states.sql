-- A group's status holds from the first to the last year of its spell. Where the state has collapsed there is no
-- power to be shared out or kept from anyone: no value.
WITH held AS (
    SELECT g.*, unnest(range(year_from, year_to + 1)) AS year FROM t.groups AS g
),
counted AS (
    SELECT
        gw, any_value(country) AS country, year,
        count(*) FILTER (relevant::BOOLEAN)::DOUBLE AS groups,
        count(*) FILTER (excluded::BOOLEAN)::DOUBLE AS excluded_groups,
        coalesce(sum(size) FILTER (excluded::BOOLEAN), 0) AS excluded_share,
        coalesce(sum(size) FILTER (discriminated::BOOLEAN), 0) AS discriminated_share,
        count(*) FILTER (self_excluded::BOOLEAN)::DOUBLE AS self_excluded_groups,
        bool_or(collapse::BOOLEAN) AS collapsed,
        any_value(_file) AS _file, string_agg(_row, ', ' ORDER BY _row::INTEGER) AS _row
    FROM held JOIN lookup.status USING (status)
    GROUP BY gw, year
)
SELECT
    'epr:' || short AS indicator,
    'gw' AS actor_scheme, gw::VARCHAR AS actor_ref, country AS actor_text,
    year::INTEGER AS year,
    CASE WHEN short = 'groups' OR NOT collapsed THEN value END AS value,
    CASE WHEN short <> 'groups' AND collapsed THEN 'the state had collapsed' END AS missing,
    _file AS file, 'row ' || _row AS locator
FROM (
    UNPIVOT counted ON groups, excluded_groups, excluded_share, discriminated_share, self_excluded_groups
    INTO NAME short VALUE value
)
