-- A presence over several years is a tie in each of them. A sum over several years (deliveries 1995-2003) is no
-- statement about any one of them and makes no yearly tie. Nor do counts of soldiers: embassy guards and a garrison that
-- the host does not want are no help to its forces. They stay figures.
WITH yearly AS (
    SELECT *, unnest(range(year_from, coalesce(year_to, year_from) + 1))::INTEGER AS year
    FROM out_tie_figures
    WHERE year_from IS NOT NULL AND measure <> 'troops' AND (measure = 'presence' OR year_from = year_to)
)
SELECT
    provider_id, recipient_id, practice, year,
    CASE
        WHEN bool_and(coalesce(value = 0, false) AND n_valued = n_claims) THEN 'observed_zero'
        ELSE 'observed'
    END AS state,
    CASE min(CASE certainty WHEN 'confirmed' THEN 1 WHEN 'uncertain' THEN 2 ELSE 3 END)
        WHEN 1 THEN 'confirmed' WHEN 2 THEN 'uncertain' ELSE 'alleged'
    END AS certainty,
    sum(n_claims)::BIGINT AS n_claims,
    len(list_distinct(list(source_id))) AS n_sources,
    array_to_string(list_sort(list_distinct(list(source_id))), '; ') AS sources,
    array_to_string(list_sort(list_distinct(list(instrument))), '; ') AS instruments,
    nullif(array_to_string(list_sort(list_distinct(list(programme_id))), '; '), '') AS programmes,
    bool_and(mutual) AS mutual
FROM yearly
GROUP BY provider_id, recipient_id, practice, year
ORDER BY provider_id, recipient_id, practice, year
