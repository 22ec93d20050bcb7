-- What went to whom under which programme and purpose, and what the recipients were in that year.
-- stock: money (constant 2020 USD, obligated), training (trainees, delivered), sales (current USD, agreed).
WITH programmes AS (
    SELECT programme_id, short,
        CASE WHEN objectives = '' THEN [] ELSE string_split(objectives, '; ') END AS objectives,
        coalesce(year_from, 0) AS first_year, coalesce(year_to, 9999) AS last_year
    FROM core_programmes
),
stocks AS (
    SELECT 'money' AS stock, programme_id, recipient_id, year_from AS year, value, n_claims
    FROM out_tie_figures
    WHERE source_id = 'us_greenbook' AND measure = 'usd' AND stage = 'obligated'
        AND price_basis = 'constant_2020' AND year_from = year_to AND value IS NOT NULL
    UNION ALL
    SELECT 'training', programme_id, recipient_id, year_from, value, n_claims
    FROM out_tie_figures
    WHERE source_id = 'us_fmtr' AND measure = 'trainees' AND stage = 'delivered'
        AND year_from = year_to AND value IS NOT NULL
    UNION ALL
    SELECT 'sales', programme_id, recipient_id, year_from, value, n_claims
    FROM out_tie_figures
    WHERE source_id = 'dsca_sales' AND measure = 'usd' AND stage = 'agreed' AND programme_id = 'us:fms'
        AND year_from = year_to AND value IS NOT NULL
),
-- reading: whether the purpose of the programme may be read into the figure, and if not, why.
told AS (
    SELECT s.*, a.kind = 'state' AS one_state, a.name AS recipient,
        CASE
            WHEN s.programme_id IS NULL THEN 'no programme'
            WHEN len(p.objectives) = 0 THEN 'not stated'
            WHEN s.year NOT BETWEEN p.first_year AND p.last_year THEN 'outside its years'
            ELSE 'stated'
        END AS reading
    FROM stocks AS s
    LEFT JOIN programmes AS p USING (programme_id)
    JOIN core_actors AS a ON a.actor_id = s.recipient_id
),
-- Ranks among all states that V-Dem rates in the year; states of one value share the middle of their ranks.
ranked AS (
    SELECT indicator, actor_id, year,
        (rank() OVER w + count(*) OVER (PARTITION BY indicator, year, value) / 2.0 - 0.5 - 0.5)
            / count(*) OVER (PARTITION BY indicator, year) AS place
    FROM out_state_years
    WHERE indicator IN ('vdem:polyarchy', 'vdem:v2clkill', 'vdem:v2cltort') AND value IS NOT NULL
    WINDOW w AS (PARTITION BY indicator, year ORDER BY value)
),
lenses AS (
    SELECT i.indicator AS lens, i.year_from AS first_year, i.year_to AS last_year, i.absence
    FROM core_indicators AS i
    WHERE i.indicator IN ('vdem:polyarchy', 'vdem:v2clkill', 'vdem:v2cltort', 'ucdp:intensity',
        'ucdp:internal_conflicts')
),
levels AS (
    SELECT indicator AS lens, actor_id, year,
        CASE WHEN place < 1 / 3.0 THEN 'low' WHEN place < 2 / 3.0 THEN 'middle' ELSE 'high' END AS level
    FROM ranked
    UNION ALL
    SELECT indicator, actor_id, year,
        CASE
            WHEN value = 0 THEN 'none'
            WHEN indicator = 'ucdp:intensity' AND value = 1 THEN 'minor'
            WHEN indicator = 'ucdp:intensity' THEN 'war'
            ELSE 'some'
        END
    FROM out_state_years
    WHERE indicator IN ('ucdp:intensity', 'ucdp:internal_conflicts')
),
-- A lens that covers a state and year and holds no row says none where its silence means zero, else nothing.
placed AS (
    SELECT t.*, l.lens,
        CASE
            WHEN NOT t.one_state OR t.year NOT BETWEEN l.first_year AND l.last_year THEN 'unplaced'
            WHEN v.level IS NOT NULL THEN v.level
            WHEN l.absence = 'zero' THEN 'none'
            ELSE 'unplaced'
        END AS level
    FROM told AS t
    CROSS JOIN lenses AS l
    LEFT JOIN levels AS v ON v.lens = l.lens AND v.actor_id = t.recipient_id AND v.year = t.year
),
-- Every state that V-Dem rates, once a year: what the recipients stand beside.
world AS (
    SELECT r.actor_id, r.year, l.lens, coalesce(v.level, 'none') AS level
    FROM ranked AS r
    CROSS JOIN lenses AS l
    LEFT JOIN levels AS v ON v.lens = l.lens AND v.actor_id = r.actor_id AND v.year = r.year
    WHERE r.indicator = 'vdem:polyarchy' AND r.year BETWEEN l.first_year AND l.last_year
        AND l.lens LIKE 'ucdp:%'
)
