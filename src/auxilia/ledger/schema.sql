-- The ledger's tables. core_*: what the sources state. out_*: what people use.
-- The starter ledger has every table; its core_claims is empty.

CREATE TABLE core_sources (
    source_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    producer VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    homepage VARCHAR NOT NULL,
    cadence VARCHAR NOT NULL,
    licence VARCHAR NOT NULL,
    redistribute VARCHAR NOT NULL,       -- yes | derived | no
    licence_note VARCHAR,
    citation VARCHAR NOT NULL,           -- as a reader would print it
    citation_json VARCHAR NOT NULL,      -- the reference manager's fields
    quirks VARCHAR,                      -- one line each
    n_claims BIGINT NOT NULL,
    year_from INTEGER,
    year_to INTEGER
);

CREATE TABLE core_files (
    source_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    filename VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    origin VARCHAR NOT NULL,             -- the address, or where in the mirror
    fetched VARCHAR
);

CREATE TABLE core_coverage (
    source_id VARCHAR NOT NULL,
    provider VARCHAR NOT NULL,           -- an actor id, or: states, any
    recipient VARCHAR NOT NULL,          -- an actor id, or: states, any, warring parties
    practice VARCHAR NOT NULL,
    instrument VARCHAR,
    year_from INTEGER NOT NULL,
    year_to INTEGER NOT NULL,
    absence VARCHAR NOT NULL,            -- zero | not_reported: what silence inside it means
    note VARCHAR
);

-- Which recipients a source speaks of in which year, where its cover is a list of its own (warring parties).
CREATE TABLE core_covered (
    source_id VARCHAR NOT NULL,
    recipient_id VARCHAR NOT NULL,
    year INTEGER NOT NULL
);

-- Cells that a source says it knows and withholds.
CREATE TABLE core_withheld (
    source_id VARCHAR NOT NULL,
    provider_id VARCHAR NOT NULL,
    recipient_id VARCHAR NOT NULL,
    practice VARCHAR NOT NULL,
    year INTEGER NOT NULL
);

CREATE TABLE core_overlaps (
    source_a VARCHAR NOT NULL,
    source_b VARCHAR NOT NULL,
    programme_id VARCHAR,                -- empty: all programmes that both speak of
    reason VARCHAR NOT NULL              -- why their figures are partly the same dollars
);

CREATE TABLE core_programmes (
    programme_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short VARCHAR NOT NULL,
    provider_id VARCHAR NOT NULL,
    practice VARCHAR,
    instrument VARCHAR,
    authority VARCHAR NOT NULL,
    objectives VARCHAR NOT NULL,         -- labels, separated by '; '
    purpose VARCHAR NOT NULL,            -- as stated by the provider, in our words
    document VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    year_from INTEGER,
    year_to INTEGER
);

CREATE TABLE core_actors (
    actor_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,               -- state | group | organisation | aggregate | other | unit | unresolved
    name VARCHAR NOT NULL,
    name_long VARCHAR,
    iso3 VARCHAR,
    gwcode INTEGER,                      -- the latest
    ccode_cow INTEGER,                   -- the latest
    parent_id VARCHAR,
    force VARCHAR,                       -- of a unit: army, police ...
    date_start DATE,
    date_end DATE,
    note VARCHAR
);

-- The codes that systems of codes give an actor, with their time. role: member and microstate are the lists' own.
CREATE TABLE core_actor_codes (
    scheme VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    date_start DATE,
    date_end DATE,
    role VARCHAR NOT NULL
);

CREATE TABLE core_actor_names (
    actor_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,               -- as printed
    source_id VARCHAR NOT NULL,
    n_claims BIGINT NOT NULL
);

CREATE TABLE core_unresolved (
    source_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,               -- provider | recipient | opponent | state | dyad | party
    scheme VARCHAR NOT NULL,
    ref VARCHAR NOT NULL,
    printed VARCHAR NOT NULL,
    n_claims BIGINT NOT NULL
);

CREATE TABLE core_signals (
    source_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL,
    message VARCHAR NOT NULL
);

