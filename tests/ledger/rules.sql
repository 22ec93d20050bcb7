-- Rules that hold for every row of a full ledger: a name, then a query that gives the rows that break it.

-- a claim has an id of its own
SELECT claim_id FROM core_claims GROUP BY 1 HAVING count(*) > 1;

-- a claim that is not counted says why, and only such a claim does
SELECT claim_id FROM core_claims WHERE countable <> (reason IS NULL);

-- money and volumes have a price basis, and nothing else has
SELECT claim_id FROM core_claims WHERE (measure IN ('usd', 'eur', 'tiv')) <> (price_basis IS NOT NULL);

-- a presence has no figure, but for the zero of a search without find
SELECT claim_id FROM core_claims
WHERE measure = 'presence' AND value IS NOT NULL AND NOT (value = 0 AND reason = 'no support found');

-- dates stand in order
SELECT claim_id FROM core_claims WHERE date_end < date_start;

-- bounds enclose the value
SELECT claim_id FROM core_claims WHERE NOT value BETWEEN value_low AND value_high;

-- a fiscal year is the year of the claim
SELECT claim_id FROM core_claims WHERE fiscal_year <> year;

-- the file of a claim is one of its source
SELECT claim_id FROM core_claims AS c
ANTI JOIN core_files AS f ON f.source_id = c.source_id AND f.filename = c.file AND f.sha256 = c.snapshot_sha256;

-- a programme is in the table of programmes
SELECT claim_id FROM core_claims ANTI JOIN core_programmes USING (programme_id) WHERE programme_id IS NOT NULL;

-- a programme is its provider's, but for arms that it pays another state to deliver
SELECT claim_id FROM core_claims AS c JOIN core_programmes AS p USING (programme_id)
WHERE c.provider_id <> p.provider_id AND source_id <> 'sipri_transfers';

-- an end is an actor
SELECT actor_id FROM (
    SELECT provider_id AS actor_id FROM core_claims UNION SELECT recipient_id FROM core_claims
    UNION SELECT unit_id FROM core_claims UNION SELECT opponent_id FROM core_claims
) ANTI JOIN core_actors USING (actor_id) WHERE actor_id IS NOT NULL;

-- an actor stands once
SELECT actor_id FROM core_actors GROUP BY 1 HAVING count(*) > 1;

-- a tie has two ends
SELECT claim_id FROM core_claims WHERE countable AND provider_id = recipient_id;

-- a force is one of the recipient's
SELECT claim_id FROM core_claims JOIN core_actors ON actor_id = unit_id WHERE parent_id <> recipient_id;

-- a recipient that nothing answers to keeps its printed name
SELECT claim_id FROM core_claims
WHERE recipient_id LIKE 'text:%' AND recipient_id <> 'text:' || recipient_text;

-- a recipient that nothing answers to is listed
SELECT claim_id FROM core_claims AS c
ANTI JOIN core_unresolved AS u ON u.source_id = c.source_id AND u.printed = c.recipient_text
WHERE c.recipient_id LIKE 'text:%';

-- a tie of a year has a figure that makes it
SELECT * FROM out_ties AS t
ANTI JOIN out_tie_figures AS f ON f.provider_id = t.provider_id AND f.recipient_id = t.recipient_id
    AND f.practice = t.practice AND f.measure <> 'troops'
    AND t.year BETWEEN f.year_from AND coalesce(f.year_to, f.year_from);

-- sources that overlap are sources of claims
SELECT source FROM (SELECT source_a AS source FROM core_overlaps UNION SELECT source_b FROM core_overlaps)
WHERE source NOT IN (SELECT source_id FROM core_claims);

-- a value of a state is an indicator's, in its years
SELECT s.indicator FROM out_state_years AS s
ANTI JOIN core_indicators AS i ON i.indicator = s.indicator AND s.year BETWEEN i.year_from AND i.year_to
WHERE s.value IS NOT NULL;

-- a value of a pair is an indicator's, in its years
SELECT d.indicator FROM out_dyad_years AS d
ANTI JOIN core_indicators AS i ON i.indicator = d.indicator AND d.year BETWEEN i.year_from AND i.year_to;

-- a state-year has a value or a reason why it has none
SELECT indicator FROM out_state_years WHERE value IS NULL AND missing IS NULL;

-- what is withheld is not counted beside
SELECT claim_id FROM core_claims WHERE countable AND reason LIKE 'withheld%';