CREATE TABLE core_claims (
    claim_id VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    facet VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    provider_id VARCHAR NOT NULL,        -- text:<printed> where nothing answers to the name
    recipient_id VARCHAR NOT NULL,
    provider_text VARCHAR NOT NULL,
    recipient_text VARCHAR NOT NULL,
    unit_id VARCHAR,
    unit_text VARCHAR,
    opponent_id VARCHAR,
    opponent_text VARCHAR,
    practice VARCHAR NOT NULL,
    instrument VARCHAR NOT NULL,
    concession VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    date_start DATE,
    date_end DATE,
    date_precision VARCHAR NOT NULL,
    year INTEGER,                        -- calendar, or the provider's fiscal year where fiscal_year repeats it
    fiscal_year INTEGER,
    measure VARCHAR NOT NULL,
    value DOUBLE,
    value_low DOUBLE,
    value_high DOUBLE,
    price_basis VARCHAR,
    programme_id VARCHAR,
    certainty VARCHAR NOT NULL,
    countable BOOLEAN NOT NULL,
    reason VARCHAR,
    mutual BOOLEAN NOT NULL,
    note VARCHAR,
    snapshot_sha256 VARCHAR NOT NULL
);

-- One row: provider, recipient, practice, year. What is known of the tie, before any figure.
CREATE TABLE out_ties (
    provider_id VARCHAR NOT NULL,
    recipient_id VARCHAR NOT NULL,
    practice VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    state VARCHAR NOT NULL,              -- observed | observed_zero | withheld
    certainty VARCHAR NOT NULL,          -- the best of its claims
    n_claims BIGINT NOT NULL,
    n_sources BIGINT NOT NULL,
    sources VARCHAR NOT NULL,            -- ids, separated by '; '
    instruments VARCHAR NOT NULL,
    programmes VARCHAR,
    mutual BOOLEAN NOT NULL              -- all its claims bind both ends
);

-- One row: what one source says of one tie in one measure, stage, price basis and period. Only such are summed.
CREATE TABLE out_tie_figures (
    provider_id VARCHAR NOT NULL,
    recipient_id VARCHAR NOT NULL,
    practice VARCHAR NOT NULL,
    year_from INTEGER,
    year_to INTEGER,                     -- equal to year_from for a yearly figure
    fiscal BOOLEAN NOT NULL,             -- years are the provider's fiscal years
    source_id VARCHAR NOT NULL,
    instrument VARCHAR NOT NULL,
    concession VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    price_basis VARCHAR,
    programme_id VARCHAR,
    certainty VARCHAR NOT NULL,
    mutual BOOLEAN NOT NULL,
    value DOUBLE,                        -- NULL: presence, or no figure is printed
    n_claims BIGINT NOT NULL,
    n_valued BIGINT NOT NULL             -- claims that carry a value
);

-- One row: what one source says of one force below the state in one year.
CREATE TABLE out_unit_figures (
    unit_id VARCHAR NOT NULL,
    unit_name VARCHAR NOT NULL,
    force VARCHAR NOT NULL,
    provider_id VARCHAR NOT NULL,
    recipient_id VARCHAR NOT NULL,
    practice VARCHAR NOT NULL,
    year INTEGER,
    source_id VARCHAR NOT NULL,
    programme_id VARCHAR,
    stage VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    price_basis VARCHAR,
    value DOUBLE,
    n_claims BIGINT NOT NULL
);

-- The codebook: every indicator of states and of pairs of states.
CREATE TABLE core_indicators (
    indicator VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,               -- its column in panels
    label VARCHAR NOT NULL,
    family VARCHAR NOT NULL,             -- authority ... violence, or covariate
    of VARCHAR NOT NULL,                 -- state | dyad
    unit VARCHAR NOT NULL,
    ordering VARCHAR NOT NULL,           -- higher | lower | none: which way is more order
    year_from INTEGER NOT NULL,
    year_to INTEGER NOT NULL,
    absence VARCHAR NOT NULL,            -- zero | not_reported
    problems VARCHAR
);

CREATE TABLE out_state_years (
    indicator VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE,
    value_low DOUBLE,
    value_high DOUBLE,
    missing VARCHAR,                     -- why there is no value, where the source says so
    source_id VARCHAR NOT NULL
);

CREATE TABLE out_dyad_years (
    indicator VARCHAR NOT NULL,
    actor_a VARCHAR NOT NULL,
    actor_b VARCHAR NOT NULL,            -- where the pair has no direction, actor_a < actor_b and it stands once
    directed BOOLEAN NOT NULL,
    year INTEGER NOT NULL,
    value DOUBLE,
    source_id VARCHAR NOT NULL
);

CREATE TABLE core_conflicts (
    conflict_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    side VARCHAR NOT NULL,               -- a | b
    role VARCHAR NOT NULL,               -- primary | secondary
    actor_id VARCHAR NOT NULL,
    location_gw VARCHAR,
    intensity INTEGER,                   -- 1 minor, 2 war
    source_id VARCHAR NOT NULL
);

CREATE TABLE meta_build (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);
